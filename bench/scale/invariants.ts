/** What the real commands never leave behind, counted over a whole clinic: each must be none. */
import type pg from 'pg'

const inClinic = (table: string) => `${table}.clinic_id = $1`

/** How many rows break it. */
export const invariants: Record<string, string> = {
  'a program is in force by a clearance of exactly its version': `
    select count(*) from programs p join versions v on v.clinic_id = p.clinic_id and v.id = p.in_force_version_id
    where ${inClinic('p')} and not exists (select 1 from decisions d where d.clinic_id = v.clinic_id and d.version_id = v.id
      and d.program_id = p.id and d.outcome in ('cleared', 'cleared-with-limits') and d.content_hash = v.content_hash)`,
  'what was submitted is hashed as it stands': `
    select count(*) from versions v where ${inClinic('v')} and v.content is not null
      and v.content_hash <> encode(sha256(convert_to(v.content, 'UTF8')), 'hex')`,
  'what was signed is what the version says': `
    select count(*) from decisions d join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
    where ${inClinic('d')} and d.content_hash is distinct from v.content_hash`,
  'a signed text names its own version and program': `
    select count(*) from versions v where ${inClinic('v')} and v.content is not null
      and (position(v.id::text in v.content) = 0 or position(v.program_id::text in v.content) = 0)`,
  'a running program has a version in force': `
    select count(*) from programs p where ${inClinic('p')} and p.status in ('active', 'on-hold') and p.in_force_version_id is null`,
  'a session ran under a version in force, or says that it did not': `
    select count(*) from training_sessions s where ${inClinic('s')} and not s.is_outside_clearance
      and not exists (select 1 from decisions d where d.clinic_id = s.clinic_id and d.version_id = s.version_id
        and d.outcome in ('cleared', 'cleared-with-limits') and d.occurred_at <= s.occurred_at + interval '5 minutes')`,
  'a set belongs to a session of its client': `
    select count(*) from sets e where ${inClinic('e')} and e.session_id is not null and not exists (
      select 1 from training_sessions s where s.clinic_id = e.clinic_id and s.id = e.session_id and s.client_id = e.client_id)`,
  'an answer is to a finding of the version that was decided': `
    select count(*) from finding_answers a join decisions d on d.clinic_id = a.clinic_id and d.id = a.decision_id
    where ${inClinic('a')} and not exists (select 1 from findings f where f.clinic_id = a.clinic_id and f.id = a.finding_id
      and f.version_id = d.version_id)`,
  'a limb is in use by one running program, and by each that trains it': `
    select count(*) from programs p join versions v on v.clinic_id = p.clinic_id and v.id = p.in_force_version_id, unnest(v.bfr_limbs) as l (limb)
    where ${inClinic('p')} and p.status in ('active', 'on-hold') and not exists (select 1 from limbs_in_use u
      where u.clinic_id = p.clinic_id and u.program_id = p.id and u.client_id = p.client_id and u.limb = l.limb)`,
  'a trained limb of a running program has its window': `
    select count(*) from (select distinct s.program_id, l.limb from training_sessions s, unnest(s.bfr_limbs) as l (limb)
      where ${inClinic('s')} and s.is_bfr) t where not exists (select 1 from rehab_windows w
        where w.clinic_id = $1 and w.program_id = t.program_id and w.scope = t.limb)`,
  'a window opened on a day of training': `
    select count(*) from rehab_windows w where ${inClinic('w')} and not exists (select 1 from training_sessions s
      where s.clinic_id = w.clinic_id and s.client_id = w.client_id and s.day = w.opened_on)`,
  'the register lists each decision as its view does': `
    select count(*) from (
      (select list, seq, signed_at, outcome, risk from decision_lists where clinic_id = $1
       except select list, seq, signed_at, outcome, risk from register_lists where clinic_id = $1)
      union all (select list, seq, signed_at, outcome, risk from register_lists where clinic_id = $1
       except select list, seq, signed_at, outcome, risk from decision_lists where clinic_id = $1)) differs`,
  'the lists hold each program as their view does': `
    select count(*) from (
      (select program_id, status, newest, name, family_name from listed_programs where clinic_id = $1
       except select program_id, status, newest, name, family_name from program_lists where clinic_id = $1)
      union all (select program_id, status, newest, name, family_name from program_lists where clinic_id = $1
       except select program_id, status, newest, name, family_name from listed_programs where clinic_id = $1)) differs`,
  'everybody is found by their name': `
    select count(*) from clients c where ${inClinic('c')} and not exists (
      select 1 from client_search_keys k where k.clinic_id = c.clinic_id and k.client_id = c.id)`,
}

/** Every foreign key as well, which were off while the rows were written. */
async function foreignKeys(superuser: pg.Client): Promise<Record<string, string>> {
  const { rows } = await superuser.query<{ name: string; own: string; other: string; pairs: string; notNull: string }>(`
    select c.conname as name, c.conrelid::regclass::text as own, c.confrelid::regclass::text as other,
      string_agg(format('b.%I = a.%I', f.attname, o.attname), ' and ') as pairs,
      string_agg(format('a.%I is not null', o.attname), ' and ') as "notNull"
    from pg_constraint c cross join lateral unnest(c.conkey, c.confkey) as k (own, other)
      join pg_attribute o on o.attrelid = c.conrelid and o.attnum = k.own
      join pg_attribute f on f.attrelid = c.confrelid and f.attnum = k.other
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace
      and exists (select 1 from pg_attribute x where x.attrelid = c.conrelid and x.attname = 'clinic_id')
    group by c.oid`)
  return Object.fromEntries(
    rows.map(({ name, own, other, pairs, notNull }) => [
      `what ${name} points to is there`,
      `select count(*) from ${own} a where a.clinic_id = $1 and ${notNull} and not exists (select 1 from ${other} b where ${pairs})`,
    ]),
  )
}

export type Broken = { says: string; rows: number }

/** What is broken, and how often. */
export async function checkInvariants(
  superuser: pg.Client,
  clinicId: string,
): Promise<{ checked: number; broken: Broken[] }> {
  const all = { ...invariants, ...(await foreignKeys(superuser)) }
  const broken: Broken[] = []
  for (const [says, text] of Object.entries(all)) {
    const { rows } = await superuser.query<{ count: string }>(text, [clinicId])
    const count = Number(rows[0]?.count)
    if (count > 0) broken.push({ says, rows: count })
  }
  return { checked: Object.keys(all).length, broken }
}
