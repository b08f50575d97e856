/** What runs as the owner for speed, so that the app and the guards share a plan, knows its own clinic and no other. */
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildClinic, type Clinic, inOne } from '../builders'
import { buildClient, buildScreening } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let other: Clinic
let clientId: string
let superuser: pg.Client

beforeAll(async () => {
  clinic = await buildClinic(database)
  other = await buildClinic(database)
  clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  await clinic.sql(
    clinic.therapist,
    "insert into client_events (clinic_id, id, client_id, kind, noted_by, occurred_at) values ($1, $2, $3, 'pregnancy', $4, now())",
    [clinic.id, v7(), clientId, clinic.therapist.memberId],
  )
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  await inOne(database.urls.superuser, { clinicId: other.id, memberId: other.admin.memberId }, (rows) =>
    rows("update clinics set time_zone = 'Asia/Tokyo' where id = $1", [other.id]),
  )
})
afterAll(() => superuser.end())

const read = ['clinics', 'member_roles', 'screenings', 'screening_outcomes', 'client_events', 'red_flags']

/** What the app is told in the context of a clinic; `isBound` false: with row-level security taken off the owner. */
async function told(of: Clinic | null, isBound: boolean) {
  await superuser.query('begin')
  try {
    if (!isBound) for (const table of read) await superuser.query(`alter table ${table} no force row level security`)
    await superuser.query('set local role clearway_app')
    await superuser.query("select set_config('clearway.clinic', $1, true)", [of?.id ?? ''])
    const { rows } = await superuser.query(
      `select clinic_zone() as zone, has_role($1, 'physical-therapist') as "isTherapist",
         screening_outcome($2, false, '{}') as outcome, screening_is_outdated($2) as "isOutdated",
         (select json_build_array(n.outcome, n.is_outdated, n.screening_id is not null) from screening_standing($2, false, '{}') n) as standing`,
      [clinic.therapist.memberId, clientId],
    )
    return rows[0]
  } finally {
    await superuser.query('rollback')
  }
}

it.each([true, false])(
  'answers of the clinic it is asked in; row-level security binds its owner: %s',
  async (isBound) => {
    const zone = (await clinic.sql<{ time_zone: string }>(clinic.admin, 'select time_zone from clinics'))[0]?.time_zone
    const standing = ['standard', true, true]
    expect(await told(clinic, isBound)).toEqual({
      zone,
      isTherapist: true,
      outcome: 'standard',
      isOutdated: true,
      standing,
    })
  },
)

it('tells the jobs no outcome of a screening', async () => {
  const ask = (what: string) => superuser.query(`set local role clearway_jobs; select ${what}`)
  for (const what of [
    "screening_outcome(gen_random_uuid(), false, '{}')",
    'screening_is_outdated(gen_random_uuid())',
    "screening_standing(gen_random_uuid(), false, '{}')",
  ]) {
    await superuser.query('begin')
    await expect(ask(what)).rejects.toThrow('permission denied')
    await superuser.query('rollback')
  }
})

it.each([true, false])('says nothing of another clinic; row-level security binds its owner: %s', async (isBound) => {
  const nothing = { isTherapist: false, outcome: null, isOutdated: false, standing: [null, null, false] }
  expect(await told(other, isBound)).toEqual({ zone: 'Asia/Tokyo', ...nothing })
  expect(await told(null, isBound)).toEqual({ zone: null, ...nothing })
})

it('binds the owner to the clinic of the context wherever it binds the app to it', async () => {
  const { rows } = await superuser.query<{ name: string }>(
    `select a.polrelid::regclass::text as name from pg_policy a where a.polname = 'own_clinic' and a.polcmd = '*'
     and 'clearway_app'::regrole = any (a.polroles) and not exists (
       select 1 from pg_policy o where o.polrelid = a.polrelid and o.polroles = array['clearway_owner'::regrole::oid] and o.polcmd = '*'
       and pg_get_expr(o.polqual, o.polrelid) ~ '^\\((clinic_id|id) = current_clinic\\(\\)\\)$'
       and pg_get_expr(o.polwithcheck, o.polrelid) = pg_get_expr(o.polqual, o.polrelid))`,
  )
  expect(rows).toEqual([])
  const ofBoth = await clinic.owner<{ id: string }>('select id from clinics')
  expect(ofBoth).toEqual([{ id: clinic.id }])
  await expect(
    clinic.owner(
      `insert into client_events (clinic_id, id, client_id, kind, noted_by, occurred_at)
       select $1, gen_random_uuid(), $2, 'pregnancy', $3, now()`,
      [other.id, clientId, clinic.therapist.memberId],
    ),
  ).rejects.toThrow()
})
