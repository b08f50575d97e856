/** Each kind of chart in the five states its values can be in: none, one, with gaps, with an outlier, of six years. */
import { addDays } from '../../../app/domain/calendar-day'
import { Chart } from '../../../app/ui/charts/chart'
import { ChartCard, type ChartTable } from '../../../app/ui/charts/chart-card'
import { Legend } from '../../../app/ui/charts/legend'
import { lineLooks } from '../../../app/ui/charts/looks'
import { LsiTrack } from '../../../app/ui/charts/lsi-track'
import { type ChartSize, makePlot, type Plot, type PlotKind, type PlotLine, spanOf } from '../../../app/ui/charts/plot'
import { legendOf } from '../../../app/ui/charts/plot-legend'
import { formatDay } from '../../../app/ui/format'
import { course, marksFor, pointsOf, type State, states } from './made-up'
import type { Picture } from './picture'

const locale = 'en-GB'

type Shown = { question: string; answer: string; plot: Plot; kind?: PlotKind; size?: ChartSize }

/** One row a point, newest first. */
function tableOf(lines: readonly PlotLine[]): ChartTable {
  const rows = lines.flatMap(({ name, points }) => points.map(({ on, says }) => ({ on, cells: [name, says] })))
  rows.sort((one, other) => other.on.localeCompare(one.on))
  return { head: ['Day', 'Line', 'Value'], rows: rows.map(({ on, cells }) => [formatDay(on, { locale }), ...cells]) }
}

function ShownCard({ question, answer, plot, kind, size, name }: Shown & { name: string }) {
  const isEmpty = plot.lines.every(({ points }) => points.length === 0)
  return (
    <ChartCard
      question={question}
      answer={isEmpty ? 'Nothing was measured yet.' : answer}
      table={tableOf(plot.lines)}
      csvHref="/numbers.csv"
      pictureName={isEmpty ? undefined : name}
      legend={isEmpty ? null : <Legend items={legendOf(plot, kind)} />}
    >
      {isEmpty ? (
        <p className="dim">Record a measurement, and its course shows here.</p>
      ) : (
        <Chart plot={plot} kind={kind} size={size} name={`${question} The numbers stand below.`} locale={locale} />
      )}
    </ChartCard>
  )
}

const daysOf = (lines: readonly PlotLine[]) => lines.flatMap(({ points }) => points.map(({ on }) => on))

/** The days of the values and the marks around them, as a page of progress has it. */
function spanFor(lines: readonly PlotLine[], state: State) {
  const { windows, clearances } = marksFor(state)
  return spanOf([...daysOf(lines), ...(state === 'none' ? [] : [...clearances, ...windows.map(({ to }) => to)])])
}

function strength(state: State): Shown {
  const says = (kg: number, index: number) => `${kg} kg, ${index % 3 === 1 ? 'estimated' : 'tested'}`
  const isHollow = (index: number) => index % 3 === 1
  const lines: PlotLine[] = [
    {
      name: 'Left',
      look: 'main',
      points: pointsOf(course({ state, from: 23, to: 34, outlier: 61 }), says, 0.5, isHollow),
    },
    {
      name: 'Right',
      look: 'other',
      points: state === 'one' ? [] : pointsOf(course({ state, from: 41, to: 42.5, seed: 3 }), says, 0.5, isHollow),
    },
  ]
  const plot = makePlot({
    lines: lines.filter(({ points }) => points.length > 0),
    unit: 'kg',
    span: spanFor(lines, state),
    marks: marksFor(state),
    levels: [{ look: 'goal', value: 38, words: 'goal 38 kg' }],
  })
  return { question: 'Is the left leg getting stronger?', answer: 'Yes: 23 → 34 kg since clearance (+48 %).', plot }
}

function symmetry(state: State): Shown {
  const says = (percent: number) => `${percent} %`
  const lines: PlotLine[] = [
    {
      name: 'Of the other side',
      look: 'main',
      points: pointsOf(course({ state, from: 56, to: 87, outlier: 131 }), says),
    },
    {
      name: 'Of its first baseline',
      look: 'other',
      points: pointsOf(course({ state, from: 56, to: 94, seed: 5 }), says),
    },
  ]
  const plot = makePlot({
    lines,
    unit: '%',
    span: spanFor(lines, state),
    marks: marksFor(state),
    levels: [{ look: 'line', value: 90, words: 'usual line, 90 %' }],
  })
  return { question: 'Are the legs evening out?', answer: '87 %, below the 90 % line; 56 % at first.', plot }
}

