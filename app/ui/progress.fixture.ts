/** Made-up progress of nobody, in the states its values can be in. */
import { addDays, type CalendarDay } from '~/domain/calendar-day'
import type { Goal } from '~/domain/goal'
import type { Side } from '~/domain/limb'
import type { StrengthPoint, StrengthSeries } from '~/domain/progress'
import type { Progress } from '~/domain/progress-shown'
import { symmetrySeries } from '~/domain/progress-symmetry'
import { mondayOf } from '~/domain/progress-work'

export const states = ['none', 'one', 'gaps', 'outlier', 'six-years'] as const
export type State = (typeof states)[number]

export const noProgress: Progress = {
  exercises: [],
  exercise: null,
  range: 'all',
  bucket: 'day',
  formula: 'epley',
  involved: { side: 'right', limb: 'right-leg', isChosen: false },
  strength: [],
  symmetry: [],
  endurance: [],
  girth: [],
  force: [],
  motion: [],
  scores: [],
  pain: [],
  weeks: [],
  work: { weeks: [], planned: 0, kept: 0, extra: 0 },
  course: { clearedOn: [], holds: [], windows: [], redFlags: [] },
  clearedOn: null,
  goals: [],
}

const first: CalendarDay = '2026-08-31'

/** The days measured on, by state; `gaps` leaves seven weeks out. */
function daysOf(state: State): CalendarDay[] {
  const weeks = Array.from({ length: 13 }, (_, week) => addDays(first, week * 7))
  if (state === 'none') return []
  if (state === 'one') return ['2026-10-05']
  if (state === 'gaps') return weeks.filter((_, week) => week < 3 || week > 9)
  if (state === 'outlier') return weeks
  return Array.from(
    { length: 72 },
    (_, month) => `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-05`,
  )
}

/** From one value to another with a little unrest, the same each time; the outlier is the sixth. */
function course(state: State, from: number, to: number, outlier: number): { on: CalendarDay; value: number }[] {
  const days = daysOf(state)
  return days.map((on, index) => {
    const part = days.length > 1 ? index / (days.length - 1) : 0
    const unrest = Math.sin(index * 12.9898) * 0.06 * (to - from)
    return { on, value: state === 'outlier' && index === 5 ? outlier : from + (to - from) * part + unrest }
  })
}

function strength(state: State, side: Side, from: number, to: number, outlier: number): StrengthSeries {
  const points = course(state, from, to, outlier).map(({ on, value }, index): StrengthPoint => {
    const isTested = index % 3 === 0
    return { on, kind: isTested ? 'tested' : 'estimated', loadG: Math.round(value * 2) * 500, reps: isTested ? 1 : 5 }
  })
  const notEstimated = [
    { why: 'restricted', sets: 12 },
    { why: 'not-a-test', sets: 40 },
  ] as const
  return { exercise: 'Leg press', side, measure: 'one-rm', formula: 'epley', points, notEstimated: [...notEstimated] }
}

const whole = (points: { on: CalendarDay; value: number }[]) =>
  points.map(({ on, value }) => ({ on, value: Math.round(value) }))

const goal = (kind: Goal['kind'], subject: string, side: Side, amount: number): Goal => {
  return { kind, subject, side, amount, setOn: '2026-10-12', setBy: 'Lin Chen' }
}

export function madeUpProgress(state: State): Progress {
  if (state === 'none') return noProgress
  const [right, left] = [strength(state, 'right', 60, 78, 130), strength(state, 'left', 88, 90, 89)]
  const weeks = [...new Set(daysOf(state).map(mondayOf))]
  return {
    ...noProgress,
    exercises: [{ exercise: 'Leg press', days: 40, lastOn: '2026-11-23', isTested: true }],
    exercise: 'Leg press',
    bucket: state === 'six-years' ? 'month' : 'day',
    strength: [left, right],
    symmetry: symmetrySeries(right, left),
    endurance: (['right', 'left'] as const).map((side) => ({
      exercise: 'Leg press',
      side,
      loadG: 20_000,
      points: whole(course(state, side === 'right' ? 12 : 21, 22, 40)).map(({ on, value }) => ({ on, reps: value })),
    })),
    girth: (['right', 'left'] as const).map((side) => ({
      site: 'Thigh, 16 cm above the kneecap',
      side,
      points: whole(course(state, side === 'right' ? 480 : 502, side === 'right' ? 496 : 503, 560)).map(
        ({ on, value }) => ({ on, mm: value }),
      ),
    })),
    force: (['right', 'left'] as const).map((side) => ({
      movement: 'Knee extension',
      side,
      points: whole(course(state, side === 'right' ? 240_000 : 330_000, 340_000, 610_000)).map(({ on, value }) => ({
        on,
        mN: value,
      })),
    })),
    motion: [false, true].flatMap((isPassive) =>
      (['right', 'left'] as const).map((side) => ({
        movement: 'Knee extension',
        isPassive,
        side,
        points: whole(course(state, side === 'right' ? -12 : 0, side === 'right' ? -2 : 1, 8)).map(({ on, value }) => ({
          on,
          degrees: isPassive ? value + 3 : value,
        })),
      })),
    ),
    scores: [
      {
        instrument: 'LEFS',
        side: 'both',
        low: 0,
        high: 8000,
        isHigherBetter: true,
        points: whole(course(state, 34, 61, 12)).map(({ on, value }) => ({ on, hundredths: value * 100 })),
      },
    ],
    pain: whole(course(state, 6, 2, 10)).map(({ on, value }) => ({ on, nrs: Math.max(0, value) })),
    weeks: weeks.map((weekOf, index) => ({
      weekOf,
      volumeG: state === 'outlier' && index === 5 ? 31_000_000 : 4_000_000 + 150_000 * (index % 9),
      sessions: state === 'outlier' && index === 5 ? 9 : 2 + (index % 2),
      planned: state === 'six-years' && index < 60 ? null : 3,
    })),
    work: {
      weeks: [{ from: '2026-10-12', until: '2026-10-18', planned: 3, done: 2, isOver: true }],
      planned: 28,
      kept: 26,
      extra: 0,
    },
    course: {
      clearedOn: ['2026-10-06'],
      holds: [{ from: '2026-10-19', until: '2026-10-21' }],
      windows: [{ openedOn: '2026-10-08', extensionDays: 0, windowDays: 21 }],
      redFlags: ['2026-10-19'],
    },
    clearedOn: '2026-10-06',
    goals: [
      goal('one-rm', 'Leg press', 'right', 85_000),
      goal('girth', 'Thigh, 16 cm above the kneecap', 'right', 500),
      goal('range-of-motion', 'Knee extension', 'right', 0),
      goal('score', 'LEFS', 'both', 6500),
      goal('pain', '', 'both', 1),
      goal('endurance', 'Leg press', 'right', 25),
    ],
  }
}
