/** What the model drives: a clinic in the real database, its members as the commands know them, and what must never be seen in it. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Acting } from '~/data/acting.server'
import type { Outcome, Saved } from '~/data/command.server'
import { derivePassword } from '~/auth/password.server'
import { acting } from '../acting'
import { type Clinic, inOne, password } from '../builders'
import { buildClient } from '../builders-program'
import { Client, type Name, people } from './clearance.model'

export type World = {
  clinic: Clinic
  superuser: pg.Client
  appUrl: string
  members: Record<Name, Acting>
  derived: Buffer
}

export async function buildWorld(clinic: Clinic, superuser: pg.Client, appUrl: string): Promise<World> {
  const members = Object.fromEntries(await Promise.all(people.map(async (name) => [name, await acting(clinic[name])])))
  const { rows } = await superuser.query<{ salt: Buffer; params: string }>(
    'select password_salt as salt, password_params as params from accounts where clinic_id = $1 limit 1',
    [clinic.id],
  )
  const [stored] = rows
  if (!stored) throw new Error('The members of the clinic have accounts.')
  const derived = await derivePassword(password, stored)
  return { clinic, superuser, appUrl, members: members as Record<Name, Acting>, derived }
}

/** A client of their own for each run, and every licence good. */
export async function newClient({ clinic, members }: World, commands: number): Promise<Client> {
  await clinic.owner(
    `update members set deactivated_at = null, licence_valid_until = case when licence_number is not null then date '2099-12-31' end
     where clinic_id = $1 and (deactivated_at is not null or licence_valid_until < '2099-12-31')`,
    [clinic.id],
  )
  const persons = Object.fromEntries(
    people.map((name) => {
      const { memberId, roles, licence } = members[name]
      return [name, { memberId, roles, licence, isActive: true }]
    }),
  )
  const id = await buildClient(clinic)
  return new Client(id, new Date('2026-02-02T08:00:00Z'), persons as Client['persons'], commands)
}

/** The member as their login stands: with the licence of this moment. */
export function actingAs({ members }: World, client: Client, by: Name): Acting {
  return { ...members[by], licence: client.persons[by].licence }
}

/** The password given again; somebody deactivated has no login to give it in. */
export async function reauthenticated(
  { clinic, derived }: World,
  by: Name,
  purpose: string,
  contentHash: string,
): Promise<string> {
  const values = [clinic[by].idHash, derived, purpose, contentHash]
  const [row] = await clinic.sql<{ id: string | null }>(
    clinic[by],
    "select reauthenticate($1, $2, $3, $4) ->> 'id' as id",
    values,
  )
  return row?.id ?? randomUUID()
}

/** A command's answer in one word; a program that is not theirs answers like one that is not there. */
export async function wordOf<T extends Saved>(asked: Promise<Outcome<T>>): Promise<{ word: string; saved: T | null }> {
  try {
    const outcome = await asked
    return outcome.ok ? { word: 'ok', saved: outcome } : { word: outcome.why, saved: null }
  } catch (thrown) {
    if (thrown instanceof Response) return { word: `${thrown.status}`, saved: null }
    throw thrown
  }
}

class Undone extends Error {}

/** Whether straight SQL as the app's own role would do it: tried to its end, deferred checks and all, and undone. */
export async function inStraightSql(
  { clinic, appUrl }: World,
  work: (dry: Clinic) => Promise<unknown>,
): Promise<string> {
  const undone: Clinic['as'] = (who, inner) =>
    inOne(appUrl, who, async (rows) => {
      await inner(rows)
      await rows('set constraints all immediate')
      throw new Undone()
    })
  const dry: Clinic = { ...clinic, as: undone, sql: (who, text, values) => undone(who, (rows) => rows(text, values)) }
  try {
    await work(dry)
  } catch (error) {
    return error instanceof Undone ? 'ok' : (error as Error).message
  }
  return 'ok'
}

/**
 * What must never be, asked as superuser of everything this client has: each row is a breach of the promise. The
 * instants are those of the events, so that what was put in order afterwards shows as well.
 */
