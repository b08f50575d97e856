/** A list of clients written part by part: each in one transaction, once, so that it may stop anywhere and go on. */
import type { Tx } from '~/database/client.server'
import { inClinic } from '~/database/door.server'
import { ClinicBusy } from '~/database/refused.server'
import type { Query } from '~/database/query.server'
import type { RosterClient } from '~/domain/roster'
import type { Acting } from './acting.server'
import { numberFor } from './clients.server'
import { newId } from './id.server'
import { judgeRows, type Judged, newCompany, rosterRules } from './roster-judging.server'
import type { RosterRow } from './roster-file.server'
import { getRoster, type Roster } from './rosters.server'
import { queryOf } from './rule-facts.server'

/** What is being written in this process, by the list. */
const running = new Map<string, Promise<void>>()

/** Writes what is left of a list in the background, in this process once; where it breaks off, its page goes on with it. */
export function runRoster(member: Acting, rosterId: string): Promise<void> {
  const known = running.get(rosterId)
  if (known !== undefined) return known
  const run = takeAll(member, rosterId).finally(() => running.delete(rosterId))
  running.set(rosterId, run)
  return run
}

const busyTries = 5

async function takeAll(member: Acting, rosterId: string): Promise<void> {
  for (let busy = 0; busy < busyTries; ) {
    try {
      if (!(await takeNextPart(member, rosterId))) return
      busy = 0
    } catch (error) {
      if (!(error instanceof ClinicBusy)) throw error
      busy += 1
    }
  }
}

type Part = { number: number; rows: string }

/** Under the clinic's lock, so that two who go on with one list take different parts. True while there is more. */
export function takeNextPart(member: Acting, rosterId: string): Promise<boolean> {
  return inClinic(member, async (tx) => {
    const query = queryOf(tx)
    const roster = await getRoster(query, rosterId)
    if (!roster.startedAt || roster.stoppedAt || roster.finishedAt || !roster.mapping) return false
    const [part] = await query<Part>({
      name: 'next-roster-part',
      text: `select number, rows from roster_parts where clinic_id = current_clinic() and roster_id = $1::uuid
        and done_at is null order by number limit 1`,
      values: [rosterId],
    })
    if (!part) {
      await finish(tx, member, roster)
      return false
    }
    const rules = await rosterRules(query, { ...roster, mapping: roster.mapping })
    const judged = await judgeRows(query, member, {
      rows: JSON.parse(part.rows) as RosterRow[],
      rules,
      company: newCompany(),
    })
    await addClients(
      query,
      member,
      judged.flatMap(({ verdict, client }) => (verdict.is === 'taken' && client ? [client] : [])),
    )
    await markDone(query, rosterId, part.number, judged)
    return true
  })
}

/** Who adds them as a trainer is in their care team, and sees them; a clinician sees them anyway. */
async function addClients(query: Query, member: Acting, clients: readonly RosterClient[]): Promise<void> {
  if (clients.length === 0) return
  const rows = clients.map((client) => {
    const id = newId()
    return { id, ...client, recordNumber: client.recordNumber ?? numberFor(id) }
  })
  await query({
    name: 'add-clients-of-roster',
    text: `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
      select current_clinic(), id, "recordNumber", "givenName", "familyName", "birthDate", sex, current_member()
      from jsonb_to_recordset($1::jsonb) as c (id uuid, "recordNumber" text, "givenName" text, "familyName" text, "birthDate" date, sex text)
      returning 1 as added`,
    values: [JSON.stringify(rows)],
  })
  if (!member.roles.includes('trainer')) return
  await query({
    name: 'serve-clients-of-roster',
    text: `insert into care_team (clinic_id, client_id, member_id, added_by)
      select current_clinic(), unnest($1::text[])::uuid, current_member(), current_member() returning 1 as added`,
    values: [rows.map(({ id }) => id)],
  })
}

async function markDone(query: Query, rosterId: string, number: number, judged: readonly Judged[]): Promise<void> {
  const count = (is: Judged['verdict']['is']) => judged.filter(({ verdict }) => verdict.is === is).length
  const notTaken = judged
    .filter(({ verdict }) => verdict.is !== 'taken')
    .map(({ line, cells, verdict }) => [line, verdict.is === 'refused' ? verdict.why : verdict.is, cells])
  await query({
    name: 'roster-part-done',
    text: `update roster_parts set taken = $3, known = $4, alike = $5, refused = $6, not_taken = $7, done_at = clock_timestamp()
      where clinic_id = current_clinic() and roster_id = $1::uuid and number = $2 returning 1 as done`,
    values: [
      rosterId,
      number,
      count('taken'),
      count('known'),
      count('alike'),
      count('refused'),
      JSON.stringify(notTaken),
    ],
  })
}

/** What it came to stays as an import: counts and the file's hash, of nobody in particular. */
async function finish(tx: Tx, { clinicId, memberId }: Acting, { id, counts }: Roster): Promise<void> {
  const roster = await tx.roster.update({
    where: { clinicId_id: { clinicId, id } },
    data: { finishedAt: new Date() },
    select: { fileHash: true, finishedAt: true },
  })
  await tx.import.create({
    data: {
      clinicId,
      id,
      kind: 'roster',
      fileHash: roster.fileHash,
      rowsTotal: counts.rows,
      rowsTaken: counts.taken,
      rowsKnown: counts.known,
      rowsSkipped: counts.alike,
      rowsRefused: counts.refused,
      notTaken: [],
      importedBy: memberId,
      occurredAt: roster.finishedAt ?? new Date(),
    },
    select: { id: true },
  })
}
