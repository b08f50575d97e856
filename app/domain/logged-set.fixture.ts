/** Any set of any line under any limits, often at the very bound of what was cleared. */
import fc from 'fast-check'
import type { LoggedSet } from './deviation'
import type { Limb } from './limb'
import { noLimits } from './limits'
import type { Load, Mode, Prescription } from './prescription'
import type { ProgramStatus } from './program'
import type { SetFacts } from './set-standing'

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

export type Case = { facts: SetFacts; set: LoggedSet }

export const aCase: fc.Arbitrary<Case> = fc
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
