/** The demo clinic as its seed makes it, looked at as the clinic's people would: that of the whole run, or one of its own. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useSealKey } from '~/auth/seal.server'
import { verifyAudit } from '~/data/audit-verify.server'
import { startEmbedded } from '~/database/embedded.server'
import { closePools, openPools } from '~/database/pools.server'
import { ensureRoles } from '~/database/roles.server'
import { measurementKinds } from '~/domain/measurement'
import { programStatuses } from '~/domain/program'
import { type RehabWindow, rehabWindow, widestWindow } from '~/domain/rehab-window'
import { versionStatuses } from '~/domain/version'
import { enforce } from '~/jobs/enforcer.server'
import { seedDemo } from '../../prisma/seed/seed'
import { createTestDatabase, type TestDatabase } from '../database-template'

let database: TestDatabase
let superuser: pg.Client

const rows = async <Row extends pg.QueryResultRow>(text: string) => (await superuser.query<Row>(text)).rows
const names = async (text: string) => (await rows<{ name: string }>(text)).map(({ name }) => name)
const riverside = `(select id from clinics where slug = 'riverside')`

beforeAll(async () => {
  const made = process.env.CLEARWAY_E2E_DATA
  database = made ? await demoOf(made) : await createTestDatabase()
  useSealKey('the seal key of the tests, long enough')
  await openPools(database.urls, 4)
  if (!made) await seedDemo({ ownerUrl: database.urls.owner, now: new Date(), say: () => undefined })
  await enforce(null)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
}, 180_000)

afterAll(async () => {
  await superuser?.end()
  await closePools()
  await database?.drop()
})

/** The demo a whole run of the tests has made, which is walked in a browser afterwards. */
async function demoOf(data: string): Promise<TestDatabase> {
  const folder = join(data, 'postgres')
  const server = await startEmbedded(folder)
  const urls = await ensureRoles(server.superuserUrl(), folder, 'clearway')
  return { urls: { ...urls, superuser: server.superuserUrl('clearway') }, drop: server.leave }
}

