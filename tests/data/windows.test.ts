/** The window in a clinic's own days, by hand: late evenings, changed clocks and zones, strikes, holds, late extensions. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { openSettings, setWindow } from '~/data/clinic-settings.server'
import { type WindowStrip, windowStrips } from '~/data/window-strips.server'
import { readClinic } from '~/database/door.server'
import { addDays } from '~/domain/calendar-day'
import { widestWindow } from '~/domain/rehab-window'
import { enforce } from '~/jobs/enforcer.server'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { type Planted, Planter, strike, trained } from '../builders-window'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let planter: Planter

beforeAll(async () => {
  clinic = await buildClinic(database)
  planter = await Planter.open(clinic, database.urls.superuser)
})
afterAll(() => planter.close())

/** `at` on the clock of the clinic, in Berlin. */
async function stripAt({ programId }: Planted, at: string): Promise<WindowStrip | undefined> {
  const doctor = await acting(clinic.doctor)
  return readClinic(doctor, async (query) => {
    const text = "select $1::timestamp at time zone 'Europe/Berlin' as at"
    const [row] = await query<{ at: Date }>({ name: 'berlin', text, values: [at] })
    const [strip] = await windowStrips(query, [programId], row?.at ?? new Date())
    return strip
  })
}

async function stands(planted: Planted, at: string): Promise<string> {
  const strip = await stripAt(planted, at)
  return strip ? `day ${strip.day} ${strip.phase} ${strip.flag ?? 'unflagged'}` : 'not open'
}

/** Every other day from the first on, as many as asked for. */
const everyOther = (first: string, count: number) => Array.from({ length: count }, (_, n) => addDays(first, n * 2))

describe('a window opened by one session', () => {
  it.each([
    ['at 23:30', '2026-03-02 23:30', '2026-03-22 23:59', 'day 21 last-day unflagged'],
    ['at 23:30, the minute after', '2026-03-02 23:30', '2026-03-23 00:00', 'day 22 past review-due'],
    ['at midnight', '2026-03-02 00:00', '2026-03-22 23:59', 'day 21 last-day unflagged'],
    ['before clocks go forward', '2026-03-15 23:30', '2026-04-04 23:59', 'day 21 last-day unflagged'],
    ['before clocks go forward, the minute after', '2026-03-15 23:30', '2026-04-05 00:00', 'day 22 past review-due'],
    ['in the hour that clocks skip', '2026-03-29 02:30', '2026-04-18 23:59', 'day 21 last-day unflagged'],
    ['before clocks go back', '2026-10-10 00:10', '2026-10-30 23:59', 'day 21 last-day unflagged'],
    ['before clocks go back, the minute after', '2026-10-10 00:10', '2026-10-31 00:00', 'day 22 past review-due'],
    ['in the hour that comes twice', '2026-10-25 02:30', '2026-11-14 23:59', 'day 21 last-day unflagged'],
    ['and read on its first day', '2026-03-02 10:00', '2026-03-02 10:01', 'day 1 open unflagged'],
    ['and read on day 14', '2026-03-02 10:00', '2026-03-15 23:59', 'day 14 open unflagged'],
    ['and read on day 15', '2026-03-02 10:00', '2026-03-16 00:00', 'day 15 closing unflagged'],
  ])('%s: %s is on %s %s', async (_what, session, at, expected) => {
    const planted = await planter.program({ sessionsPerWeek: 2 })
    await trained(clinic, planted, session)
    expect(await stands(planted, at)).toBe(expected)
  })

  it.each([
    ['2 a week planned', 2, everyOther('2026-03-02', 2), 'review-due'],
    ['4 a week planned', 4, ['2026-03-02'], 'breach'],
    ['5 a week planned', 5, ['2026-03-02'], 'breach'],
    ['6 a week planned', 6, ['2026-03-02'], 'breach'],
    ['3 a week planned, 4 done in 7 days', 3, everyOther('2026-03-02', 4), 'breach'],
    ['3 a week planned, 4 done in 8 days', 3, ['2026-03-02', '2026-03-04', '2026-03-06', '2026-03-09'], 'review-due'],
    [
      '2 a week planned, twice a day for two days',
      2,
      ['2026-03-02', '2026-03-02', '2026-03-03', '2026-03-03'],
      'breach',
    ],
  ])('at %s is past as it should be', async (_what, sessionsPerWeek, sessions, severity) => {
    const planted = await planter.program({ sessionsPerWeek })
    await trained(clinic, planted, ...sessions)
    expect(await stands(planted, '2026-03-23 09:00')).toBe(`day 22 past ${severity}`)
  })

  it('is a breach where 5 a week are planned, and not where the signer limited it to 3', async () => {
    const limited = await planter.program({ sessionsPerWeek: 5, mostPerWeek: 3 })
    await trained(clinic, limited, '2026-03-02')
    expect(await stands(limited, '2026-03-23 09:00')).toBe('day 22 past review-due')
  })
})

