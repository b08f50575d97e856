/** A live session as it went: started, its sets logged one by one, ended. */
import { randomUUID } from 'node:crypto'
import type { Acting } from '~/data/acting.server'
import { checkBeforeSession } from '~/data/session-checks.server'
import { logSet } from '~/data/sets.server'
import { endSession, startSession } from '~/data/training-sessions.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { sideOf } from '~/domain/limb'
import { isBfr, type Prescription } from '~/domain/prescription'
import { inUnit, parseLoad, roundToPlates } from '~/domain/units'
import { type ClientStory, testedIn } from './client-story'
import { measure, testedMaximum } from './measurements'
import { done } from './timeline'

export type LineOfVersion = Prescription

/** `index` counts the sessions of a telling, so that loads can rise over them. */
export type Trained = {
  /** Of so many of the last sessions the sets were logged; of all of them where nothing is said. */
  loggedLast?: number
  /** Kilograms above the prescribed load in the last session, and why. */
  beyond?: { kg: number; reason: string }
  /** A maximum found in this session by a line that tests, in kg. */
  oneRmKg?: number
  /** Points of pain at its beginning. */
  pain?: (index: number) => number
}

type Session = { programId: string; lines: LineOfVersion[] }
type Going = Trained & { index: number; isLogged: boolean; on: CalendarDay }

export async function runSession(
  member: Acting,
  client: ClientStory,
  { programId, lines }: Session,
  how: Going,
  at: Date,
): Promise<void> {
  const painNrs = how.pain?.(how.index) ?? client.numbers.between(1, 3)
  await checkFirst(member, client, { programId, painNrs }, at)
  const start = { key: randomUUID(), at, programId, place: 'clinic' as const, painNrs }
  const { sessionId } = await done(startSession(member, start))
  const clock = { at: at.getTime() }
  if (how.isLogged) {
    for (const line of lines) {
      if (line.mode === 'strength-test') await test(member, client, { sessionId, line, how, clock })
      else await trainLine(member, client, { sessionId, line, how, clock })
    }
  }
  await done(endSession(member, { key: randomUUID(), at: new Date(clock.at + 5 * 60_000), sessionId }))
}

/** Nothing new, and a pressure in range where one is asked for; it answers what check-in is open. */
async function checkFirst(
  member: Acting,
  { asksPressure }: ClientStory,
  { programId, painNrs }: { programId: string; painNrs: number },
  at: Date,
): Promise<void> {
  const after = { hasSoreness: painNrs > 2, hasSwelling: false, hasLessRange: false, isGrowing: false }
  const readings = asksPressure ? [{ systolic: 126, diastolic: 78 }] : []
  const answers = { painNrs, sleep: 'well' as const, signs: [], otherSymptom: '', readings, after }
  await done(checkBeforeSession(member, { key: randomUUID(), at, programId, ...answers }))
}

type Doing = { sessionId: string; line: LineOfVersion; how: Going; clock: { at: number } }

async function trainLine(member: Acting, client: ClientStory, { sessionId, line, how, clock }: Doing): Promise<void> {
  const isCuffed = isBfr(line.mode)
  const lopMmhg = (line.limb && client.lops.get(line.limb)) ?? 0
  const percent = line.restriction?.pressure.kind === 'percent-lop' ? line.restriction.pressure.percent : 0
  const beyond = how.beyond ?? null
  for (const [index, reps] of line.reps.entries()) {
    clock.at += 120_000
    const grams = loadOf(member, client, line)
    const loadG = grams !== null && beyond ? grams + beyond.kg * 1000 : grams
    const asked = {
      sessionId,
      lineId: line.id,
      side: line.limb ? sideOf(line.limb) : ('both' as const),
      reps: Math.max(1, reps - (index > 0 ? client.numbers.between(0, 2) : 0)),
      load: loadG === null ? null : parseLoad(String(inUnit(loadG, 'kg')), 'kg'),
      rpe: line.load.kind === 'rpe' ? line.load.ceiling - 1 : client.numbers.between(5, 8),
      isRestricted: isCuffed,
      restrictionSeconds: isCuffed ? 95 * (index + 1) : null,
      pressureMmhg: isCuffed ? Math.floor((lopMmhg * percent) / 100) : null,
      reason: beyond?.reason ?? '',
    }
    await done(logSet(member, { key: randomUUID(), at: new Date(clock.at), ...asked }))
  }
}

/** What the page of the session would show, rounded down to the plates there are. */
function loadOf(member: Acting, client: ClientStory, { load, exercise, limb }: LineOfVersion): number | null {
  if (load.kind === 'kg') return load.loadG
  const tested = load.kind === 'percent-1rm' ? testedIn(client, exercise, limb) : null
  if (tested === null || load.kind !== 'percent-1rm') return null
  return roundToPlates((tested * load.percent) / 100, member.clinic.plateStepG)
}

async function test(member: Acting, client: ClientStory, { sessionId, line, how, clock }: Doing): Promise<void> {
  if (how.oneRmKg === undefined || !line.limb) return
  const side = sideOf(line.limb)
  clock.at += 240_000
  const cuffless = { isRestricted: false, restrictionSeconds: null, pressureMmhg: null }
  const load = parseLoad(String(how.oneRmKg), 'kg')
  const asked = { sessionId, lineId: line.id, side, reps: 1, load, rpe: 10, ...cuffless, reason: '' }
  await done(logSet(member, { key: randomUUID(), at: new Date(clock.at), ...asked }))
  const { exercise } = line
  await measure(member, client.id, testedMaximum(exercise, side, how.oneRmKg), {
    at: new Date(clock.at + 60_000),
    on: how.on,
  })
  client.tested.set(`${exercise} ${side}`, how.oneRmKg * 1000)
}
