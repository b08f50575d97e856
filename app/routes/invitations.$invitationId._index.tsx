/** One invitation: its state, and just after it was made its link, once. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { invitationLink } from '~/auth/invitation.server'
import { noteAccess } from '~/data/access-events.server'
import { isId } from '~/data/id.server'
import { getInvitation, linkShownMinutes } from '~/data/invitations.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { readMailSettings } from '~/server/mail-settings.server'
import { DoneNotice } from '~/ui/done-notice'
import { InvitationFacts, InvitationLink } from '~/ui/members/invitation-facts'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: 'Invitation · Clearway' }]

export async function loader({ request, params: { invitationId } }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  if (!isId(invitationId)) throw new Response(null, { status: 404 })
  const at = new Date()
  const origin = readMailSettings().url ?? new URL(request.url).origin
  return readClinic(admin, async (query) => {
    const pathKind = 'routes/invitations.$invitationId._index'
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: at })
    const { showsLink, ...invitation } = await getInvitation(query, invitationId, at)
    return {
      shell: await shellOf(admin, query),
      invitation,
      link: showsLink ? invitationLink(origin, invitationId) : null,
      linkShownMinutes,
    }
  })
}

export default function InvitationPage() {
  const { shell, invitation, link, linkShownMinutes } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title={invitation.name} sub="invitation" crumbs={[{ label: 'Members', to: '/members' }]}>
      <DoneNotice />
      <div className="stack max-w-3xl">
        {link ? <InvitationLink link={link} minutes={linkShownMinutes} name={invitation.name} /> : null}
        <InvitationFacts invitation={invitation} format={shell.formats} />
      </div>
    </Page>
  )
}
