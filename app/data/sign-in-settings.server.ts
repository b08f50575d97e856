/** How people sign in to a clinic: how long a login may rest, and whether a second factor is demanded. */
import { createHash } from 'node:crypto'
import type { Query } from '~/database/query.server'
import { maySetSignIn, type SignInRules } from '~/domain/clinic-settings'
import type { Acting } from './acting.server'
import { saveSettings } from './clinic-settings.server'
import type { Outcome } from './command.server'
import { newId } from './id.server'

const netstring = (field: string) => `${Buffer.byteLength(field)}:${field},`

/** What the password is given again for: this change, from what is there. The database works out the same. */
export function signInHash(now: SignInRules, asked: SignInRules): string {
  const fields = [now, asked].flatMap((rules) => [String(rules.idleMinutes), String(rules.secondFactorDemanded)])
  return createHash('sha256').update(fields.map(netstring).join('')).digest('hex')
}

type Asked = SignInRules & { key: string; was: string; at: Date; reauthenticationId: string | null }

/** Saved as a row, which changes the clinic by trigger, and consumes the re-authentication where it loosens something. */
export function setSignIn(
  member: Acting & { hasSecondFactor: boolean },
  { key, was, at, reauthenticationId, ...asked }: Asked,
): Promise<Outcome> {
  return saveSettings(member, 'sign-in', { key, was, asked }, async ({ tx, now }) => {
    const may = maySetSignIn(now, asked, member)
    if (!may.ok) return may
    const { clinicId, memberId: changedBy } = member
    await tx.signInChange.create({
      data: { clinicId, id: newId(), changedBy, ...asked, reauthenticationId, occurredAt: at },
      select: { id: true },
    })
    return { ok: true }
  })
}

/** How many clinicians and admins have no second factor. */
export async function countWithoutFactor(query: Query): Promise<number> {
  const [row] = await query<{ count: number }>({
    name: 'without-second-factor',
    text: 'select without_second_factor() as "count"',
    values: [],
  })
  return row?.count ?? 0
}
