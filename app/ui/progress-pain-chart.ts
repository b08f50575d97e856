/** Is it hurting less: the worst of each day, from 0 to 10, held against the smallest change that matters. */
import { amountWords } from '~/domain/measured-words'
import { painAnswer } from '~/domain/progress-pain'
import type { DrawnProgress } from '~/domain/progress-shown'
import { noChangeOfPain } from '~/domain/pain-band'
import { makePlot, type PlotLevel, type PlotLine } from './charts/plot'
import { aimedAt, axisSpan, markItems, type ProgressChart, type Setting, tableOf } from './progress-chart'

const scale = [0, 5, 10]
const amounts = { unit: 'of 10', digits: 0, difference: 'points', differenceOfOne: 'point' }

export function painCharts({ pain, goals, bucket }: DrawnProgress, { marks, format }: Setting): ProgressChart[] {
  const [first] = pain
  if (!first) return []
  const { locale } = format
  const points = pain.map(({ on, nrs }) => ({
    on,
    value: nrs,
    look: 'filled' as const,
    says: amountWords(nrs, amounts, locale),
  }))
  const lines: PlotLine[] = [{ name: 'Pain', look: 'main', points }]
  const aim = { kind: 'pain', subject: '', side: 'both' } as const
  const readings = pain.map(({ on, nrs }) => ({ on, value: nrs }))
  const aimed = aimedAt({
    goals,
    aim,
    lines: [{ side: 'both', readings }],
    amounts,
    inShown: (nrs) => nrs,
    isUp: false,
    locale,
  })
  const { from, to, muchBetterAt } = noChangeOfPain(first.nrs)
  const much: PlotLevel[] = first.nrs > 0 ? [{ look: 'line', value: muchBetterAt, words: 'much better' }] : []
  const span = axisSpan(
    pain.map(({ on }) => on),
    marks,
  )
  const plot = makePlot({
    lines,
    unit: '',
    span,
    ticks: scale,
    marks,
    levels: [...aimed.levels, ...much],
    bands: [{ from, to, words: 'no change that matters' }],
  })
  const { sentence, note } = painAnswer(pain)
  return [
    {
      name: 'pain',
      subject: null,
      question: 'Is it hurting less?',
      answer: sentence,
      note: `${note ?? 'A change of 1, or 15\u00a0%, is the smallest that matters.'} The worst of each ${bucket}.`,
      facts: aimed.sentences,
      aim,
      plot,
      kind: 'lines',
      size: 'small',
      legend: markItems(plot),
      table: tableOf(lines, ['Day', 'Pain'], format),
    },
  ]
}
