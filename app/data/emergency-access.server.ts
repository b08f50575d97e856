/** Emergency access: opened by exact details and a reason, for an hour; ended early; told in the same transaction. */
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { isReason, mayOpenInEmergency, mayTryAgain, mostWrongTries, tryMinutes } from '~/domain/emergency-access'
import { isRefusal, type Refusal } from '~/domain/refusal'
import { noteAccess } from './access-events.server'
import { type Acting, type Reach, servesSql, emergencySql } from './acting.server'
import { command, type Outcome } from './command.server'
import { notErasedSql } from './erased.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'

/** By the record number, or where there is none by family name and birth date. */
export type Details = { recordNumber: string; familyName: string; birthDate: CalendarDay | null }

/** Denials of this route are the wrong tries that are counted. */
export const emergencyPath = 'routes/clients.emergency-access'
const refusedPath = `${emergencyPath}/too-many`

type Opened = { clientId: string | null; refused: string | null }

/**
 * Opens one client, or says no. A wrong try is an outcome that is kept: its denial and the count of it must not be
 * rolled back, and ten at once are counted one after another.
 */
export async function openInEmergency(
  member: Acting,
  { key, at, ...asked }: Details & { reason: string; key: string; at: Date },
): Promise<Outcome<{ clientId: string }>> {
  if (!isReason(asked.reason)) return { ok: false, why: 'emergency-reason-short' }
  const outcome = await command<Opened>(member, { key, name: 'emergency:open', body: asked }, async (tx) => {
    const query = queryOf(tx)
    const deny = async (refused: Refusal, pathKind = emergencyPath): Promise<Outcome<Opened>> => {
      await noteAccess(query, { kind: 'denial', clientId: null, pathKind, occurredAt: at })
      return { ok: true, clientId: null, refused }
    }
    const may = mayTryAgain(await countWrongTries(query))
    if (!may.ok) return deny(may.why, refusedPath)
    const found = await findExactly(query, member, asked)
    const [client] = found
    if (!client) return deny('emergency-client-unknown')
    if (found.length > 1) return deny('emergency-client-several')
    if (client.hasEmergencyAccess) return { ok: true, clientId: client.id, refused: null }
    const by = { roles: member.roles, isInCareTeam: client.isInCareTeam }
    const allowed = mayOpenInEmergency({ by, reason: asked.reason })
    if (!allowed.ok) return allowed
    await writeAccess(tx, member, { clientId: client.id, reason: asked.reason, at })
    return { ok: true, clientId: client.id, refused: null }
  })
  if (!outcome.ok) return outcome
  const { clientId, refused } = outcome
  if (clientId) return { ok: true, clientId }
  return { ok: false, why: refused && isRefusal(refused) ? refused : 'emergency-client-unknown' }
}

type Written = { clientId: string; reason: string; at: Date }

async function writeAccess(tx: Tx, { clinicId, memberId }: Acting, { clientId, reason, at }: Written): Promise<void> {
  await tx.emergencyAccess.create({
    // When it ends, the database says.
    data: { clinicId, id: newId(), clientId, memberId, reason: reason.trim(), expiresAt: at, occurredAt: at },
    select: { id: true },
  })
}

async function countWrongTries(query: Query): Promise<number> {
  const [row] = await query<{ tries: number }>({
    name: 'emergency-tries',
    text: `select count(*)::int as "tries" from (select 1 from access_events e where e.clinic_id = current_clinic()
        and e.member_id = current_member() and e.kind = 'denial' and e.path_kind = $1
        and e.recorded_at > statement_timestamp() - make_interval(mins => $2) limit ${mostWrongTries}) e`,
    values: [emergencyPath, tryMinutes],
  })
  return row?.tries ?? 0
}

// Exactly, but for capitals and for how an accent is encoded: nothing is found by its beginning.
const findText = `select c.id, ${servesSql('c.id')} as "isInCareTeam", ${emergencySql('c.id')} as "hasEmergencyAccess"
from clients c where c.clinic_id = current_clinic() and ${notErasedSql('c.id')}
  and (($2::text <> '' and c.record_number = $2::text)
    or ($2::text = '' and c.birth_date = $4::date and lower(normalize(c.family_name)) = lower(normalize($3::text))))
limit 2`

function findExactly(query: Query, { memberId }: Acting, { recordNumber, familyName, birthDate }: Details) {
  const values = [memberId, recordNumber.trim(), familyName.trim(), birthDate]
  return query<Reach & { id: string }>({ name: 'emergency-client', text: findText, values })
}

/** Before its hour is over, by who opened it. A 404 Response for one that is not theirs. */
export function endEmergencyAccess(
  member: Acting,
  { key, at, accessId }: { key: string; at: Date; accessId: string },
): Promise<Outcome> {
  return command(member, { key, name: 'emergency:end', body: { accessId } }, async (tx): Promise<Outcome> => {
    const { clinicId, memberId } = member
    const where = { clinicId, id: accessId, memberId }
    const opened = await tx.emergencyAccess.findFirst({ where, select: { clientId: true } })
    if (!opened) throw new Response(null, { status: 404 })
    await tx.emergencyAccessEnd.create({
      data: { clinicId, id: newId(), accessId, clientId: opened.clientId, endedBy: memberId, occurredAt: at },
      select: { id: true },
    })
    return { ok: true }
  })
}

/** What is open to the member now, as the banner of each of their pages says it. */
export type OpenAccess = { id: string; clientId: string; clientName: string; expiresAt: string; minutesLeft: number }

/** As a column of a statement; `$1` is the member. The clock is the database's, as for what it opens. */
export const openAccessesSql = `coalesce((select json_agg(json_build_object('id', x.id, 'clientId', x.client_id,
    'clientName', c.given_name || ' ' || c.family_name, 'expiresAt', x.expires_at,
    'minutesLeft', ceil(extract(epoch from x.expires_at - statement_timestamp()) / 60)::int) order by x.expires_at)
  from emergency_accesses x join clients c on c.clinic_id = x.clinic_id and c.id = x.client_id
  where x.clinic_id = current_clinic() and x.member_id = $1::uuid and x.expires_at > statement_timestamp()
    and not exists (select 1 from emergency_access_ends n where n.clinic_id = x.clinic_id and n.access_id = x.id)), '[]')`

/** What it answered a while ago as it would now, while none of them is over. */
export function openStill(open: readonly OpenAccess[], now: Date): OpenAccess[] {
  return open.map((access) => ({
    ...access,
    minutesLeft: Math.ceil((new Date(access.expiresAt).getTime() - now.getTime()) / 60_000),
  }))
}

export async function findOwnAccess(query: Query, member: Acting, accessId: string): Promise<OpenAccess | null> {
  const [row] = await query<{ open: OpenAccess[] }>({
    name: 'open-accesses',
    text: `select ${openAccessesSql} as "open"`,
    values: [member.memberId],
  })
  return row?.open.find(({ id }) => id === accessId) ?? null
}
