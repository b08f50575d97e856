/** The settings of a clinic: who may save which, over what, with whose word, and how the audit log tells of it. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import {
  openSettings,
  setClearance,
  setClinic,
  setFloor,
  setMeasuring,
  settingsMeanwhile,
  setWindow,
} from '~/data/clinic-settings.server'
import { clearanceEffects, floorEffects, signInEffects, windowEffects } from '~/data/settings-effects.server'
import { setSignIn, signInHash } from '~/data/sign-in-settings.server'
import { readClinic } from '~/database/door.server'
import { type SettingGroup, settingsOf, type SignInRules } from '~/domain/clinic-settings'
import { detailFacts } from '~/ui/audit-words'
import { settingOfColumn, settingWords } from '~/ui/setting-words'
import { acting } from '../acting'
import { buildClinic, type Clinic, reauthenticate, type Who } from '../builders'
import { buildCleared } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let superuser: pg.Client
let clinic: Clinic

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  clinic = await buildClinic(database)
})
afterAll(() => superuser.end())

const admin = async () => ({ ...(await acting(clinic.admin)), hasSecondFactor: false })
const opened = async (group: SettingGroup) => {
  const { was } = await readClinic(await acting(clinic.admin), (query) => openSettings(query, group))
  return { was, key: randomUUID() }
}

/** Stands in for the second factors of these accounts, which are not part of these tests. */
async function withSecondFactor(has: boolean): Promise<void> {
  await superuser.query(`create or replace function factor_state(p_account accounts, p_id_hash text) returns jsonb language sql
    stable return '{"hasSecondFactor": ${has}, "isCodeDue": false, "isFactorMissing": false}'::jsonb`)
}

const confirmedBy = (who: Who, now: SignInRules, asked: SignInRules) =>
  reauthenticate(clinic, who, 'clinic:sign-in', signInHash(now, asked))

describe('two admins who save at once', () => {
  const facts = { name: 'Riverside', timeZone: 'Europe/Paris', locale: 'en-GB', units: 'kg' } as const

  it('do not overwrite each other: the second is told what changed, and may save knowingly', async () => {
    const [first, second] = [await opened('clinic'), await opened('clinic')]
    expect(await setClinic(await admin(), { ...first, ...facts })).toEqual({ ok: true })
    const late = { ...facts, name: 'Riverside North', timeZone: 'Europe/Berlin' }
    expect(await setClinic(await admin(), { ...second, ...late })).toEqual({ ok: false, why: 'settings-changed' })
    const meanwhile = await settingsMeanwhile(await admin(), 'clinic', second.was)
    expect(meanwhile.changed).toEqual([
      { setting: 'name', before: 'Riverside Clinic', after: 'Riverside' },
      { setting: 'timeZone', before: 'Europe/Berlin', after: 'Europe/Paris' },
    ])
    expect(await setClinic(await admin(), { key: second.key, was: meanwhile.was, ...late })).toEqual({ ok: true })
  })

  it('are not in each other’s way on different pages', async () => {
    const window = await opened('window')
    expect(await setClinic(await admin(), { ...(await opened('clinic')), ...facts })).toEqual({ ok: true })
    const tighter = { windowDays: 14, closingFromDay: 10, breachEscalationDays: 1 }
    expect(await setWindow(await admin(), { ...window, ...tighter })).toEqual({ ok: true })
  })

  it.each(['', '{', 'null', '[]', '{"name": {"a": 1}}'])('cannot save without having seen: %j', async (was) => {
    const asked = { ...facts, name: 'Unseen', was, key: randomUUID() }
    expect(await setClinic(await admin(), asked)).toEqual({ ok: false, why: 'settings-changed' })
  })

  it('keep the zone a place the database knows', async () => {
    const unknown = { ...facts, ...(await opened('clinic')), timeZone: 'Mars/Olympus' }
    expect(await setClinic(await admin(), unknown)).toEqual({ ok: false, why: 'time-zone-unknown' })
    for (const set of ["time_zone = 'Mars/Olympus'", "name = ' '", "locale = 'x y'", 'clearance_valid_days = 31']) {
      await expect(clinic.sql(clinic.admin, `update clinics set ${set}`), set).rejects.toThrow()
    }
  })

  it('are admins: nobody else saves, not even the same', async () => {
    for (const who of [clinic.doctor, clinic.therapist, clinic.trainer]) {
      const form = { ...facts, ...(await opened('clinic')) }
      expect(await setClinic(await acting(who), form)).toEqual({ ok: false, why: 'not-your-role' })
    }
  })
})