describe('the demo clinic', () => {
  it('has about 40 clients, 5 members and 60 programs', async () => {
    const count = async (table: string) =>
      (await rows<{ n: number }>(`select count(*)::int as n from ${table} where clinic_id = ${riverside}`))[0]?.n
    expect(await count('members')).toBe(5)
    expect(await count('clients')).toBeGreaterThanOrEqual(38)
    expect(await count('clients')).toBeLessThanOrEqual(45)
    expect(await count('programs')).toBeGreaterThanOrEqual(55)
    expect(await count('programs')).toBeLessThanOrEqual(68)
  })

  it('shows every status that a program or a version can have', async () => {
    expect((await names('select distinct status as name from programs')).sort()).toEqual([...programStatuses].sort())
    expect((await names('select distinct status as name from versions')).sort()).toEqual([...versionStatuses].sort())
  })

  it('has one client held by a red flag that was seen, screened since, and another of whose flag nobody knows yet', async () => {
    const held = await rows<{ name: string; holds: number; isScreened: boolean }>(`
      select c.family_name as name, count(*)::int as holds,
        bool_and(exists (select 1 from screenings s where s.client_id = c.id and s.seq > 0 and s.recorded_at > h.recorded_at)) as "isScreened"
      from holds h join programs p on p.id = h.program_id join clients c on c.id = p.client_id
      where h.cause = 'red-flag' and h.lifted_at is null group by c.family_name order by c.family_name`)
    expect(held).toEqual([
      { name: 'Dlamini', holds: 1, isScreened: false },
      { name: 'Fraser', holds: 2, isScreened: true },
    ])
    const unanswered = await names(
      'select c.family_name as name from unanswered_red_flags u join clients c on c.id = u.client_id',
    )
    expect(unanswered).toEqual(['Dlamini'])
  })

  it('has one amendment, one step-down and one extension waiting beside what is in force', async () => {
    const waiting = await names(`
      select v.kind as name from versions v join programs p on p.id = v.program_id
      where v.status = 'submitted' and p.in_force_version_id is not null order by v.kind`)
    expect(waiting).toEqual(['amendment', 'extension', 'step-down'])
  })

  it('waits on clinicians for each outcome of a screening, and for findings to justify', async () => {
    const outcomes = await names("select distinct outcome as name from versions where status = 'submitted'")
    expect(outcomes.sort()).toEqual(['elevated', 'precaution', 'standard'])
    const rules = await names(`
      select distinct f.rule_id as name from findings f join versions v on v.id = f.version_id
      where v.status = 'submitted' and f.severity = 'justify'`)
    expect(rules).toEqual(expect.arrayContaining(['pressure', 'load-range', 'set-count', 'frequency']))
  })

  it('has windows in each phase, one of them a breach and several due for review', async () => {
    const running = await rows<{ severity: string; opened: string; extended: number; today: string }>(`
      select w.severity, w.opened_on::text as opened, w.extension_days as extended,
        (clock_timestamp() at time zone c.time_zone)::date::text as today
      from rehab_windows w join clinics c on c.id = w.clinic_id where w.is_running and c.slug = 'riverside'`)
    const phases = running.map(
      ({ opened, today, extended }) =>
        rehabWindow({ openedOn: opened, extensionDays: extended, settings: widestWindow }, today).phase,
    )
    const all: RehabWindow['phase'][] = ['open', 'closing', 'last-day', 'extended', 'past']
    expect(new Set(phases)).toEqual(new Set(all))
    expect(phases.filter((phase) => phase === 'last-day')).toHaveLength(1)
    const past = running.filter((_, index) => phases[index] === 'past').map(({ severity }) => severity)
    expect(past.filter((severity) => severity === 'breach')).toHaveLength(1)
    expect(past.filter((severity) => severity === 'review-due').length).toBeGreaterThanOrEqual(2)
  })

  it('has a flag for every window that is past, and no other open one', async () => {
    const unflagged = await rows(`
      select 1 from rehab_windows w join clinics c on c.id = w.clinic_id
      where w.needs_flag and w.review_on <= (clock_timestamp() at time zone c.time_zone)::date`)
    expect(unflagged).toEqual([])
  })

  it('has one colleague away today with another standing in, and clinicians in care teams', async () => {
    const away = await rows(`
      select m.name, d.name as delegate from absences a join clinics c on c.id = a.clinic_id
      join members m on m.id = a.member_id join members d on d.id = a.delegate_id
      where not exists (select 1 from absence_ends e where e.absence_id = a.id)
        and (clock_timestamp() at time zone c.time_zone)::date between a.from_day and a.until_day`)
    expect(away).toEqual([{ name: 'Sam Okonjo-Reyes', delegate: 'Lin Chen' }])
    const teams = await names(`
      select distinct m.name from care_team t join members m on m.id = t.member_id join member_roles r on r.member_id = m.id
      join programs p on p.client_id = t.client_id join versions v on v.program_id = p.id and v.status = 'submitted'
      where r.role in ('physical-therapist', 'doctor') and m.clinic_id = ${riverside} order by m.name`)
    expect(teams).toEqual(['Dr Amara Osei', 'Lin Chen', 'Sam Okonjo-Reyes'])
  })

  it('has a licence that lapses within 30 days, and every other in date for longer', async () => {
    const days = await rows<{ days: number }>(
      `select licence_valid_until - current_date as days from members where clinic_id = ${riverside} and licence_number is not null order by 1`,
    )
    expect(days.map(({ days }) => days > 30)).toEqual([false, true, true])
    expect(days[0]?.days).toBeGreaterThan(0)
  })

  it('shows a tested 1RM that rises over months, by a clinician and by a test line that was cleared', async () => {
    const tests = await rows<{ amount: number; isInSession: boolean }>(`
      select m.amount, m.session_id is not null as "isInSession" from measurements m join clients c on c.id = m.client_id
      where c.family_name = 'Castellanos' and m.kind = 'one-rm' and m.side = 'left' order by m.occurred_at`)
    const amounts = tests.map(({ amount }) => amount)
    expect(amounts.length).toBeGreaterThanOrEqual(5)
    expect(amounts).toEqual(amounts.toSorted((one, other) => one - other))
    expect(new Set(tests.map(({ isInSession }) => isInSession))).toEqual(new Set([true, false]))
  })

  it('has every kind of measurement over time, with what it was measured with and how', async () => {
    const measured = await rows<{ kind: string; clients: number; days: number }>(`
      select kind, count(distinct client_id)::int as clients, count(distinct measured_on)::int as days
      from measurements m where m.clinic_id = ${riverside} group by kind order by kind`)
    expect(measured.map(({ kind }) => kind)).toEqual([...measurementKinds].sort())
    for (const { kind, clients, days } of measured) {
      expect(clients, kind).toBeGreaterThanOrEqual(2)
      expect(days, kind).toBeGreaterThanOrEqual(kind === 'rep-max' ? 1 : 5)
    }
    const bare = await rows(
      `select 1 from measurements where kind = 'isometric-force' and (device is null or position is null)`,
    )
    expect(bare).toEqual([])
  })

  it('holds a strength log and two records that were brought in whole', async () => {
    const imports = await rows<{ kind: string; refused: number }>(
      'select kind, rows_refused as refused from imports order by kind',
    )
    expect(imports).toEqual([
      { kind: 'fhir', refused: 0 },
      { kind: 'fhir', refused: 0 },
      { kind: 'strong', refused: 0 },
    ])
  })
})

