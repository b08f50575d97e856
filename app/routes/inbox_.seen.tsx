/** Marks the inbox as seen, up to the newest line that was shown. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { markSeen } from '~/data/notifications.server'

const Form = z.object({ key: z.uuid(), upTo: z.uuid() })

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMember(request)
  throw redirect('/inbox')
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request)
  const form = Form.safeParse(Object.fromEntries(await request.formData().catch(() => new FormData())))
  if (!form.success) throw new Response(null, { status: 400 })
  await markSeen(member, { ...form.data, at: new Date() })
  return redirect('/inbox')
}

export default function Seen() {
  return null
}