describe('a window', () => {
  it('carries over into the next program on the limb, until 21 days without BFR lie between', async () => {
    const first = await planter.program()
    const [next, rested, otherLeg] = [
      await planter.program({ clientId: first.clientId }),
      await planter.program({ clientId: first.clientId }),
      await planter.program({ clientId: first.clientId, limbs: ['right-leg'] }),
    ]
    await trained(clinic, first, '2026-03-01', '2026-03-18')
    await trained(clinic, otherLeg, '2026-03-30')
    await trained(clinic, next, '2026-04-08')
    await trained(clinic, rested, '2026-04-30')
    expect((await stripAt(next, '2026-04-08 12:00'))?.day).toBe(39)
    expect((await stripAt(rested, '2026-04-30 12:00'))?.day).toBe(1)
    expect((await stripAt(otherLeg, '2026-03-30 12:00'))?.day).toBe(1)
  })

  it('of a next program moves when a session of the one before is reported later', async () => {
    const first = await planter.program()
    const next = await planter.program({ clientId: first.clientId })
    await trained(clinic, first, '2026-03-01')
    await trained(clinic, next, '2026-04-05')
    expect((await stripAt(next, '2026-04-05 12:00'))?.day).toBe(1)
    await trained(clinic, first, '2026-03-20')
    expect((await stripAt(next, '2026-04-05 12:00'))?.day).toBe(36)
  })

  it('counts an extension from day 22, though it is signed on day 30, and for the next program on the limb too', async () => {
    const planted = await planter.program({ sessionsPerWeek: 5 })
    const next = await planter.program({ clientId: planted.clientId, sessionsPerWeek: 5 })
    await planter.further(planted, 2, { kind: 'extension', on: '2026-03-31', days: 14 })
    await trained(clinic, planted, '2026-03-02')
    await trained(clinic, next, '2026-03-20')
    expect(await stands(planted, '2026-03-31 12:00')).toBe('day 30 extended unflagged')
    expect((await stripAt(planted, '2026-03-31 12:00'))?.daysLeft).toBe(5)
    expect(await stands(next, '2026-04-05 23:59')).toBe('day 35 extended unflagged')
    expect(await stands(next, '2026-04-06 00:00')).toBe('day 36 past breach')
  })

  it('goes on while its program is on hold', async () => {
    const planted = await planter.program()
    await trained(clinic, planted, '2026-03-02')
    await clinic.sql(
      clinic.trainer,
      `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
       values ($1, $2, $3, 'trainer', 'Away', $4, '2026-03-05 12:00+01')`,
      [clinic.id, randomUUID(), planted.programId, clinic.trainer.memberId],
    )
    const strip = await stripAt(planted, '2026-03-23 09:00')
    expect(strip).toMatchObject({ day: 22, phase: 'past', flag: 'review-due', holds: [{ from: 4, until: null }] })
  })

  it('opens later when its first session is struck through, and is gone with its last, flagged or not', async () => {
    const planted = await planter.program()
    const [first = '', second = ''] = await trained(clinic, planted, '2026-03-02', '2026-03-09')
    await enforce(new Date('2026-03-23T12:00:00Z'))
    await strike(clinic, planted, first)
    expect(await stands(planted, '2026-03-23 09:00')).toBe('day 15 closing unflagged')
    await strike(clinic, planted, second)
    expect(await stands(planted, '2026-03-23 09:00')).toBe('not open')
    const flags = await clinic.sql(clinic.admin, 'select 1 from window_flags where program_id = $1', [
      planted.programId,
    ])
    expect(flags).toHaveLength(1)
  })

  it('keeps its past days when the clinic moves to another zone', async () => {
    const planted = await planter.program()
    await trained(clinic, planted, '2026-03-02 23:30', '2026-03-09 23:30')
    const before = await stripAt(planted, '2026-03-20 12:00')
    await clinic.sql(clinic.admin, "update clinics set time_zone = 'Pacific/Auckland' where id = $1", [clinic.id])
    await trained(clinic, planted, '2026-03-18 23:30')
    const after = await stripAt(planted, '2026-03-20 12:00')
    expect(after).toMatchObject({ openedOn: '2026-03-02', sessionDays: [1, 8, 17] })
    expect(before).toMatchObject({ openedOn: '2026-03-02', sessionDays: [1, 8], day: 19 })
    // Noon in Berlin is the first hour of the next day there, in March.
    expect(after?.day).toBe(after?.phase === 'last-day' ? 21 : 20)
    await clinic.sql(clinic.admin, "update clinics set time_zone = 'Europe/Berlin' where id = $1", [clinic.id])
  })
})