describe('the histories of the demo', () => {
  it('hold one session outside clearance, reported with its reason', async () => {
    const outside = await rows<{ kind: string; reason: string }>(
      'select kind, outside_reason as reason from training_sessions where is_outside_clearance or decision_id is null',
    )
    expect(outside).toEqual([{ kind: 'reported', reason: expect.stringMatching(/own cuff/) }])
  })

  // Asked of the rows themselves, with nothing of the triggers that wrote them.
  it('hold no session before its decision, under a hold, or past three weeks at high frequency', async () => {
    const session = `from training_sessions s where s.kind = 'started' and`
    expect(
      await rows(`select 1 ${session} not exists (select 1 from decisions d where d.id = s.decision_id
        and d.version_id = s.version_id and d.outcome like 'cleared%' and d.occurred_at < s.occurred_at)`),
    ).toEqual([])
    expect(
      await rows(`select 1 ${session} exists (select 1 from holds h where h.program_id = s.program_id
        and h.occurred_at < s.occurred_at and (h.lifted_at is null or h.lifted_at > s.occurred_at))`),
    ).toEqual([])
    expect(
      await rows(`select 1 from rehab_windows w join training_sessions s on s.program_id = w.program_id and s.is_bfr
        where w.severity = 'breach' and s.day > w.opened_on + 20 + w.extension_days`),
    ).toEqual([])
    expect(
      await rows(`select 1 ${session} not exists (select 1 from consents k where k.program_id = s.program_id
        and k.occurred_at <= s.occurred_at)`),
    ).toEqual([])
  })

  it('hold no decision by an author, and none without its re-authentication', async () => {
    expect(
      await rows(`select 1 from decisions d join programs p on p.id = d.program_id
        join versions v on v.id = d.version_id where d.decided_by in (p.raised_by, v.author_id, v.submitted_by)`),
    ).toEqual([])
    expect(
      await rows(
        `select 1 from decisions d join reauthentications r on r.id = d.reauthentication_id where r.consumed_at is null`,
      ),
    ).toEqual([])
  })

  it('hold elevated programs that a doctor cleared, each with a written justification', async () => {
    const signed = await rows<{ as: string; isJustified: boolean }>(`
      select signed_as as "as", justification is not null as "isJustified" from decisions
      where screening_outcome = 'elevated' and outcome like 'cleared%'`)
    expect(signed.length).toBeGreaterThanOrEqual(2)
    expect(signed.every((decision) => decision.as === 'doctor' && decision.isJustified)).toBe(true)
  })

  it('hold deviations only where a reason says why', async () => {
    const said = await names(
      "select distinct reason as name from deviations where kind <> 'outside-clearance' order by 1",
    )
    expect(said).toEqual([
      expect.stringContaining('counted aloud'),
      expect.stringContaining('next plate down was in use'),
      expect.stringContaining('pin stuck one plate lower'),
    ])
  })

  it('lie in the past, all of them', async () => {
    for (const table of [
      'screenings',
      'decisions',
      'training_sessions',
      'holds',
      'red_flags',
      'sets',
      'measurements',
    ]) {
      expect(await rows(`select 1 from ${table} where occurred_at > clock_timestamp()`)).toEqual([])
    }
  })

  it('are remembered by chains that verify', async () => {
    const { isWhole, chains } = await verifyAudit(database.urls.backup, join(tmpdir(), `no-witness-${process.pid}`))
    expect(chains.filter(({ fault }) => fault !== null)).toEqual([])
    expect(isWhole).toBe(true)
  })

  it('leave nobody logged in', async () => {
    expect(await rows('select 1 from logins where ended_at is null')).toEqual([])
  })
})
