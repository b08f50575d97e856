/** The same day for the page, the trigger and the enforcer, in whatever zone a clinic lies and whenever its clocks change. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BoardRow, listBoard } from '~/data/window-board.server'
import { findLogin } from '~/data/login.server'
import { readClinic } from '~/database/door.server'
import { rehearse } from '~/jobs/enforcer.server'
import { buildClinic, type Clinic } from '../builders'
import { type Built, buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { compare } from './compare'
import { chance, dayBegins, lateThatDay, samplesOf } from './samples'
import { dayNumber, type Zone } from './tzif'
import { readZones } from './zone-files'

const database = useTestDatabase()
let client: pg.Client
let zones: Map<string, Zone>

beforeAll(async () => {
  client = new pg.Client({ connectionString: database.urls.superuser })
  await client.connect()
  zones = await readZones(client)
})
afterAll(() => client.end())

function zoneOf(name: string): Zone {
  const zone = zones.get(name)
  if (!zone) throw new Error(`PostgreSQL or Node does not know ${name}.`)
  return zone
}

/** Half hours, quarter hours, jumps at midnight, a skipped day, no jumps, and the two ends of the world. */
const hardOnes = [
  'Europe/Berlin',
  'Europe/Dublin',
  'America/New_York',
  'America/Vancouver',
  'America/Sao_Paulo',
  'America/Havana',
  'America/Ojinaga',
  'America/Santiago',
  'America/Asuncion',
  'Asia/Beirut',
  'Asia/Amman',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
]

describe('the day number and the phase', () => {
  it('are those of an oracle over the same edition of the tz database, in hard zones', async () => {
    const clinic = await buildClinic(database)
    await client.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
    const mistakes: string[] = []
    for (const name of hardOnes) {
      const zone = zoneOf(name)
      mistakes.push(...(await compare(client, name, zone, samplesOf(zone, 200, chance(name.length)))))
    }
    expect(mistakes).toEqual([])
    expect(zones.size).toBeGreaterThan(400)
  })

  it('are of a place, never of an abbreviation that PostgreSQL takes for hours without a summer', async () => {
    const clinic = await buildClinic(database)
    for (const name of ['CET', 'EET', 'MET', 'WET'])
      await expect(moveTo(clinic, name)).rejects.toThrow(`time zone "${name}" is an abbreviation`)
    for (const name of ['Europe/Brussels', 'UTC']) await moveTo(clinic, name)
  })

  it('would be seen to differ: Berlin is not the oracle of New York', async () => {
    const samples = samplesOf(zoneOf('Europe/Berlin'), 50, chance(1))
    expect((await compare(client, 'America/New_York', zoneOf('Europe/Berlin'), samples)).length).toBeGreaterThan(5)
  })
})

async function clinicIn(name: string): Promise<Clinic> {
  const clinic = await buildClinic(database)
  await moveTo(clinic, name)
  return clinic
}

async function moveTo(clinic: Clinic, name: string): Promise<void> {
  await clinic.sql(clinic.admin, 'update clinics set time_zone = $2 where id = $1', [clinic.id, name])
}

/** Four sessions a week from the moment `start`, in seconds. */
async function begin(clinic: Clinic, start: number): Promise<Built> {
  const at = new Date(start * 1000)
  const built = await buildCleared(clinic, { sessionsPerWeek: 4, at })
  await train(clinic, built, { at })
  return built
}

async function keptOf(clinic: Clinic, { programId }: Built) {
  const text = `select s.day - date '1970-01-01' as session, w.opened_on - date '1970-01-01' as opened,
      w.review_on - date '1970-01-01' as past, w.severity
    from rehab_windows w join training_sessions s on s.clinic_id = w.clinic_id and s.program_id = w.program_id
    where w.program_id = $1`
  const [row] = await clinic.sql<{ session: number; opened: number; past: number; severity: string }>(
    clinic.therapist,
    text,
    [programId],
  )
  return row
}

async function boardAt(clinic: Clinic, seconds: number): Promise<BoardRow | undefined> {
  const login = await findLogin(clinic.therapist.idHash)
  if (!login) throw new Error('The login is open.')
  const asked = {
    phase: null,
    severity: null,
    frequency: null,
    trainerId: null,
    limb: null,
    after: null,
    before: null,
  } as const
  const { member } = login
  const board = await readClinic(member, (query) => listBoard(query, member, asked, new Date(seconds * 1000)))
  return board.rows[0]
}

async function isDue(clinic: Clinic, seconds: number): Promise<boolean> {
  return (await rehearse(new Date(seconds * 1000))).some(
    ({ clinicId, windows }) => clinicId === clinic.id && windows === 1,
  )
}

describe('three weeks from a first session at half past eleven at night', () => {
  const utc = (text: string) => Date.parse(text) / 1000
  it.each([
    ['in Berlin, summer beginning in between', 'Europe/Berlin', utc('2026-03-20T12:00:00Z')],
    ['in New York, summer ending in between', 'America/New_York', utc('2026-10-20T12:00:00Z')],
    ['in Havana, on the evening before a jump at midnight', 'America/Havana', utc('2026-03-07T17:00:00Z')],
    ['in Apia, the day that never was in between', 'Pacific/Apia', utc('2011-12-20T12:00:00Z')],
  ])('%s', async (_where, name, noon) => {
    const zone = zoneOf(name)
    const start = lateThatDay(zone, noon)
    const first = dayNumber(zone, start)
    const clinic = await clinicIn(name)
    const built = await begin(clinic, start)
    const midnight = dayBegins(zone, first + 21)

    expect(await keptOf(clinic, built)).toEqual({ session: first, opened: first, past: first + 21, severity: 'breach' })
    expect((await boardAt(clinic, midnight - 1))?.window).toMatchObject({ phase: 'last-day', day: 21 })
    expect(await isDue(clinic, midnight - 1)).toBe(false)
    expect((await boardAt(clinic, midnight))?.window).toMatchObject({ phase: 'past', day: 22 })
    expect(await isDue(clinic, midnight)).toBe(true)
  })
})

describe('a clinic that changes its zone in the middle of a program', () => {
  it('moves no day that is past: not of the session, not of the window, not of the one it is past on', async () => {
    const start = Date.parse('2026-06-01T21:30:00Z') / 1000
    const clinic = await clinicIn('Europe/Berlin')
    const built = await begin(clinic, start)
    const before = await keptOf(clinic, built)
    // In Auckland the first session was on 2 June, in Los Angeles on 1 June: it stays what it was in Berlin.
    for (const name of ['Pacific/Auckland', 'America/Los_Angeles']) {
      await moveTo(clinic, name)
      await train(clinic, built, { at: new Date((start + 86_400) * 1000) })
      const { sessions } = (
        await clinic.sql<{ sessions: number }>(
          clinic.therapist,
          `select count(*)::int as sessions from training_sessions where program_id = $1 and day = '2026-06-01'`,
          [built.programId],
        )
      )[0] ?? { sessions: 0 }
      expect(sessions).toBe(1)
      expect(await keptOf(clinic, built)).toMatchObject({ opened: before?.opened, past: before?.past })
    }
  })
})