describe('a clinic that tightens its window', () => {
  const key = () => randomUUID()
  const opened = async (member: Acting) => {
    const { was } = await readClinic(member, (query) => openSettings(query, 'window'))
    return { was, key: key() }
  }
  let tight: Clinic

  beforeAll(async () => {
    tight = await buildClinic(database)
    const other = await Planter.open(tight, database.urls.superuser)
    for (const daysAgo of [25, 16, 3]) {
      const planted = await other.program({ sessionsPerWeek: 5 })
      await trained(tight, planted, addDays(new Date().toISOString().slice(0, 10), -daysAgo))
    }
    await other.close()
  })

  it('flags what went past by that, and nothing twice', async () => {
    expect(await enforce()).toMatchObject({ flags: expect.any(Number) })
    const flags = () => tight.sql(tight.admin, 'select 1 from window_flags')
    expect(await flags()).toHaveLength(1)
    const admin = await acting(tight.admin)
    const asked = { windowDays: 14, closingFromDay: 10, breachEscalationDays: 2 }
    expect(await setWindow(admin, { ...asked, ...(await opened(admin)) })).toEqual({ ok: true })
    await enforce()
    await enforce()
    expect(await flags()).toHaveLength(2)
    expect((await acting(tight.trainer)).clinic).toMatchObject(asked)
  })

  it('has the old and the new in the audit log', async () => {
    const [event] = await tight.sql<{ detail: string }>(
      tight.admin,
      `select d.detail from audit_events e join audit_details d on d.clinic_id = e.clinic_id and d.seq = e.seq
       where e.kind = 'clinics.update' order by e.seq desc limit 1`,
    )
    const changed = { window_days: [21, 14], closing_from_day: [15, 10], breach_escalation_days: [3, 2] }
    expect(JSON.parse(event?.detail ?? '{}')).toEqual(changed)
  })

  it('may go back to three weeks, and no further', async () => {
    const admin = await acting(tight.admin)
    expect(await setWindow(admin, { ...widestWindow, ...(await opened(admin)) })).toEqual({ ok: true })
    const longer = { ...widestWindow, windowDays: 22, ...(await opened(admin)) }
    expect(await setWindow(admin, longer)).toEqual({ ok: false, why: 'window-out-of-range' })
    const trainer = await acting(tight.trainer)
    const unfit = { ...widestWindow, ...(await opened(trainer)) }
    expect(await setWindow(trainer, unfit)).toEqual({ ok: false, why: 'not-your-role' })
  })

  it.each([
    ['a longer window', 'window_days = 22'],
    ['a later warning', 'closing_from_day = 16'],
    ['closing after the end', 'window_days = 12, closing_from_day = 12'],
    ['a later escalation', 'breach_escalation_days = 4'],
  ])('is refused %s in straight SQL', async (_what, set) => {
    const work = tight.sql(tight.admin, `update clinics set ${set} where id = $1`, [tight.id])
    await expect(work).rejects.toThrow(/violates check constraint/)
  })

  it('is no trainer’s to tighten in straight SQL', async () => {
    const work = tight.sql(tight.trainer, 'update clinics set window_days = 14 where id = $1', [tight.id])
    await expect(work).rejects.toThrow('not-your-role')
  })
})
