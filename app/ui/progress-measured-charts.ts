/** Girth, force, range of motion, scores and endurance: a chart for each site, movement, questionnaire and load. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Side } from '~/domain/limb'
import { amountWords } from '~/domain/measured-words'
import { mostSingleTests } from '~/domain/progress'
import type { Bucket, DrawnProgress } from '~/domain/progress-shown'
import { inUnit } from '~/domain/units'
import { type Measured, measuredChart, type SideLine } from './progress-measured-chart'
import type { ProgressChart, Setting } from './progress-chart'

type Series = { side: Side; points: readonly { on: CalendarDay }[] }

function lastDay(series: readonly Series[]): CalendarDay {
  return (
    series
      .flatMap(({ points }) => points.at(-1)?.on ?? [])
      .toSorted()
      .at(-1) ?? ''
  )
}

/** What was measured last comes first; what has no point is left out. */
function grouped<Row extends Series>(rows: readonly Row[], subjectOf: (row: Row) => string): [string, Row[]][] {
  const measured = rows.filter(({ points }) => points.length > 0)
  const groups = new Map<string, Row[]>()
  for (const row of measured) groups.set(subjectOf(row), [...(groups.get(subjectOf(row)) ?? []), row])
  return [...groups].sort(([, one], [, other]) => lastDay(other).localeCompare(lastDay(one)))
}

function lowered(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}

function girthOf({ girth }: DrawnProgress): Measured[] {
  return grouped(girth, ({ site }) => site).map(([site, rows]) => ({
    name: 'girth',
    subject: site,
    question: `Is the limb growing: ${lowered(site)}?`,
    note: null,
    aim: { kind: 'girth', subject: site },
    lines: rows.map(({ side, points }) => ({
      side,
      kind: null,
      readings: points.map(({ on, mm }) => ({ on, value: mm / 10 })),
    })),
    amounts: { unit: 'cm', digits: 1, leastDigits: 1 },
    inShown: (mm) => mm / 10,
  }))
}

function forceOf({ force, bucket }: DrawnProgress): Measured[] {
  return grouped(force, ({ movement }) => movement).map(([movement, rows]) => ({
    name: 'force',
    subject: movement,
    question: `Is the force up: ${lowered(movement)}?`,
    note: `Isometric, ${mostOf(bucket)}.`,
    aim: { kind: 'isometric-force', subject: movement },
    lines: rows.map(({ side, points }) => ({
      side,
      kind: null,
      readings: points.map(({ on, mN }) => ({ on, value: mN / 1000 })),
    })),
    amounts: { unit: 'N', digits: 1 },
    inShown: (mN) => mN / 1000,
    isUp: true,
  }))
}

function mostOf(bucket: Bucket): string {
  return `the most of each day${bucket === 'day' ? '' : `, or of each ${bucket} where there are more than ${mostSingleTests} days`}`
}

const motionKinds = { active: 'Moved actively.', passive: 'Moved passively.' } as const

function motionOf({ motion }: DrawnProgress): Measured[] {
  return grouped(motion, ({ movement }) => movement).map(([movement, rows]) => {
    const lines = rows
      .toSorted((one, other) => Number(one.isPassive) - Number(other.isPassive))
      .map(
        ({ side, isPassive, points }): SideLine => ({
          side,
          kind: isPassive ? 'passive' : 'active',
          readings: points.map(({ on, degrees }) => ({ on, value: degrees })),
        }),
      )
    const [kind, another] = [...new Set(lines.map((line) => line.kind))]
    return {
      name: 'motion',
      subject: movement,
      question: `Is there more movement: ${lowered(movement)}?`,
      note: another || !kind ? null : motionKinds[kind],
      aim: { kind: 'range-of-motion', subject: movement },
      lines,
      amounts: { unit: '°', digits: 0 },
      inShown: (degrees) => degrees,
    }
  })
}

/** The questionnaire's own range is the axis, so that a small step looks small. */
function scoresOf({ scores }: DrawnProgress, { format }: Setting): Measured[] {
  return grouped(
    scores,
    ({ instrument, low, high, isHigherBetter }) => `${instrument} ${low} ${high} ${isHigherBetter}`,
  ).flatMap(([, rows]) => {
    const [series] = rows
    if (!series) return []
    const { instrument, isHigherBetter } = series
    const [low, high] = [series.low / 100, series.high / 100]
    const amounts = {
      unit: 'points',
      one: 'point',
      digits: 2,
      up: isHigherBetter ? 'better by' : 'worse by',
      down: isHigherBetter ? 'worse by' : 'better by',
    }
    const range = `${amountWords(low, { unit: '', digits: 2 }, format.locale)} to ${amountWords(high, amounts, format.locale)}`
    return {
      name: 'scores' as const,
      subject: instrument,
      question: `Is the score better: ${instrument}?`,
      note: `From ${range}; ${isHigherBetter ? 'higher' : 'lower'} is better.`,
      aim: { kind: 'score' as const, subject: instrument },
      lines: rows.map(({ side, points }) => ({
        side,
        kind: null,
        readings: points.map(({ on, hundredths }) => ({ on, value: hundredths / 100 })),
      })),
      amounts,
      inShown: (hundredths: number) => hundredths / 100,
      isUp: isHigherBetter,
      ticks: [low, (low + high) / 2, high],
    }
  })
}

/** A goal of repetitions names no load: it is of the load that was lifted last, and says nothing of a lighter one before. */
function enduranceOf({ endurance, bucket }: DrawnProgress, { format }: Setting): Measured[] {
  const aimed = new Set<string>()
  return grouped(endurance, ({ exercise, loadG }) => `${loadG} ${exercise}`).flatMap(([, rows]) => {
    const [series] = rows
    if (!series) return []
    const { exercise, loadG } = series
    const isAimed = !aimed.has(exercise)
    aimed.add(exercise)
    const load = amountWords(inUnit(loadG, format.units), { unit: format.units, digits: 2 }, format.locale)
    return {
      name: 'endurance' as const,
      subject: String(loadG),
      question: `Is endurance up: ${lowered(exercise)} ${loadG > 0 ? `at ${load}` : 'with own weight'}?`,
      note: `Repetitions at one load, ${mostOf(bucket)}.`,
      aim: { kind: 'endurance' as const, subject: exercise },
      isAimed,
      lines: rows.map(({ side, points }) => ({
        side,
        kind: null,
        readings: points.map(({ on, reps }) => ({ on, value: reps })),
      })),
      amounts: { unit: 'repetitions', one: 'repetition', digits: 0 },
      axisUnit: 'reps',
      inShown: (reps: number) => reps,
      isUp: true,
    }
  })
}

const kinds = [enduranceOf, forceOf, girthOf, motionOf, scoresOf]

export function measuredCharts(progress: DrawnProgress, setting: Setting): ProgressChart[] {
  return kinds.flatMap((of) => of(progress, setting).map((given) => measuredChart(given, progress, setting)))
}
