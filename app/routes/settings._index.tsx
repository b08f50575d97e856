/** The settings begin with the clinic itself. */
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMember(request, 'clinic:settings')
  throw redirect('/settings/clinic')
}

export default function Settings() {
  return null
}