describe('what a change would do', () => {
  it('is counted before it is saved', async () => {
    const there = await buildClinic(database)
    await buildCleared(there)
    const by = await acting(there.admin)
    const now = await readClinic(by, (query) => openSettings(query, 'clearance'))
    await superuser.query('set session_replication_role = replica')
    await superuser.query('update screenings set screened_on = screened_on - 10 where clinic_id = $1', [there.id])
    await superuser.query('set session_replication_role = origin')
    const all = { ...now.settings, idleMinutes: 15, secondFactorDemanded: false, windowDays: 21 } as never
    const effects = (asked: object) =>
      readClinic(by, (query) => clearanceEffects(query, all, { ...now.settings, ...asked }))
    expect(await effects({})).toEqual([])
    expect(await effects({ screeningValidDays: 10 })).toEqual([])
    expect(await effects({ screeningValidDays: 9 })).toEqual([{ kind: 'screenings-stale', count: 1 }])
    await readClinic(by, async (query) => {
      const floor = { ...(await openSettings(query, 'floor')).settings }
      expect(await floorEffects(query, { redFlagEscalationMinutes: 30 } as never, floor)).toEqual([])
      expect(await windowEffects(query, all, { windowDays: 7, closingFromDay: 2, breachEscalationDays: 1 })).toEqual([])
      const demanded = { idleMinutes: 15, secondFactorDemanded: true }
      // Two therapists, a doctor, an admin, and one who is trainer and therapist.
      expect(await signInEffects(query, all, demanded)).toEqual([{ kind: 'factors-missing', count: 5 }])
      expect(await signInEffects(query, demanded, demanded)).toEqual([])
    })
  })
})

describe('the formula of estimates', () => {
  it('is one of the seven, of an admin, in straight SQL as well', async () => {
    for (const who of [clinic.doctor, clinic.trainer]) {
      const asked = { ...(await opened('measuring')), oneRmFormula: 'wathan' } as const
      expect(await setMeasuring(await acting(who), asked)).toEqual({ ok: false, why: 'not-your-role' })
    }
    await expect(clinic.sql(clinic.doctor, "update clinics set one_rm_formula = 'wathan'")).rejects.toThrow()
    await expect(clinic.sql(clinic.admin, "update clinics set one_rm_formula = 'mine'")).rejects.toThrow()
  })
})

describe('how people sign in', () => {
  const usual = { idleMinutes: 15, secondFactorDemanded: false }
  const save = async (asked: SignInRules, reauthenticationId: string | null = null, by?: Acting) =>
    setSignIn(
      { ...(by ?? (await admin())), hasSecondFactor: true },
      {
        ...asked,
        ...(await opened('sign-in')),
        ...{ at: new Date(), reauthenticationId },
      },
    )
  const raw = (who: Who, asked: SignInRules, reauthenticationId: string | null = null, changedBy = who.memberId) =>
    clinic.sql(
      who,
      `insert into sign_in_changes (clinic_id, id, changed_by, idle_minutes, second_factor_demanded, reauthentication_id, occurred_at)
       values ($1, gen_random_uuid(), $2, $3, $4, $5, now())`,
      [clinic.id, changedBy, asked.idleMinutes, asked.secondFactorDemanded, reauthenticationId],
    )

  it('is made stricter at once, and less strict by the admin’s password for exactly that alone', async () => {
    const stricter = { ...usual, idleMinutes: 10 }
    expect(await save(stricter)).toEqual({ ok: true })
    expect(await save(usual)).toEqual({ ok: false, why: 'no-reauthentication' })
    const another = await confirmedBy(clinic.admin, stricter, { ...usual, idleMinutes: 60 })
    expect(await save(usual, another)).toEqual({ ok: false, why: 'no-reauthentication' })
    const anothers = await confirmedBy(clinic.doctor, stricter, usual)
    expect(await save(usual, anothers)).toEqual({ ok: false, why: 'no-reauthentication' })
    const given = await confirmedBy(clinic.admin, stricter, usual)
    expect(await save(usual, given)).toEqual({ ok: true })
    expect(await save(stricter)).toEqual({ ok: true })
    // Spent.
    expect(await save(usual, given)).toMatchObject({ ok: false })
    expect(await save(usual, await confirmedBy(clinic.admin, stricter, usual))).toEqual({ ok: true })
  })

  it('demands a second factor only by the word of somebody who has one, in SQL as well', async () => {
    const demanded = { ...usual, secondFactorDemanded: true }
    expect(await save(demanded)).toEqual({ ok: false, why: 'own-second-factor-missing' })
    await withSecondFactor(true)
    expect(await save(demanded)).toEqual({ ok: true })
    await withSecondFactor(false)
    // Demanded already: whoever lost theirs may still shorten the idle time.
    expect(await save({ ...demanded, idleMinutes: 14 })).toEqual({ ok: true })
    expect(await save(usual)).toEqual({ ok: false, why: 'no-reauthentication' })
  })

  it('is loosened by no straight SQL of an admin, and by nobody else’s at all', async () => {
    for (const set of ['second_factor_demanded = false', 'idle_minutes = 60', 'idle_minutes = 1']) {
      await expect(clinic.sql(clinic.admin, `update clinics set ${set}`), set).rejects.toThrow('no-reauthentication')
    }
    await expect(raw(clinic.admin, usual)).rejects.toThrow('no-reauthentication')
    await expect(raw(clinic.admin, usual, randomUUID())).rejects.toThrow('no-reauthentication')
    await expect(raw(clinic.admin, { ...usual, idleMinutes: 61 })).rejects.toThrow()
    const stricter = { idleMinutes: 5, secondFactorDemanded: true }
    await expect(raw(clinic.doctor, stricter)).rejects.toThrow('not-your-role')
    await expect(raw(clinic.doctor, stricter, null, clinic.admin.memberId)).rejects.toThrow('not-your-role')
    await expect(clinic.sql(clinic.admin, 'delete from sign_in_changes')).rejects.toThrow()
    await expect(clinic.sql(clinic.admin, 'update sign_in_changes set idle_minutes = 60')).rejects.toThrow()
    const rules = 'select idle_minutes, second_factor_demanded from clinics'
    expect(await clinic.sql(clinic.admin, rules)).toEqual([{ idle_minutes: 14, second_factor_demanded: true }])
  })
})

