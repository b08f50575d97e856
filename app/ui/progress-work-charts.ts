/** Is the work being done: sessions a week against those planned, and what was lifted. */
import { addDays, type CalendarDay } from '~/domain/calendar-day'
import type { DrawnProgress, WorkWeek } from '~/domain/progress-shown'
import { adherenceSentence } from '~/domain/progress-work'
import { inUnit } from '~/domain/units'
import { type Marks, makePlot, type PlotLine, type Span, ticksAround } from './charts/plot'
import { type ClinicFormat, formatDay, formatNumber } from './format'
import { markItems, type ProgressChart, type Setting, tableOf } from './progress-chart'

const counted = (number: number, one: string, format: ClinicFormat) =>
  `${formatNumber(number, format)} ${number === 1 ? one : `${one}s`}`

/** Half a week on each side, for the halves of the outer bars. */
function weekSpan(weeks: readonly { weekOf: CalendarDay }[]): Span {
  const first = weeks[0]?.weekOf ?? '1970-01-01'
  return { from: addDays(first, -4), to: addDays(weeks.at(-1)?.weekOf ?? first, 4) }
}

function barsOf(lines: PlotLine[], unit: string, weeks: readonly WorkWeek[], marks: Marks) {
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value))
  const ticks = ticksAround([0, ...values], 3)
  // There is no half of a session.
  const shown = unit === '' ? ticks.filter(Number.isInteger) : ticks
  return makePlot({ lines, unit, span: weekSpan(weeks), marks, ticks: shown })
}

/** "6 sessions in 3 weeks, the last in the week of 9 May 2022." */
function sessionsSentence(weeks: readonly WorkWeek[], format: ClinicFormat): string {
  const done = weeks.filter(({ sessions }) => sessions > 0)
  const last = done.at(-1)
  if (!last) return 'No session in this time.'
  const sessions = done.reduce((sum, week) => sum + week.sessions, 0)
  return `${counted(sessions, 'session', format)} in ${counted(done.length, 'week', format)}, the last in the week of ${formatDay(last.weekOf, format)}.`
}

function sessionsChart({ weeks, work }: DrawnProgress, { marks, format }: Setting): ProgressChart {
  const isPlanned = work.weeks.length > 0
  const points = weeks.map(({ weekOf, sessions, planned }) => ({
    on: weekOf,
    value: sessions,
    look: 'filled' as const,
    says: `${counted(sessions, 'session', format)}${planned === null ? '' : `, ${formatNumber(planned, format)} planned`}`,
    planned: planned ?? undefined,
  }))
  const lines: PlotLine[] = [{ name: 'Sessions', look: 'main', points }]
  const plot = barsOf(lines, '', weeks, marks)
  const sessions = sessionsSentence(weeks, format)
  return {
    name: 'work',
    subject: null,
    question: 'Is the work being done?',
    answer: isPlanned ? adherenceSentence(work) : sessions,
    note: `${isPlanned ? `${sessions} ` : ''}Bars: sessions a week.`,
    facts: [],
    aim: null,
    plot: weeks.length > 0 ? plot : null,
    kind: 'bars',
    size: 'small',
    legend: [
      ...(weeks.some(({ planned }) => planned !== null)
        ? ([
            { mark: 'bar', words: 'done' },
            { mark: 'planned', words: 'planned' },
          ] as const)
        : []),
      ...markItems(plot, 'bars'),
    ],
    table: tableOf(lines, ['Week of', 'Sessions'], format),
  }
}

function volumeChart(weeks: readonly WorkWeek[], { marks, format }: Setting): ProgressChart {
  const { units } = format
  const points = weeks.map(({ weekOf, volumeG }) => ({
    on: weekOf,
    value: inUnit(volumeG, units),
    look: 'filled' as const,
    says: `${formatNumber(inUnit(volumeG, units), format)}\u00a0${units}`,
  }))
  const lines: PlotLine[] = [{ name: 'Volume', look: 'main', points }]
  const plot = barsOf(lines, units, weeks, marks)
  const most = points.reduce((best, point) => (point.value > best.value ? point : best))
  const last = points.findLast(({ value }) => value > 0) ?? most
  const busiest =
    last.value >= most.value
      ? 'the most in this time'
      : `the most was ${most.says} in the week of ${formatDay(most.on, format)}`
  return {
    name: 'volume',
    subject: null,
    question: 'How much is lifted?',
    answer: `${last.says} in the week of ${formatDay(last.on, format)}${points.length > 1 ? `, ${busiest}` : ''}.`,
    note: 'Load × repetitions, a week.',
    facts: [],
    aim: null,
    plot,
    kind: 'bars',
    size: 'small',
    legend: markItems(plot, 'bars'),
    table: tableOf(lines, ['Week of', 'Lifted'], format),
  }
}

export function workCharts(progress: DrawnProgress, setting: Setting): ProgressChart[] {
  const { weeks, work } = progress
  const isLifted = weeks.some(({ volumeG }) => volumeG > 0)
  return [
    ...(weeks.length > 0 || work.weeks.length > 0 ? [sessionsChart(progress, setting)] : []),
    ...(isLifted ? [volumeChart(weeks, setting)] : []),
  ]
}
