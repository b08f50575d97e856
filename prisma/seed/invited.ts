/** Somebody the admin has invited, who has not come yet. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { newId } from '~/data/id.server'
import { type Invited, invitationHash, invite } from '~/data/invitations.server'
import type { RiversideScene } from './courses'
import { done } from './timeline'

const ines: Invited = {
  email: 'ines.duarte@demo.clearway.example',
  name: 'Ines Duarte',
  roles: ['trainer'],
  licence: null,
  bfrCredentialValidUntil: null,
}

export function tellInvited({ calendar, timeline, staff }: RiversideScene): void {
  timeline.add(calendar.at(-6, '09:40'), 'Fiona invites a trainer', async (at) => {
    // Nobody holds the link of a demo's invitation: sent again from its page it has one.
    const tokenHash = createHash('sha256').update(randomBytes(32)).digest('hex')
    const asked = { ...ines, invitationId: newId(), tokenHash, replaces: null }
    const reauthenticationId = await staff.admin.reauthenticate('member:invitation', invitationHash(asked))
    await done(invite(staff.admin.acting, { ...asked, key: randomUUID(), at, reauthenticationId }))
  })
}
