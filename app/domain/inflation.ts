/** An inflation as it was done against the cleared dose: what went beyond it. It is never refused for that, it is named. */
import { type ClearedLine, pressureCeiling } from './dose'
import { isArm, type Limb } from './limb'
import { type Limits, noLimits } from './limits'
import type { Prescription } from './prescription'
import type { Refusal } from './refusal'
import { ceilingSeconds, reperfusionOf, wholeSeconds } from './restriction-timer'
import { beyondProgram, type SetDeviation, type SetFacts } from './set-standing'

/** No cuff is on for longer than this in one go; such times are a mistake of whoever entered them. */
const mostSecondsOn = 7_200

/** Milliseconds. `pressureMmhg` null: not known. */
export type Inflation = { onAt: number; offAt: number; pressureMmhg: number | null }

/** An inflation as it is told of a client's day: in any session of it. Times as ISO text. */
export type DayInflation = {
  id: string
  sessionId: string
  lineId: string
  limb: Limb
  pressureMmhg: number | null
  onAt: string
  offAt: string
  reperfusionSeconds: number
  deviations: { says: string; reason: string }[]
}

/** Another inflation of the same limb on the same day; `isInSession`: of the same session. */
export type OtherInflation = {
  limb: Limb
  onAt: number
  offAt: number
  reperfusionSeconds: number
  isInSession: boolean
}

/** A set of the same line, logged while this cuff was on. */
export type SetUnder = { occurredAt: number; restrictionSeconds: number | null; pressureMmhg: number | null }

export type InflationFacts = {
  session: { kind: 'started' | 'reported'; isBfr: boolean; begunAt: number; endedAt: number | null }
  /** As it stood when the cuff went on; what came while it was on asks for nothing but to take it off. */
  program: SetFacts['program']
  /** The line it was put on for; null: the version has no such line with a cuff. */
  line: Prescription | null
  /** null: no decision stands behind the session. */
  limits: Limits | null
  lopMmhg: number | null
  others: readonly OtherInflation[]
  sets: readonly SetUnder[]
  now: number
}

export type InflationStanding = { ok: true; deviations: SetDeviation[] } | { ok: false; why: Refusal }

/** A clock that is off by less than this is taken at its word. */
const clockSlackMs = 300_000

/** What cannot have been is refused; what was done is taken, whatever the program has become since the cuff went on. */
export function standingOfInflation(facts: InflationFacts, done: Inflation): InflationStanding {
  const { session, line, others, now } = facts
  const { onAt, offAt } = done
  if (!line?.restriction || !line.limb) return { ok: false, why: 'line-not-in-version' }
  if (offAt <= onAt || offAt - onAt > mostSecondsOn * 1000) return { ok: false, why: 'cuff-times-out-of-order' }
  if (offAt > now + clockSlackMs) return { ok: false, why: 'in-the-future' }
  if (onAt < session.begunAt - clockSlackMs) return { ok: false, why: 'cuff-times-out-of-order' }
  if (session.endedAt !== null && offAt > session.endedAt) return { ok: false, why: 'session-over' }
  const isTaken = others.some((other) => other.isInSession && other.onAt < offAt && onAt < other.offAt)
  if (isTaken) return { ok: false, why: 'cuff-on-already' }
  const { limits, lopMmhg } = facts
  const dose = { line, limits: limits ?? noLimits, lopMmhg }
  const found = [ofSession(session), ofTime(facts, done), ofPressure(dose, facts, done), ofReperfusion(others, done)]
  const around = ofProgram(facts, done)
  return { ok: true, deviations: [...around, ...found.filter((deviation) => deviation !== null)] }
}

/** Told already by each set that was done under it. */
function ofProgram({ session, program, sets }: InflationFacts, done: Inflation): SetDeviation[] {
  return session.kind === 'started' && under(sets, done).length === 0 ? beyondProgram(program) : []
}

function ofSession({ kind, isBfr }: InflationFacts['session']): SetDeviation | null {
  if (kind === 'reported' || isBfr) return null
  const says = 'a cuff in a session that was started without restriction'
  return { kind: 'restriction-not-in-session', logged: null, cleared: null, says }
}

/** Within this many seconds a set's own word of the cuff stands for the whole inflation. */
const sameTimeSeconds = 60

/**
 * The time from on to off, of which a set knows only the part until it ended (`restriction-above` of deviation.ts). Where
 * a set of this inflation went beyond, less than a minute before the cuff came off, it has been told and is not counted
 * again; at the ceiling it always is, as that alone.
 */
function ofTime({ line, sets }: InflationFacts, done: Inflation): SetDeviation | null {
  if (!line?.restriction || !line.limb) return null
  const logged = wholeSeconds(done.onAt, done.offAt)
  const cleared = Math.round(line.restriction.restrictionMinutes * 60)
  if (logged >= ceilingSeconds(line.limb))
    return { kind: 'restriction-ceiling', logged, cleared, says: ceilingWords(line.limb) }
  if (logged <= cleared) return null
  const isTold = under(sets, done).some(({ restrictionSeconds: told }) => {
    return told !== null && told > cleared && logged - told < sameTimeSeconds
  })
  return isTold ? null : { kind: 'restriction-above', logged, cleared, says: 'cuff on for longer than cleared' }
}

function ceilingWords(limb: Limb): string {
  return isArm(limb) ? 'cuff on to the ceiling of an arm, 15 minutes' : 'cuff on to the ceiling of a leg, 20 minutes'
}

/** Told already where a set of this inflation gave as much pressure or more. */
function ofPressure(dose: Omit<ClearedLine, 'oneRmG'>, { sets }: InflationFacts, done: Inflation): SetDeviation | null {
  const most = pressureCeiling(dose)
  const logged = done.pressureMmhg
  if (most.kind !== 'most' || logged === null || logged <= most.value) return null
  const isTold = under(sets, done).some(({ pressureMmhg }) => pressureMmhg !== null && pressureMmhg >= logged)
  return isTold ? null : { kind: 'pressure-above', logged, cleared: most.value, says: 'pressure above the cleared one' }
}

/** Off for too short a time since the last inflation of this limb, of any session of the day. */
function ofReperfusion(others: readonly OtherInflation[], { onAt }: Inflation): SetDeviation | null {
  const before = others.filter(({ offAt }) => offAt <= onAt).sort((one, other) => other.offAt - one.offAt)[0]
  if (!before) return null
  const logged = wholeSeconds(before.offAt, onAt)
  const cleared = reperfusionOf(before)
  const says = 'cuff on again before the blood had flowed back for long enough'
  return logged < cleared ? { kind: 'reperfusion-short', logged, cleared, says } : null
}

function under(sets: readonly SetUnder[], { onAt, offAt }: Inflation): SetUnder[] {
  return sets.filter(({ occurredAt }) => occurredAt >= onAt && occurredAt <= offAt + sameTimeSeconds * 1000)
}
