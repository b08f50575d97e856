/** What only the superuser of the server can do to the audit: the attacks that verifying must find. */
import pg from 'pg'
import { noteAccess } from '~/data/access-events.server'
import { readClinic } from '~/database/door.server'
import { sealAccess } from '~/jobs/access-seal.server'
import { auditWitness } from '~/jobs/audit-witness.server'
import { buildClinic, type Clinic } from '../builders'
import { buildCleared } from '../builders-program'
import type { TestDatabase } from '../database-template'

export const witnessedAt = '2026-11-23T08:00:00.000Z'

/** A clinic with a cleared program and five pages read and sealed, its chain witnessed to the head at `witness`. */
export async function buildWitnessed(database: TestDatabase, witness: string): Promise<Clinic> {
  const clinic = await buildClinic(database)
  await buildCleared(clinic)
  for (let page = 0; page < 5; page += 1) {
    const access = { kind: 'reading', clientId: null, pathKind: 'routes/clients.$id', occurredAt: new Date() } as const
    await readClinic(clinic.trainer, (query) => noteAccess(query, access))
  }
  await sealAccess()
  await auditWitness(witness)(new Date(witnessedAt))
  return clinic
}

/** Every trace of a clinic, gone. */
export async function forget(superuser: pg.Client, clinicId: string): Promise<void> {
  const { rows } = await superuser.query<{ name: string }>(
    `select relname as name from pg_class join pg_attribute on attrelid = pg_class.oid
     where relnamespace = 'public'::regnamespace and relkind = 'r' and attname = 'clinic_id'`,
  )
  for (const { name } of rows) await superuser.query(`delete from ${name} where clinic_id = $1`, [clinicId])
  await superuser.query('delete from clinics where id = $1', [clinicId])
}

/** The number of a clinic's newest event. */
export async function headOf(superuser: pg.Client, clinicId: string): Promise<number> {
  const text = 'select max(seq)::int as seq from audit_events where clinic_id = $1'
  return (await superuser.query<{ seq: number }>(text, [clinicId])).rows[0]?.seq ?? 0
}

/** A connection whose triggers sleep, as somebody's would who covers their tracks. */
export async function superuserOf(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    options: '-c TimeZone=UTC -c session_replication_role=replica',
  })
  await client.connect()
  return client
}

/** Hashes the links of a chain anew from `seq` on, so that each follows the one before. */
export async function rechain(superuser: pg.Client, clinicId: string, seq: number): Promise<void> {
  await superuser.query(
    `do $$ declare link audit_events; before bytea; begin
       select hash into before from audit_events where clinic_id = '${clinicId}' and seq = ${seq} - 1;
       for link in select * from audit_events where clinic_id = '${clinicId}' and seq >= ${seq} order by seq loop
         before := coalesce(before, decode(repeat('00', 32), 'hex'));
         update audit_events set previous_hash = before, hash = sha256(audit_stamp(clinic_id, seq, kind, actor_member_id,
           table_name, row_id, occurred_at, recorded_at) || detail_hash || before)
           where clinic_id = link.clinic_id and seq = link.seq returning hash into before;
       end loop; end $$`,
  )
}

/** Moves the links from `seq` on by `steps`, with their details. */
export async function renumber(superuser: pg.Client, clinicId: string, seq: number, steps: number): Promise<void> {
  for (const table of ['audit_events', 'audit_details']) {
    // In two moves, so that no two have one number in between.
    await superuser.query(`update ${table} set seq = seq + 1000000 where clinic_id = $1 and seq >= $2`, [clinicId, seq])
    await superuser.query(`update ${table} set seq = seq - 1000000 + $2 where clinic_id = $1 and seq > 1000000`, [
      clinicId,
      steps,
    ])
  }
}
