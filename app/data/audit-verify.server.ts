/** Verifies what is remembered: every chain against itself and against the witness, naming the first broken link of each. */
import pg from 'pg'
import { type Fault, type Walk, walkChain } from './audit-walk.server'
import { readWitness, type Witnessed, witnessSize } from './audit-witness-file.server'

/** `clinic` is the slug; `unwitnessed` counts the newest events that the witness has not seen. */
export type ChainReport = Omit<Walk, 'head' | 'lastSeq'> & { clinic: string; clinicId: string; unwitnessed: number }

/**
 * `unguarded` are the tables whose triggers are missing or off; `unreadable` counts lines of the witness; `misfiled`
 * the events that stand under another client than their details tell, or under none.
 */
export type AuditReport = {
  chains: ChainReport[]
  unguarded: string[]
  unreadable: number
  misfiled: number
  isWhole: boolean
}

const installationChain = '00000000-0000-0000-0000-000000000000'

/** `url` is clearway_backup's: the one role that reads every clinic and writes none. */
export async function verifyAudit(url: string, witnessPath: string): Promise<AuditReport> {
  // Before the snapshot, so that every head in these bytes is in it.
  const bytes = await witnessSize(witnessPath)
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await verifyIn(client, readWitness(witnessPath, bytes))
  } finally {
    await client.end()
  }
}

/** The same within the open transaction of `client`, against what a witness saw. */
export async function verifyIn(client: pg.Client, seen: AsyncIterable<Witnessed | null>): Promise<AuditReport> {
  await refuseHalfBlind(client)
  const witness = await compareWitness(client, seen)
  const chains: ChainReport[] = []
  for (const { id, slug } of await chainsOf(client, [...witness.seen.keys()])) {
    chains.push(await reportOn(client, id, slug, witness.seen.get(id)))
  }
  const unguarded = await listUnguarded(client)
  const misfiled = await countMisfiled(client, chains)
  const isWhole = unguarded.length === 0 && misfiled === 0 && chains.every(({ fault }) => fault === null)
  return { chains, unguarded, unreadable: witness.unreadable, misfiled, isWhole }
}

async function reportOn(client: pg.Client, clinicId: string, clinic: string, seen?: Seen): Promise<ChainReport> {
  const { head, lastSeq, ...walk } = await walkChain(client, clinicId)
  const witnessed = seen ? witnessFault(head.seq, seen, walk.fault) : null
  const fault = firstOf(walk.fault, witnessed, emptyFault(clinicId, head.seq))
  return { ...walk, clinic, clinicId, fault, unwitnessed: Math.max(0, lastSeq - (seen?.newest.seq ?? 0)) }
}

// A role bound by row-level security would see nothing, and find nothing wrong with it.
async function refuseHalfBlind(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sees: boolean; name: string }>(
    'select rolbypassrls or rolsuper as sees, rolname as name from pg_roles where rolname = current_user',
  )
  if (!rows[0]?.sees) throw new Error(`The role ${rows[0]?.name} does not see every clinic; use clearway_backup.`)
}

/** Of one chain: the newest head the witness saw, and the earliest it saw that is not there now as it was. */
type Seen = { newest: Witnessed; gone: Witnessed | null }

async function compareWitness(client: pg.Client, lines: AsyncIterable<Witnessed | null>) {
  const seen = new Map<string, Seen>()
  let unreadable = 0
  let batch: Witnessed[] = []
  const compare = async () => {
    for (const gone of await listGone(client, batch)) {
      const one = seen.get(gone.clinic)
      if (one && (one.gone === null || gone.seq < one.gone.seq)) one.gone = gone
    }
    batch = []
  }
  for await (const line of lines) {
    if (line === null) unreadable += 1
    else {
      const one = seen.get(line.clinic)
      if (!one) seen.set(line.clinic, { newest: line, gone: null })
      else if (line.seq > one.newest.seq) one.newest = line
      if (batch.push(line) === 1_000) await compare()
    }
  }
  await compare()
  return { seen, unreadable }
}

async function listGone(client: pg.Client, batch: Witnessed[]): Promise<Witnessed[]> {
  const { rows } = await client.query<{ place: number }>(
    `select w.place::int - 1 as place
     from unnest($1::uuid[], $2::bigint[], $3::text[]) with ordinality as w (clinic_id, seq, hash, place)
     left join audit_events e on e.clinic_id = w.clinic_id and e.seq = w.seq
     where encode(e.hash, 'hex') is distinct from w.hash order by place`,
    [batch.map(({ clinic }) => clinic), batch.map(({ seq }) => seq), batch.map(({ hash }) => hash)],
  )
  return rows.flatMap(({ place }) => batch[place] ?? [])
}

function witnessFault(headSeq: number, { newest, gone }: Seen, broken: Fault | null): Fault | null {
  if (gone && gone.seq <= headSeq) return { seq: gone.seq, what: `is not the one the witness saw at ${gone.at}` }
  // A chain that broke off earlier has its head there; what comes after was not walked.
  if (broken || newest.seq <= headSeq) return null
  const what = `and all after it are missing: the witness saw event ${newest.seq} at ${newest.at}`
  return { seq: headSeq + 1, what }
}

// Making a clinic is its first event, so there is no clinic without one.
function emptyFault(clinicId: string, headSeq: number): Fault | null {
  return headSeq > 0 || clinicId === installationChain ? null : { seq: 1, what: 'and all after it are missing' }
}

function firstOf(...faults: (Fault | null)[]): Fault | null {
  return faults.filter((fault) => fault !== null).sort((a, b) => a.seq - b.seq)[0] ?? null
}

async function chainsOf(client: pg.Client, witnessed: string[]): Promise<{ id: string; slug: string }[]> {
  const { rows } = await client.query<{ id: string; slug: string }>(
    `select chain.id::text, coalesce(c.slug, case when chain.id = $1 then 'the installation' else chain.id::text end) as slug
     from (select id from clinics union select clinic_id from audit_events union select $1
           union select unnest($2::uuid[])) as chain (id)
     left join clinics c on c.id = chain.id order by slug`,
    [installationChain, witnessed],
  )
  return rows
}

// What was erased tells nothing, and what is broken is not believed.
async function countMisfiled(client: pg.Client, chains: ChainReport[]): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `select count(*) from unnest($1::uuid[]) as c (id) cross join lateral told_subjects(c.id) as told
     left join audit_subjects s on s.clinic_id = c.id and s.seq = told.seq
     where s.client_id is distinct from told.client_id`,
    [chains.filter(({ fault }) => fault === null).map(({ clinicId }) => clinicId)],
  )
  return Number(rows[0]?.count)
}

async function listUnguarded(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select wanted.name from (
       select table_name, 'a_audit' from audited_tables
       union all select table_name, 'a_audit_insert' from audited_tables where by_statement
       union all values ('logins', 'a_audit'), ('audit_events', 'z_immutable'), ('audit_events', 'z_immutable_truncate'),
         ('audit_details', 'z_immutable'), ('audit_subjects', 'z_immutable'), ('access_events', 'z_immutable'), ('access_events', 'z_immutable_truncate')
     ) as wanted (name, trigger)
     where not exists (select 1 from pg_trigger t where t.tgrelid = to_regclass('public.' || wanted.name)
       and t.tgname = wanted.trigger and t.tgenabled in ('O', 'A'))
     group by wanted.name order by wanted.name`,
  )
  return rows.map(({ name }) => name)
}
