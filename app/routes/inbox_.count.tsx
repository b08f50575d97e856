/** How much of the inbox is new, for a page that asks by itself: cheap while nothing came, and no use of the login. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { countNews } from '~/data/notifications.server'
import { readClinic } from '~/database/door.server'

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, undefined, { isPolling: true })
  const { count, newest } = await readClinic(member, (query) => countNews(query, member))
  const headers = { ETag: `"${count}-${newest ?? 'none'}"` }
  if (request.headers.get('If-None-Match') === headers.ETag) return new Response(null, { status: 304, headers })
  return Response.json({ count }, { headers })
}
