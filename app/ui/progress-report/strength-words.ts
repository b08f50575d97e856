/** The sections of a report that answer a question: strength and symmetry by exercise, pain, work. */
import type { StrengthPoint, StrengthSeries } from '~/domain/progress'
import type { ReportedExercise, ReportFacts, StrengthChange } from '~/domain/report-content'
import type { NotEstimable } from '~/domain/strength'
import type { SheetFact } from '../certificate-words'
import { formatDay, formatLoad, formatNumber, formatPercent } from '../format'
import { marksOfAxis, painChart, strengthCharts, symmetryChart, volumeChart } from './report-plots'
import type { ReportSection } from './report-parts'

type Format = ReportFacts['writing']

const sideNames = { left: 'Left', right: 'Right', both: 'Both sides' } as const
const kindWords = { tested: 'tested', estimated: 'estimated', 'heaviest-set': 'heaviest set', 'most-reps': '' } as const

export const notEstimableWords: Record<NotEstimable, string> = {
  restricted: 'under a cuff',
  'no-reps': 'without a count of repetitions',
  'failed-attempt': 'a failed attempt',
  'too-many-reps': 'more than 10 repetitions',
  'not-a-test': 'neither a test nor to RPE 9',
  'no-load': 'without a load',
}

export function exerciseSection(exercise: ReportedExercise, facts: ReportFacts): ReportSection {
  const { writing, marks } = facts
  const { involved, symmetry } = exercise
  const isInvolved = ({ side }: Pick<StrengthSeries, 'side'>) => side === involved?.side
  const strength = exercise.strength.toSorted((one, other) => Number(isInvolved(other)) - Number(isInvolved(one)))
  const drawing = { marks: marksOfAxis(marks), units: writing.units }
  const nameOf = (series: Pick<StrengthSeries, 'side'>) =>
    `${sideNames[series.side]}${isInvolved(series) ? ' (involved)' : ''}`
  return {
    heading: `Is it getting stronger? ${exercise.exercise}`,
    answers:
      strength.length > 0
        ? strength.map((series) => `${nameOf(series)}. ${series.answer.sentence}`)
        : ['Not measured in this time.'],
    facts: [
      ...strength.flatMap(({ change, goalG, ...series }) => [
        ...(change ? [{ term: `${sideNames[series.side]}, in this time`, value: changeWords(change, writing) }] : []),
        ...(goalG === null ? [] : [{ term: `${sideNames[series.side]}, goal`, value: formatLoad(goalG, writing) }]),
      ]),
      ...symmetryFacts(symmetry),
    ],
    notes: methodNotes(exercise),
    charts: [...strengthCharts(exercise, drawing), ...symmetryChart(exercise, drawing.marks)],
  }
}

/** Symmetry that cannot be said is said where all such things are. */
function symmetryFacts({ points, sentence, note }: ReportedExercise['symmetry']): SheetFact[] {
  return points.length > 0 ? [{ term: 'Limb symmetry', value: `${sentence} ${note}` }] : []
}

/** How the numbers were come by: once where it is the same on each side. */
function methodNotes({ strength }: ReportedExercise): string[] {
  const noted = strength.flatMap(({ side, answer, points }) =>
    answer.note && points.length > 0 ? [{ side, note: answer.note }] : [],
  )
  const [first] = noted
  if (!first || noted.every(({ note }) => note === first.note)) return first ? [first.note] : []
  return [noted.map(({ side, note }) => `${sideNames[side]}: ${note}`).join(' ')]
}

function pointWords({ loadG, reps, kind, on }: StrengthPoint, format: Format): string {
  const day = formatDay(on, format)
  if (loadG === null) return `${reps} repetitions (${day})`
  const load = formatLoad(loadG, format)
  return kind === 'heaviest-set' ? `${load} × ${reps} (${day})` : `${load} (${kindWords[kind]} ${day})`
}

function changeWords({ first, last, percent }: StrengthChange, format: Format): string {
  const change = percent === null ? '' : `, ${percent > 0 ? '+' : ''}${formatPercent(percent, format, 1)}`
  return `${pointWords(first, format)} → ${pointWords(last, format)}${change}`
}

export function painSection({ pain, marks }: ReportFacts): ReportSection[] {
  if (pain.points.length === 0) return []
  return [
    {
      heading: 'Is it hurting less?',
      answers: [pain.sentence],
      facts: pain.goal === null ? [] : [{ term: 'Goal', value: `${pain.goal} of 10` }],
      notes: pain.note ? [`${pain.note} Smallest change that matters: Salaffi 2004.`] : [],
      charts: painChart(pain.points, marksOfAxis(marks), pain.goal),
    },
  ]
}

export function workSection({ work, marks, writing }: ReportFacts): ReportSection[] {
  const { sentence, weeks } = work
  if (sentence === null && weeks.length === 0) return []
  const sessions = weeks.reduce((sum, week) => sum + week.sessions, 0)
  const count = `${formatNumber(sessions, writing)} ${sessions === 1 ? 'session' : 'sessions'} in this time.`
  return [
    {
      heading: 'Is the work being done?',
      answers: [sentence ?? count],
      facts: [],
      notes: sentence === null ? [] : [`${count} What was planned is counted over all programs so far.`],
      charts: volumeChart(weeks, { marks: marksOfAxis(marks), units: writing.units }),
    },
  ]
}
