/** What the worklist keeps and what it reads: never what is no longer so, and never all that there is. */
import pg from 'pg'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { listWaiting } from '~/data/waiting.server'
import { readBeside } from '~/data/worklist-beside.server'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { fill } from '../../bench/running-programs'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { buildCleared, buildClient, buildDraft, buildScreening, submit } from '../builders-program'
import { explained, rowsRead } from '../explain'
import { textOf, unseen } from '../looked'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()

async function openSuperuser(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.urls.superuser })
  await client.connect()
  return client
}

/** Leaves out nothing that is known. */
const forgetful =
  (query: Query): Query =>
  (named) =>
    query(named.name === 'waiting' ? { ...named, values: [named.values[0], null, null] } : named)

describe('what stands beside it, in a clinic of three thousand running programs', () => {
  let lister: Parameters<typeof readBeside>[1]
  let other: typeof lister

  beforeAll(async () => {
    const superuser = await openSuperuser()
    await fill(superuser, { programs: 3_000, clinics: 1 })
    const { rows } = await superuser.query<{ clinicId: string; memberId: string; name: string }>(
      `select clinic_id as "clinicId", id as "memberId", name from members where clinic_id in (select id from clinics where slug = 'clinic-1')`,
    )
    const of = (role: string) => {
      const found = rows.find(({ name }) => name === role)
      if (!found) throw new Error('The clinic is filled.')
      return {
        ...found,
        roles: ['physical-therapist'],
        licence: null,
        isCodeDue: false,
        clinic: {},
      } as unknown as typeof lister
    }
    ;[lister, other] = [of('physical-therapist'), of('trainer')]
    await superuser.query("set session_replication_role = 'replica'")
    // Of each third program the window is closing, past, extended or looked at; each tenth has one of another limb.
    await superuser.query(`
      update rehab_windows set opened_on = current_date - 14 - n % 9, review_on = current_date + n % 23 - 9,
        severity = case n % 2 when 0 then 'breach' else 'review-due' end
      from (select program_id as p, row_number() over (order by program_id)::int as n from rehab_windows) x where x.p = program_id and n % 3 = 0;
      insert into rehab_windows (clinic_id, program_id, scope, client_id, opened_on, extension_days, review_on, severity, is_running)
        select clinic_id, program_id, 'right-leg', client_id, current_date - 20, 0, current_date + n % 11 - 4, case n % 4 when 0 then 'breach' else 'review-due' end, true
        from (select w.*, row_number() over (order by program_id)::int as n from rehab_windows w) x where n % 10 = 0;
      insert into training_sessions (clinic_id, id, client_id, program_id, version_id, decision_id, kind, is_bfr, logged_by, occurred_at, day, time_zone)
        select p.clinic_id, uuidv7(), p.client_id, p.id, p.in_force_version_id, d.id, 'started', true, p.raised_by, now() - interval '5 days' + n * interval '1 second', current_date - 5, 'Europe/Berlin'
        from (select p.*, row_number() over (order by id) as n from programs p where p.status = 'active') p join decisions d on d.version_id = p.in_force_version_id;
      insert into care_team (clinic_id, client_id, member_id, added_by)
        select clinic_id, client_id, $$${other.memberId}$$, $$${other.memberId}$$ from (select w.*, row_number() over (order by program_id)::int as n from rehab_windows w) x where n % 100 = 0
        on conflict do nothing`)
    await superuser.query('reset session_replication_role')
    await superuser.query('vacuum analyze rehab_windows, training_sessions, care_team')
    await superuser.end()
  }, 60_000)

  it('shows the windows a plain statement finds', async () => {
    for (const member of [lister, other]) {
      const [shown, plain] = await readClinic(member, async (query) => [
        (await readBeside(query, member, unseen())).windows.map(({ programId }) => programId),
        await query<{ id: string }>({ name: 'plain', text: plainWindows, values: [member.memberId] }),
      ])
      expect(shown).toEqual(plain.map(({ id }) => id))
      expect(shown).toHaveLength(5)
    }
  })

  it('reads no more of it than it shows', async () => {
    const asked = await textOf((query) => readBeside(query, lister, unseen()))
    const plan = await readClinic(lister, (query) => explained(query, asked))
    // A hundred in the frame, five hundred at most for each count, five windows with what may stand before them, and
    // fifty check-ins.
    expect(rowsRead(plan, 'rehab_windows')).toBeLessThan(100 + 3 * 500 + 50)
    expect(rowsRead(plan, 'training_sessions')).toBeLessThan(400)
    expect(rowsRead(plan, 'programs')).toBeLessThan(100)
    expect(rowsRead(plan, 'decisions')).toBeLessThan(100)
  })
})

