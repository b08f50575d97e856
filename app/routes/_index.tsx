/** The door: everybody lands where something waits for them. */
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { landingPage } from '~/data/shell.server'

export async function loader({ request }: LoaderFunctionArgs) {
  throw redirect(await landingPage(await requireMember(request)))
}

export default function Index() {
  return null
}