function pain(state: State): Shown {
  const says = (nrs: number) => `${nrs} of 10`
  const lines: PlotLine[] = [
    { name: 'Pain', look: 'main', points: pointsOf(course({ state, from: 5, to: 2, outlier: 9, waver: 0.4 }), says) },
  ]
  const plot = makePlot({
    lines,
    unit: '',
    span: spanFor(lines, state),
    ticks: [0, 5, 10],
    marks: marksFor(state),
    bands: [{ from: 4, to: 6, words: 'no change that matters' }],
  })
  return { question: 'Is it hurting less?', answer: '5 → 2 of 10.', plot, size: 'small' }
}

function motion(state: State): Shown {
  const says = (degrees: number) => `${degrees}°`
  const lines: PlotLine[] = [
    {
      name: 'Knee extension, left',
      look: 'main',
      points: pointsOf(course({ state, from: -14, to: -2, outlier: 9 }), says),
    },
  ]
  const plot = makePlot({ lines, unit: '°', span: spanFor(lines, state), marks: marksFor(state), isSigned: true })
  return { question: 'Does the knee reach further?', answer: '−14° → −2°.', plot, size: 'small' }
}

/** Weeks have gaps and outliers of their own; a week without a session is a plan with nothing in front of it. */
function work(state: State): Shown {
  const number = { none: 0, one: 1, gaps: 26, outlier: 12, years: 156 }[state]
  const points = Array.from({ length: number }, (_, index) => {
    const isMissed = state === 'gaps' && index % 7 > 3
    const done = isMissed ? 0 : state === 'outlier' && index === 7 ? 11 : 2 + (index % 3)
    return {
      on: addDays('2026-11-16', (index - number + 1) * 7),
      value: done,
      look: 'filled' as const,
      says: `${done} sessions, 3 planned`,
      planned: 3,
    }
  })
  const [first, last] = [points[0]?.on ?? '2026-11-16', points.at(-1)?.on ?? '2026-11-16']
  const plot = makePlot({
    lines: [{ name: 'Sessions', look: 'main', points }],
    unit: '',
    span: { from: addDays(first, -4), to: addDays(last, 4) },
    marks: marksFor(state),
    ticks: [0, 2, 4, 6],
  })
  return {
    question: 'Is the work being done?',
    answer: '71 of 78 planned sessions.',
    plot,
    kind: 'bars',
    size: 'small',
  }
}

function programs(state: State): Shown {
  const names = ['May 2025', 'Sept 2025', 'Jan 2026', 'May 2026', 'Aug 2026', 'Oct 2026']
  const lines = lineLooks.map(
    (look, index): PlotLine => ({
      name: names[index] ?? '',
      look,
      points: pointsOf(
        course({ state, from: 20 + index * 4, to: 27 + index * 5, outlier: index === 2 ? 78 : undefined, seed: index }),
        (kg) => `${kg} kg, tested`,
        0.5,
      ),
    }),
  )
  const plot = makePlot({ lines, unit: 'kg', span: spanOf(daysOf(lines)) })
  return { question: 'How do the programs compare?', answer: 'Oct 2026 rose most: 40 → 52 kg.', plot }
}

const kinds = { strength, symmetry, pain, motion, work, programs }

const drawn = Object.entries(kinds).flatMap(([kind, shownFor]) =>
  states.map((state): Picture => {
    const name = `${kind}-${state}`
    return { name, element: <ShownCard name={name} {...shownFor(state)} /> }
  }),
)

const track: Picture = {
  name: 'track',
  element: (
    <ChartCard
      question="Are the arms evening out?"
      answer="79 %, was 56 %."
      table={{ head: ['Day', 'Of the other side'], rows: [['22 Nov 2026', '79 %']] }}
      pictureName="track"
    >
      <LsiTrack percent={79} firstPercent={56} />
    </ChartCard>
  ),
}

export const charts: Picture[] = [...drawn, track]
