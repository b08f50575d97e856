/**
 * Every way a set goes beyond what was cleared, against an oracle that knows nothing of the domain's code: written from
 * product.md ("Sessions, and the dose") and clinical-rules.md alone, in whole numbers, one sentence after the other.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LoggedSet } from './deviation'
import { aCase } from './logged-set.fixture'
import { type SetFacts, standingOfSet } from './set-standing'

/** What went beyond, as one word and the two numbers it is about. */
type Beyond = `${string} ${number | 'null'} ${number | 'null'}`

/** A share in tenths of a percent: `loadG` is heavier than it when 1000 loads are more than `tenths` wholes. */
const isMoreThanShare = (amount: number, tenths: number, whole: number) => amount * 1000 > tenths * whole
/** Whole units, downwards, as the page shows what was cleared. */
const shareInWhole = (tenths: number, whole: number) => (tenths * whole - ((tenths * whole) % 1000)) / 1000
const tenthsOf = (percent: number) => Math.round(percent * 10)

function oracle(facts: SetFacts, set: LoggedSet): Beyond[] {
  const found: Beyond[] = []
  const says = (kind: string, logged: number | null = null, cleared: number | null = null) =>
    found.push(`${kind} ${logged === null ? 'null' : logged} ${cleared === null ? 'null' : cleared}`)
  const { session, program, line, oneRmG, lopMmhg } = facts
  const loadLimit = facts.limits?.maxLoadPercent ?? null
  const pressureLimit = facts.limits?.maxPressurePercent ?? null

  // "A past session that was outside clearance is marked so": each of its sets is.
  if (session.isOutsideClearance) says('outside-clearance')
  // "Sets of a session begun before a hold are taken, as deviations"; what is reported is not blamed for what came later.
  if (session.kind === 'started') {
    if (program.isOnHold) says('on-hold')
    if (program.isRevoked) says('clearance-revoked')
    else if (program.status === 'completed' || program.status === 'stopped') says('program-finished')
  }
  // A session started without restriction has its plain lines alone.
  if (!session.isBfr && set.isRestricted && line?.mode.startsWith('bfr')) {
    says('restriction-not-in-session')
  }

  // "A program's lines": another exercise or another limb is none of them, and has no dose to be held to.
  if (line === null || set.exercise !== line.exercise) {
    says('not-prescribed')
    return found
  }
  if (line.limb !== null && set.side !== null && !line.limb.startsWith(set.side)) {
    says('not-prescribed')
    return found
  }

  // "A line gives its load as % of this limb's tested 1RM, or in kg, or as an RPE ceiling", "sessions are held to the
  // lower of version and limit", "an unmeasured value never passes a check"; a test finds the 1RM.
  const loaded = set.loadG !== null && set.loadG > 0 ? set.loadG : null
  const limit = line.mode === 'strength-test' ? null : loadLimit
  if (loaded !== null) {
    if (line.load.kind === 'none') {
      if (line.mode !== 'strength-test') says('load-above', loaded, 0)
    } else {
      const tenths = line.load.kind === 'percent-1rm' ? tenthsOf(line.load.percent) : null
      const shares = [tenths, limit === null ? null : tenthsOf(limit)].filter((share) => share !== null)
      const isUnmeasured = shares.length > 0 && oneRmG === null
      if (isUnmeasured) says('load-not-measured', loaded)
      else {
        const bounds = oneRmG === null ? [] : shares.map((share) => shareInWhole(share, oneRmG))
        if (line.load.kind === 'kg') bounds.push(line.load.loadG)
        const isOver =
          shares.some((share) => oneRmG !== null && isMoreThanShare(loaded, share, oneRmG)) ||
          (line.load.kind === 'kg' && loaded > line.load.loadG)
        if (isOver) says('load-above', loaded, Math.min(...bounds))
      }
    }
  }
  if (line.load.kind === 'rpe') {
    if (set.rpe === null) says('rpe-not-logged')
    else if (set.rpe > line.load.ceiling) says('rpe-above', set.rpe, line.load.ceiling)
  }

  // "Sets and reps": one number a set; aerobic and passive lines have none.
  if (line.reps.length > 0) {
    if (set.setNumber > line.reps.length) says('sets-above', set.setNumber, line.reps.length)
    else {
      const asked = Number(line.reps[set.setNumber - 1])
      if (set.reps > asked) says('reps-above', set.reps, asked)
    }
  }

  // A cuff is one that was ticked, that was on for a second, or that had a pressure.
  const isCuffed = set.isRestricted || (set.restrictionSeconds ?? 0) > 0 || (set.pressureMmhg ?? 0) > 0
  if (!isCuffed) return found
  if (line.restriction === null) {
    says('restriction-not-prescribed')
    return found
  }
  if (set.restrictionSeconds === null || set.pressureMmhg === null) says('without-cuff-record')
  const pressed = set.pressureMmhg
  if (pressed !== null) {
    const { pressure } = line.restriction
    const shares = [pressure.kind === 'percent-lop' ? pressure.percent : null, pressureLimit]
      .filter((percent) => percent !== null)
      .map(tenthsOf)
    if (shares.length > 0 && lopMmhg === null) says('pressure-not-measured', pressed)
    else {
      const bounds = lopMmhg === null ? [] : shares.map((share) => shareInWhole(share, lopMmhg))
      if (pressure.kind === 'mmhg') bounds.push(pressure.mmhg)
      const least = Math.min(...bounds)
      if (pressed > least) says('pressure-above', pressed, least)
    }
  }
  const most = line.restriction.restrictionMinutes * 60
  if (set.restrictionSeconds !== null && set.restrictionSeconds > most) {
    says('restriction-above', set.restrictionSeconds, most)
  }
  return found
}

/** Refused because it is not the truth yet: of a live session after its end, or with the cuff before it went on. */
function isRefused({ session }: SetFacts, set: LoggedSet): boolean {
  if (session.kind === 'reported') return false
  return session.isEnded || (set.isRestricted && (set.restrictionSeconds === null || set.pressureMmhg === null))
}

describe('for any prescription, limits and logged set', () => {
  it('the deviations are those of somebody who reads the rules and knows nothing of the code', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(aCase, ({ facts, set }) => {
        const standing = standingOfSet(facts, set)
        expect(!standing.ok).toBe(isRefused(facts, set))
        if (!standing.ok) return
        const told = standing.deviations.map(({ kind, logged, cleared }): Beyond => `${kind} ${logged} ${cleared}`)
        expect(told.sort()).toEqual(oracle(facts, set).sort())
        for (const { kind } of standing.deviations) seen.set(kind, (seen.get(kind) ?? 0) + 1)
      }),
      { numRuns: 4_000 },
    )
    // Every way to go beyond was gone, so that none of this is said of nothing.
    expect([...seen.keys()].sort()).toEqual(everyKind)
  })
})

const everyKind = [
  'clearance-revoked',
  'load-above',
  'load-not-measured',
  'not-prescribed',
  'on-hold',
  'outside-clearance',
  'pressure-above',
  'pressure-not-measured',
  'program-finished',
  'reps-above',
  'restriction-above',
  'restriction-not-in-session',
  'restriction-not-prescribed',
  'rpe-above',
  'rpe-not-logged',
  'sets-above',
  'without-cuff-record',
]
