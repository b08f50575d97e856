/** Clients: added once, and put into the care of whoever adds them. */
import type { Tx } from '~/database/client.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Sex } from '~/domain/fhir-patient'
import { givenNumber } from '~/domain/roster-verdict'
import type { Acting } from './acting.server'
import { findAlike } from './client-alike.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'
import { dateOf } from './version-rows.server'

export type NewClient = {
  /** As the clinic files it; null: one is made up from the id. */
  recordNumber: string | null
  givenName: string
  familyName: string
  birthDate: CalendarDay
  sex: Sex
}

type Asked = NewClient & {
  key: string
  at: Date
  /** The mark of those like them whom the person has seen and says are somebody else. */
  alikeSeen?: string | null
}

/**
 * Refuses a record number that is there already, whoever may see its client, a birthday that lies ahead, and somebody
 * like whom there is one already, until who adds them has seen exactly those.
 */
export function addClient(
  member: Acting,
  { key, at, alikeSeen = null, ...asked }: Asked,
): Promise<Outcome<{ clientId: string }>> {
  return command<{ clientId: string }>(member, { key, name: 'client:create', body: asked }, async (tx) => {
    if (await isAhead(tx, asked.birthDate, at)) return { ok: false, why: 'in-the-future' }
    if (await isNumberTaken(tx, member, asked)) return { ok: false, why: 'duplicate-client' }
    const { mark } = await findAlike(queryOf(tx), member, asked)
    if (mark !== null && mark !== alikeSeen) return { ok: false, why: 'possible-duplicate' }
    return createClient(tx, member, asked)
  })
}

async function isNumberTaken(tx: Tx, { clinicId }: Acting, { recordNumber }: NewClient): Promise<boolean> {
  if (recordNumber === null) return false
  return (await tx.client.count({ where: { clinicId, recordNumber } })) > 0
}

/** The rows of a client, in a transaction that is open: the client, and the member in their care team. */
export async function createClient(tx: Tx, member: Acting, asked: NewClient): Promise<Outcome<{ clientId: string }>> {
  const { clinicId, memberId } = member
  const clientId = newId()
  const recordNumber = asked.recordNumber ?? numberFor(clientId)
  if (await isNumberTaken(tx, member, { ...asked, recordNumber })) return { ok: false, why: 'duplicate-client' }
  const { givenName, familyName, birthDate, sex } = asked
  await tx.client.create({
    data: {
      clinicId,
      id: clientId,
      recordNumber,
      givenName,
      familyName,
      birthDate: dateOf(birthDate),
      sex,
      createdBy: memberId,
    },
    select: { id: true },
  })
  await tx.careTeamMember.create({
    data: { clinicId, clientId, memberId, addedBy: memberId },
    select: { clientId: true },
  })
  return { ok: true, clientId }
}

/** For a client whom the clinic files under none. */
export function numberFor(clientId: string): string {
  return `${givenNumber}${clientId.slice(-8).toUpperCase()}`
}

/** Whether a day lies after the clinic's own day. */
export async function isAhead(tx: Tx, day: CalendarDay, at: Date): Promise<boolean> {
  const values = [day, at]
  const text = 'select $1::date > clinic_day($2::timestamptz) as ahead'
  const [row] = await queryOf(tx)<{ ahead: boolean }>({ name: 'is-ahead', text, values })
  return row?.ahead ?? true
}
