/** Are the limbs evening out: the side in rehab as a part of the other one's latest, and of its first baseline. */
import type { DrawnProgress } from '~/domain/progress-shown'
import { type SymmetryPoint, symmetryAnswer } from '~/domain/progress-symmetry'
import { symmetryLinePercent } from '~/domain/strength'
import { shownPercent } from '~/domain/symmetry-words'
import { makePlot, type PlotLine } from './charts/plot'
import { type ClinicFormat, formatDay, formatLoad, formatPercent } from './format'
import { axisSpan, markItems, type ProgressChart, type Setting } from './progress-chart'
import { limbInQuestion, limbsWords, otherLimbWords } from './progress-words'

const percentWords = (percent: number, format: ClinicFormat) => formatPercent(shownPercent(percent, 1), format, 1)

function loadsWords({ involvedG, uninvolvedG }: SymmetryPoint, format: ClinicFormat): string {
  return `${formatLoad(involvedG, format)} of ${formatLoad(uninvolvedG, format)}`
}

function lineOf(
  points: readonly SymmetryPoint[],
  given: Pick<PlotLine, 'name' | 'look'> & { percentOf: (point: SymmetryPoint) => number },
  format: ClinicFormat,
): PlotLine {
  return {
    name: given.name,
    look: given.look,
    points: points.map((point) => ({
      on: point.on,
      value: shownPercent(given.percentOf(point), 1),
      look: point.isTested ? 'filled' : 'hollow',
      says: percentWords(given.percentOf(point), format),
    })),
  }
}

/** A day's two percents stand in one row. */
function tableOf(points: readonly SymmetryPoint[], format: ClinicFormat) {
  const rows = points
    .toReversed()
    .map((point) => [
      formatDay(point.on, format),
      percentWords(point.percent, format),
      percentWords(point.ofBaselinePercent, format),
      loadsWords(point, format),
      point.isTested ? 'tested' : 'estimated',
    ])
  return { head: ['Day', 'Of the other side', 'Of its first baseline', 'Loads', 'How'], rows }
}

export function symmetryCharts(progress: DrawnProgress, { marks, format }: Setting): ProgressChart[] {
  const { symmetry, involved, exercise } = progress
  const last = symmetry.at(-1)
  if (!last || !exercise) return []
  const limb = limbInQuestion(involved, exercise)
  const other = otherLimbWords(limb)
  const { sentence, note, isAtLine } = symmetryAnswer(symmetry, other)
  const lines = [
    lineOf(symmetry, { name: `Of the ${other}'s latest`, look: 'main', percentOf: ({ percent }) => percent }, format),
    lineOf(
      symmetry,
      { name: 'Of its first baseline', look: 'other', percentOf: ({ ofBaselinePercent }) => ofBaselinePercent },
      format,
    ),
  ]
  const line = { look: 'line', value: symmetryLinePercent, words: `${symmetryLinePercent}\u00a0% line` } as const
  const span = axisSpan(
    symmetry.map(({ on }) => on),
    marks,
  )
  const plot = makePlot({ lines, unit: '%', span, marks, levels: [line] })
  return [
    {
      name: 'symmetry',
      subject: null,
      question: `Are the ${limbsWords(limb)} evening out?`,
      answer: sentence,
      note: `${exercise}. ${note} ${isAtLine ? 'It is reached.' : 'Not there yet.'}`,
      facts: last.involvedOn
        ? [
            `The ${other} was measured again on ${formatDay(last.on, format)}; the involved side last on ${formatDay(last.involvedOn, format)}.`,
          ]
        : [],
      aim: null,
      plot,
      kind: 'lines',
      size: 'small',
      legend: [
        ...(symmetry.some(({ isTested }) => isTested) ? [{ mark: 'filled', words: 'both tested' } as const] : []),
        ...(symmetry.every(({ isTested }) => isTested) ? [] : [{ mark: 'hollow', words: 'estimated' } as const]),
        { mark: 'main', words: `of the ${other}'s latest` },
        { mark: 'other', words: 'of its first baseline' },
        ...markItems(plot),
      ],
      table: tableOf(symmetry, format),
      track: { percent: last.percent, firstPercent: symmetry.length > 1 ? symmetry[0]?.percent : undefined },
    },
  ]
}