const promises = `
with mine as (select * from programs where clinic_id = $1 and client_id = $2)
select 'a session started without a clearance in force for exactly its version' as breach, s.id::text as of
from training_sessions s join versions v on v.clinic_id = s.clinic_id and v.id = s.version_id
left join decisions d on d.clinic_id = s.clinic_id and d.id = s.decision_id
where s.clinic_id = $1 and s.client_id = $2 and s.kind = 'started' and (
  d.id is null or d.version_id <> s.version_id or d.outcome not in ('cleared', 'cleared-with-limits')
  or d.content_hash <> v.content_hash or d.occurred_at > s.occurred_at
  or exists (select 1 from decisions x where x.clinic_id = d.clinic_id and x.program_id = d.program_id and x.seq > d.seq
    and x.outcome in ('cleared', 'cleared-with-limits', 'revoked') and x.occurred_at <= s.occurred_at))
union all
select 'a session started without consent', s.id::text from training_sessions s
where s.clinic_id = $1 and s.client_id = $2 and s.kind = 'started' and not exists (
  select 1 from consents c where c.clinic_id = s.clinic_id and c.program_id = s.program_id and c.occurred_at <= s.occurred_at)
union all
select 'a session started under a hold', s.id::text from training_sessions s
where s.clinic_id = $1 and s.client_id = $2 and s.kind = 'started' and exists (
  select 1 from holds h where h.clinic_id = s.clinic_id and h.program_id = s.program_id and h.occurred_at <= s.occurred_at
    and (h.lifted_at is null or h.lifted_at > s.occurred_at))
union all
select 'a session outside clearance without a reason', s.id::text from training_sessions s
where s.clinic_id = $1 and s.client_id = $2 and s.decision_id is null and coalesce(trim(s.outside_reason), '') = ''
union all
select 'two versions of one program in force', p.id::text from mine p
where (select count(*) from versions v where v.clinic_id = $1 and v.program_id = p.id and v.status = 'cleared') > 1
union all
select 'two programs on one limb', min(p.id::text) from mine p
join versions v on v.clinic_id = p.clinic_id and v.id = p.in_force_version_id, unnest(v.bfr_limbs) as limb
where p.status in ('active', 'on-hold') group by limb having count(*) > 1
union all
select 'an active program without a version in force', p.id::text from mine p
left join versions v on v.clinic_id = p.clinic_id and v.id = p.in_force_version_id
where p.status in ('active', 'on-hold') and v.status is distinct from 'cleared'
union all
select 'a decision by somebody who had written it', d.id::text from decisions d join mine p on p.id = d.program_id
join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
where d.clinic_id = $1 and d.outcome <> 'revoked' and (p.raised_by = d.decided_by or exists (
  select 1 from versions w where w.clinic_id = v.clinic_id and w.program_id = v.program_id and w.number <= v.number
    and (w.author_id = d.decided_by or w.submitted_by = d.decided_by or d.decided_by = any (w.edited_by))))
union all
select 'a decision on a licence that had lapsed', d.id::text from decisions d join mine p on p.id = d.program_id
where d.clinic_id = $1 and d.licence_valid_until < (d.occurred_at at time zone d.time_zone)::date
union all
select 'two decisions on one version', min(d.version_id::text) from decisions d join mine p on p.id = d.program_id
where d.clinic_id = $1 and d.outcome <> 'revoked' group by d.version_id having count(*) > 1
union all
select 'a prohibited client who was cleared for a cuff', d.id::text from decisions d join mine p on p.id = d.program_id
join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
where d.clinic_id = $1 and d.outcome in ('cleared', 'cleared-with-limits')
  and (d.screening_outcome = 'no-exercise' or (d.screening_outcome = 'no-restriction' and v.is_bfr)
    or (d.screening_outcome = 'elevated' and d.signed_as <> 'doctor'))
union all
select 'state', json_build_object('program', p.id, 'status', p.status, 'versions', (
  select json_agg(v.status order by v.number) from versions v where v.clinic_id = $1 and v.program_id = p.id), 'holds', (
  select count(*) from holds h where h.clinic_id = $1 and h.program_id = p.id and h.lifted_at is null))::text from mine p`

/** Throws with all that is wrong: a promise broken, or a status that is not the model's. */
export async function checkPromises({ clinic, superuser }: World, client: Client): Promise<void> {
  const { rows } = await superuser.query<{ breach: string; of: string }>({
    name: 'promises',
    text: promises,
    values: [clinic.id, client.id],
  })
  const broken = rows.filter(({ breach }) => breach !== 'state')
  if (broken.length > 0) throw new Error(`A promise is broken: ${JSON.stringify(broken)}`)
  const states = rows.map(({ of }) => of).sort()
  const expected = client.programs.map((program) => ({
    program: program.id,
    status: program.status,
    versions: program.versions.map(({ status }) => status),
    holds: client.openHolds(program).length,
  }))
  const inOrder = (list: { program: string }[]) => [...list].sort((a, b) => a.program.localeCompare(b.program))
  const found = JSON.stringify(inOrder(states.map((state) => JSON.parse(state) as { program: string })))
  if (found !== JSON.stringify(inOrder(expected))) {
    throw new Error(`The database has ${found}, the model ${JSON.stringify(inOrder(expected))}`)
  }
}
