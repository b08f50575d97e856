/** Every address that is no page. */
import { data } from '@remix-run/node'
import { ErrorPage } from '~/ui/error-page'

const nothingHere = () => data(null, 404)

export function loader() {
  return nothingHere()
}

export function action() {
  return nothingHere()
}

export default function NoSuchPage() {
  return <ErrorPage status={404} />
}
