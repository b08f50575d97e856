/**
 * How long the login of this browser has left, for pages that ask by themselves. To ask is no use of it; to ask without
 * the polling header is, by somebody who wants to stay. Says nothing of any other login, nor why this one is over.
 */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { loginHashOf, pollingHeader } from '~/auth/guard.server'
import { loginTimeLeft } from '~/data/login.server'

export async function loader({ request }: LoaderFunctionArgs) {
  const idHash = loginHashOf(request)
  const left = idHash && (await loginTimeLeft(idHash, !request.headers.has(pollingHeader)))
  return Response.json(left ? { is: 'open', ...left } : { is: 'over' })
}
