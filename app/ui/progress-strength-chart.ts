/** Is it getting stronger: tested filled, estimated hollow, the other limb dashed, the goal across. */
import { notEstimatedSentence } from '~/domain/not-estimated-words'
import type { StrengthSeries } from '~/domain/progress'
import type { DrawnProgress } from '~/domain/progress-shown'
import { formulaNames, strengthAnswer } from '~/domain/progress-words'
import { symmetryClause } from '~/domain/symmetry-words'
import { inUnit } from '~/domain/units'
import type { LegendItem } from './charts/legend'
import { makePlot, type PlotLine } from './charts/plot'
import { plotted, strengthLines } from './charts/strength-plot'
import type { ClinicFormat } from './format'
import { aimedAt, axisSpan, bySide, markItems, type ProgressChart, type Setting, tableOf } from './progress-chart'
import { sideNames } from './range-words'
import { limbInQuestion, limbsWords, strengthQuestion } from './progress-words'

type Shown = { main: StrengthSeries; other: StrengthSeries | null }

/** Both sides in one chart where they were measured alike; else a chart for each. */
function chartsOf({ strength, involved }: DrawnProgress): Shown[] {
  const [main, ...rest] = bySide(strength, involved?.side ?? null)
  if (!main) return []
  const isPair = ({ side, measure, points }: StrengthSeries) =>
    main.side !== 'both' && side !== 'both' && measure === main.measure && points.length > 0
  const other = rest.find(isPair) ?? null
  const alone = rest.filter((each) => each !== other && each.points.length > 0)
  return [{ main, other }, ...alone.map((each) => ({ main: each, other: null }))]
}

function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}

/** "Yes: 26 → 34 kg since clearance (+31 %); legs at 79 %, below the 90 % line." */
function answerOf({ main, other }: Shown, progress: DrawnProgress, format: ClinicFormat): string {
  const { involved, clearedOn, symmetry, exercise, range } = progress
  const own = (series: StrengthSeries) =>
    series.points.length === 0 && range !== 'all'
      ? `${series.measure === 'one-rm' ? 'No 1RM' : 'Nothing'} in this time: choose a longer one.`
      : strengthAnswer(series, clearedOn, format).sentence
  if (main.side === involved?.side) {
    const last = symmetry.at(-1)
    const clause = last && symmetryClause(last, limbsWords(limbInQuestion(involved, exercise)))
    return clause && main.points.length > 0 ? `${withoutStop(own(main))}; ${clause}.` : own(main)
  }
  if (!other) return own(main)
  const each = [main, other].map((series) => `${sideNames[series.side]}, ${lowered(withoutStop(own(series)))}`)
  return `${each[0]}; ${lowered(each[1] ?? '')}.`
}

/** How the numbers were come by, and which sets gave none. */
function methodOf({ main, other }: Shown, { clearedOn, formula }: DrawnProgress, format: ClinicFormat) {
  const drawn = other ? [main, other] : [main]
  const points = drawn.flatMap((series) => series.points)
  const method = main.points.length > 0 ? strengthAnswer({ ...main, points }, clearedOn, format).note : null
  const notEstimated = notEstimatedSentence(
    drawn.flatMap((series) => series.notEstimated),
    format.locale,
  )
  const isNamed = method?.includes(formulaNames[formula]) ?? false
  const by = isNamed ? '' : ` Estimates are by ${formulaNames[formula]}.`
  return {
    note: [`${main.exercise}.`, method].filter(Boolean).join(' '),
    facts: notEstimated ? [`${notEstimated}${by}`] : [],
  }
}

function legendOf(lines: readonly PlotLine[], main: StrengthSeries, isInQuestion: boolean): LegendItem[] {
  const looks = new Set(lines.flatMap(({ points }) => points.map(({ look }) => look)))
  const isMaximum = main.measure === 'one-rm'
  const items: (LegendItem | false)[] = [
    isMaximum && looks.has('filled') && { mark: 'filled', words: 'tested' },
    isMaximum && looks.has('hollow') && { mark: 'hollow', words: 'estimated' },
    ...lines.map(({ name, look }): LegendItem => {
      const isInvolved = isInQuestion && look === 'main' && lines.length > 1
      return { mark: look, words: isInvolved ? `${lowered(name)} (involved)` : lowered(name) }
    }),
  ]
  return items.filter((item) => item !== false)
}

function goalsOf({ main, other }: Shown, { goals }: DrawnProgress, { units, locale }: ClinicFormat) {
  const isMaximum = main.measure === 'one-rm'
  const drawn = isMaximum ? (other ? [main, other] : [main]) : []
  const lines = drawn.map(({ side, measure, points }) => {
    const tested = points.filter(({ kind }) => kind === 'tested')
    const held = tested.length > 0 ? tested : points
    return { side, readings: held.map((point) => ({ on: point.on, value: plotted(point, measure, { units }) })) }
  })
  const inShown = (loadG: number) => inUnit(loadG, units)
  const aim = { kind: 'one-rm', subject: main.exercise, side: main.side } as const
  const ours = goals.filter(({ side }) => [main.side, other?.side, 'both'].includes(side))
  const amounts = { unit: units, digits: 1 }
  const { levels, sentences } = aimedAt({ goals: ours, aim, lines, amounts, inShown, isUp: true, locale })
  return { aim, levels: isMaximum ? levels : [], sentences }
}

export function strengthCharts(progress: DrawnProgress, { marks, format }: Setting): ProgressChart[] {
  const { involved, exercise } = progress
  return chartsOf(progress).map((shown): ProgressChart => {
    const { main, other } = shown
    const isInQuestion = main.side === involved?.side
    const lines = strengthLines({ main, other }, format)
    const days = lines.flatMap(({ points }) => points.map(({ on }) => on))
    const { aim, levels, sentences } = goalsOf(shown, progress, format)
    const unit = main.measure === 'most-reps' ? 'reps' : format.units
    const plot = makePlot({ lines, unit, marks, levels, span: axisSpan(days, marks) })
    const limb = limbInQuestion(involved, exercise)
    const { note, facts } = methodOf(shown, progress, format)
    return {
      name: 'strength',
      subject: null,
      question: strengthQuestion(main, { isInQuestion, limb, isAlone: !other }),
      answer: answerOf(shown, progress, format),
      note,
      facts: [...facts, ...sentences],
      aim,
      plot: days.length > 0 ? plot : null,
      kind: 'lines',
      size: 'usual',
      legend: [...legendOf(lines, main, isInQuestion), ...markItems(plot)],
      table: tableOf(lines, ['Day', 'Side', main.measure === 'most-reps' ? 'Repetitions' : 'Load'], format),
    }
  })
}