describe('what waits, kept while the chain stands still', () => {
  let clinic: Clinic
  beforeAll(async () => {
    clinic = await buildClinic(database)
  })

  it('is what it would be read anew, after whatever changes it', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const { trainer, therapist, otherTherapist, admin } = clinic
    const cleared = await buildCleared(clinic)
    let built: Awaited<ReturnType<typeof submit>>
    const changes: [string, () => Promise<unknown>][] = [
      ['a submission', async () => (built = await submit(clinic, await buildDraft(clinic, clientId)))],
      [
        'somebody in the care team',
        () =>
          clinic.sql(
            trainer,
            'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
            [clinic.id, clientId, otherTherapist.memberId, trainer.memberId],
          ),
      ],
      [
        'an absence',
        () =>
          clinic.sql(
            admin,
            `insert into absences (clinic_id, id, member_id, from_day, until_day, delegate_id, recorded_by, occurred_at)
             values ($1, $2, $3, clinic_day(now()), clinic_day(now()), $4, $5, now())`,
            [clinic.id, v7(), otherTherapist.memberId, therapist.memberId, admin.memberId],
          ),
      ],
      ['a graver screening', () => buildScreening(clinic, clientId, { bfr: 'elevated' })],
      [
        'a red flag',
        () =>
          clinic.sql(
            trainer,
            `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
             values ($1, $2, $3, 'calf-pain', true, $4, now())`,
            [clinic.id, v7(), cleared.clientId, trainer.memberId],
          ),
      ],
      ['a screening after it', () => buildScreening(clinic, cleared.clientId, { by: therapist })],
      [
        'a program that ends',
        () =>
          clinic.sql(trainer, "update programs set status = 'stopped', ended_at = now() where id = $1", [
            built.programId,
          ]),
      ],
    ]
    for (const [what, change] of changes) {
      const before = await readAs(therapist)
      await readAs(otherTherapist)
      await change()
      for (const who of [otherTherapist, therapist]) {
        const kept = await readAs(who)
        expect([what, kept]).toEqual([what, await readAs(who, forgetful)])
      }
      expect([what, await readAs(therapist)]).not.toEqual([what, before])
    }
  })

  async function readAs(who: Clinic['therapist'], through = (query: Query) => query) {
    const member = await acting(who)
    return readClinic(member, (query) => listWaiting(through(query), member, new Date()))
  }
})

const plainWindows = `select y.id from (
  select distinct on (w.program_id) w.program_id as id, w.review_on, w.severity from rehab_windows w
  join clinics n on n.id = w.clinic_id join programs p on p.clinic_id = w.clinic_id and p.id = w.program_id
  where w.clinic_id = current_clinic() and w.is_running and w.opened_on <= clinic_day(now()) - n.closing_from_day + 1
    and (w.client_id in (select client_id from reached_clients($1::uuid) where way <> 'emergency')
      or exists (select 1 from decisions d where d.clinic_id = p.clinic_id and d.version_id = p.in_force_version_id and d.decided_by = $1::uuid))
  order by w.program_id, w.severity, w.review_on, w.scope) y
order by y.review_on <= clinic_day(now()) and y.severity = 'breach' desc, y.review_on, y.id limit 5`
