/**
 * Every way a set goes beyond what was cleared, against an oracle that knows nothing of the domain's code: written from
 * product.md ("Sessions, and the dose") and clinical-rules.md alone, in whole numbers, one sentence after the other.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LoggedSet } from './deviation'
import type { Limb } from './limb'
import { noLimits } from './limits'
import { limitsAhead, type SessionNow, withBasis } from './live-limits'
import type { Load, Mode, Prescription } from './prescription'
import type { ProgramStatus } from './program'
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

const exercises = ['Leg extension', 'Leg press'] as const
const percent = fc.integer({ min: 1, max: 240 }).map((halves) => halves / 2)
const limb = fc.constantFrom<Limb>('left-arm', 'right-arm', 'left-leg', 'right-leg')
const load: fc.Arbitrary<Load> = fc.oneof(
  percent.map((share) => ({ kind: 'percent-1rm', percent: share }) as const),
  fc.integer({ min: 500, max: 60_000 }).map((loadG) => ({ kind: 'kg', loadG }) as const),
  fc.constantFrom(4, 5.5, 6, 8).map((ceiling) => ({ kind: 'rpe', ceiling }) as const),
  fc.constant({ kind: 'none' } as const),
)
const restriction = fc.record({
  pressure: fc.oneof(
    percent.map((share) => ({ kind: 'percent-lop', percent: share }) as const),
    fc.integer({ min: 40, max: 260 }).map((mmhg) => ({ kind: 'mmhg', mmhg }) as const),
  ),
  cuffWidthCm: fc.constant(11.5),
  restrictionMinutes: fc.constantFrom(2, 5, 7.5, 8, 10, 20),
  reperfusionSeconds: fc.constant(180),
})

const mode = fc.constantFrom<Mode>('bfr-resistance', 'bfr-aerobic', 'bfr-passive', 'strength', 'strength-test')
const line: fc.Arbitrary<Prescription> = mode.chain((of) =>
  fc.record({
    id: fc.constant('line-1'),
    position: fc.constant(1),
    exercise: fc.constant(exercises[0]),
    mode: fc.constant(of),
    limb: of.startsWith('bfr') ? limb : fc.option(limb),
    load,
    reps: ['bfr-aerobic', 'bfr-passive'].includes(of)
      ? fc.constant([])
      : fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
    restSeconds: fc.constant(45),
    tempoSeconds: fc.constant(null),
    restriction: of.startsWith('bfr') ? restriction : fc.constant(null),
    aerobic: fc.constant(null),
  }),
)

/** Often at the very bound, where what is within and what is beyond lie a gram or a mmHg apart. */
const nearTo = (bounds: readonly number[], most: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: most }),
    fc
      .tuple(fc.constantFrom(...(bounds.length > 0 ? bounds : [0])), fc.integer({ min: -1, max: 1 }))
      .map(([bound, by]) => Math.min(most, Math.max(0, Math.floor(bound) + by))),
  )

type Case = { facts: SetFacts; set: LoggedSet }

const aCase: fc.Arbitrary<Case> = fc
  .record({
    session: fc.record({
      kind: fc.constantFrom('started', 'reported'),
      isEnded: fc.boolean(),
      isBfr: fc.boolean(),
      isOutsideClearance: fc.boolean(),
    }),
    program: fc.record({
      status: fc.constantFrom<ProgramStatus>('active', 'on-hold', 'completed', 'stopped'),
      isOnHold: fc.boolean(),
      isRevoked: fc.boolean(),
    }),
    line: fc.option(line, { freq: 15 }),
    limits: fc.option(
      fc.record({ maxLoadPercent: fc.option(percent), maxPressurePercent: fc.option(percent) }).map((some) => ({
        ...noLimits,
        ...some,
      })),
    ),
    oneRmG: fc.option(fc.integer({ min: 1_000, max: 200_000 })),
    lopMmhg: fc.option(fc.integer({ min: 80, max: 300 })),
  })
  .chain((facts) => fc.record({ facts: fc.constant(facts), set: setFor(facts) }))

function setFor({ line, limits, oneRmG, lopMmhg }: SetFacts): fc.Arbitrary<LoggedSet> {
  const loads = [
    line?.load.kind === 'kg' ? line.load.loadG : null,
    line?.load.kind === 'percent-1rm' ? ((oneRmG ?? 0) * line.load.percent) / 100 : null,
    ((oneRmG ?? 0) * (limits?.maxLoadPercent ?? 0)) / 100,
  ].filter((bound) => bound !== null)
  const pressure = line?.restriction?.pressure
  const pressures = [
    pressure?.kind === 'mmhg' ? pressure.mmhg : ((lopMmhg ?? 0) * (pressure?.percent ?? 0)) / 100,
    ((lopMmhg ?? 0) * (limits?.maxPressurePercent ?? 0)) / 100,
  ]
  return fc.record({
    exercise: fc.oneof(
      { weight: 9, arbitrary: fc.constant(exercises[0]) },
      { weight: 1, arbitrary: fc.constant(exercises[1]) },
    ),
    side: fc.constantFrom('left', 'right', 'both', null),
    setNumber: fc.integer({ min: 1, max: 6 }),
    reps: nearTo(line?.reps ?? [], 40),
    loadG: fc.option(nearTo(loads, 250_000), { freq: 6 }),
    rpe: fc.option(fc.integer({ min: 0, max: 20 }).map((halves) => halves / 2)),
    isRestricted: fc.boolean(),
    restrictionSeconds: fc.option(nearTo([(line?.restriction?.restrictionMinutes ?? 0) * 60], 1_500), { freq: 6 }),
    pressureMmhg: fc.option(nearTo(pressures, 400), { freq: 6 }),
  })
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
      { numRuns: 3_000 },
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

describe('for any session, line and set', () => {
  /** As the server loads it: the facts it holds the set against are in the case. */
  const loadedAs = ({ facts }: Case): SessionNow => ({
    kind: facts.session.kind,
    isBfr: facts.session.isBfr,
    endedAt: facts.session.isEnded ? '2026-11-26T10:00:00Z' : null,
    isOutsideClearance: facts.session.isOutsideClearance,
    programStatus: facts.program.status,
    versionStatus: facts.program.isRevoked ? 'revoked' : 'cleared',
    openHolds: facts.program.isOnHold ? ['trainer'] : [],
    limits: facts.limits,
    clearedOn: null,
  })

  it('what is said before is what is recorded after, number by number', () => {
    fc.assert(
      fc.property(aCase, (one) => {
        const { facts, set } = one
        if (!facts.line || set.side === null) return
        const recorded = standingOfSet(facts, { ...set, exercise: facts.line.exercise })
        const done = Array.from({ length: set.setNumber - 1 }, (_, index) => ({ setNumber: index + 1 }))
        const line = { line: facts.line, oneRmG: facts.oneRmG, lopMmhg: facts.lopMmhg, done }
        const ahead = limitsAhead(loadedAs(one), line, { ...set, side: set.side })
        expect(ahead.refused).toBe(recorded.ok ? null : recorded.why)
        if (recorded.ok) expect(ahead.beyond).toEqual(withBasis(recorded.deviations, facts, null))
      }),
      { numRuns: 1_000 },
    )
  })
})