describe('the audit log', () => {
  it('has words for every column of the clinic that an admin may set, and nothing is set in two places', async () => {
    const { rows } = await superuser.query<{ audited: string[] }>(
      "select audited from audited_tables where table_name = 'clinics'",
    )
    const columns = (rows[0]?.audited ?? []).filter((column) => !['id', 'slug'].includes(column))
    expect(columns.length).toBeGreaterThan(15)
    const named = columns.map(settingOfColumn)
    expect(named.filter((setting) => setting === null)).toEqual([])
    expect([...named].sort()).toEqual(Object.values(settingsOf).flat().sort())
  })

  it('tells of each setting what it was and what it is', async () => {
    const clearance = {
      ...{ clearanceValidDays: 20, screeningValidDays: 14 },
      ...{ decisionTargetHours: 24, doctorForPrecautions: true },
    }
    const floor = {
      ...{ redFlagEscalationMinutes: 10, plateStepG: 1250, lopValidDays: 7 },
      ...{ emergencyNumber: '911', onCallNumber: '030 555' },
    }
    await setClearance(await admin(), { ...(await opened('clearance')), ...clearance })
    await setFloor(await admin(), { ...(await opened('floor')), ...floor })
    await setMeasuring(await admin(), { ...(await opened('measuring')), oneRmFormula: 'oconner' })
    const american = { name: 'Harbor', timeZone: 'America/New_York', locale: 'en-US', units: 'lb' } as const
    await setClinic(await admin(), { ...(await opened('clinic')), ...american })
    const events = await clinic.sql<{ detail: string }>(
      clinic.admin,
      `select d.detail from audit_events e join audit_details d on d.clinic_id = e.clinic_id and d.seq = e.seq
       where e.kind = 'clinics.update' order by e.seq`,
    )
    const words = { format: { locale: 'en-GB', timeZone: 'UTC', units: 'kg' }, members: [] } as const
    const facts = events.flatMap(({ detail }) => detailFacts('clinics.update', detail, words) ?? [])
    const told = facts.map(({ term, before, after }) => `${term}: ${before} → ${after}`)
    expect(new Set(facts.map(({ term }) => term))).toEqual(
      new Set(Object.values(settingWords).map(({ label }) => label)),
    )
    for (const line of [
      'Idle time: 15 minutes → 10 minutes',
      'Second factor demanded of clinicians and admins: no → yes',
      'Length of a window: 21 days → 14 days',
      'Admins hear of a breach after: 3 days → 1 day',
      'A screening counts for: 28 days → 14 days',
      'A decision is due after: 48 hours → 24 hours',
      'A doctor decides on precautions: no → yes',
      'Emergency number: 112 → 911',
      'Smallest step of the plates: 1 kg → 1.25 kg',
      "A maximum is estimated by: Epley → O'Conner",
      'Time zone: Europe/Paris → America/New York',
      'Loads in: kilograms → pounds',
      'Days and numbers: English, United Kingdom → English, United States',
    ]) {
      expect(told).toContain(line)
    }
  })
})
