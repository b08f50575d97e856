/** A change of a member, with the admin's password given again for exactly that change. */
import { changeMember, type Changing, memberChangeHash, purposeOf } from '~/data/member-changes.server'
import type { Confirmation } from '~/data/typed-text.server'
import type { MemberChange } from '~/domain/membership'
import type { Refusal } from '~/domain/refusal'
import { confirmMember } from './confirm-member.server'
import type { Member } from './member.server'

type Asked = Changing & Confirmation & { key: string }

/** `status` is how a refusal is answered: 400 where the password was not right, 409 where it may not be. */
export async function changeAsConfirmed(
  request: Request,
  admin: Member,
  { memberId, standing, key, password, code }: Asked,
  change: MemberChange,
): Promise<{ ok: true } | { ok: false; why: Refusal; status: 400 | 409 }> {
  const changing = { memberId, standing }
  const hash = memberChangeHash(changing, change)
  const confirmed = await confirmMember(request, admin, { password, code }, purposeOf(change), hash)
  if (!confirmed.ok) return { ...confirmed, status: 400 }
  const { reauthenticationId } = confirmed
  const outcome = await changeMember(admin, { ...changing, key, at: new Date(), reauthenticationId }, change)
  return outcome.ok ? { ok: true } : { ...outcome, status: 409 }
}
