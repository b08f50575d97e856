/** Clients: added by hand, and put into the care of whoever adds them. */
import type { Tx } from '~/database/client.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Sex } from '~/domain/fhir-patient'
import type { Acting } from './acting.server'
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

/** Refuses a record number that is there already, whoever may see its client, and a birthday that lies ahead. */
export function addClient(
  member: Acting,
  { key, at, ...asked }: NewClient & { key: string; at: Date },
): Promise<Outcome<{ clientId: string }>> {
  return command<{ clientId: string }>(member, { key, name: 'client:create', body: asked }, async (tx) => {
    if (await isAhead(tx, asked.birthDate, at)) return { ok: false, why: 'in-the-future' }
    return createClient(tx, member, asked)
  })
}

/** The rows of a client, in a transaction that is open: the client, and the member in their care team. */
export async function createClient(
  tx: Tx,
  { clinicId, memberId }: Acting,
  asked: NewClient,
): Promise<Outcome<{ clientId: string }>> {
  const clientId = newId()
  const recordNumber = asked.recordNumber ?? `CW-${clientId.slice(-8).toUpperCase()}`
  const known = await tx.client.findFirst({ where: { clinicId, recordNumber }, select: { id: true } })
  if (known) return { ok: false, why: 'duplicate-client' }
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

/** Whether a day lies after the clinic's own day. */
export async function isAhead(tx: Tx, day: CalendarDay, at: Date): Promise<boolean> {
  const values = [day, at]
  const text = 'select $1::date > clinic_day($2::timestamptz) as ahead'
  const [row] = await queryOf(tx)<{ ahead: boolean }>({ name: 'is-ahead', text, values })
  return row?.ahead ?? true
}
