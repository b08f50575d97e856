/** Every address that is no page. */
import { data } from '@remix-run/node'
import { ErrorPage } from '~/ui/error-page'

function noSuchPage(): never {
  throw data(null, 404)
}

export const loader = noSuchPage
export const action = noSuchPage

export function ErrorBoundary() {
  return <ErrorPage status={404} />
}
