/** Are the limbs evening out, and is the limb growing. */
import type { Limb } from '~/domain/limb'
import { type SymmetryPoint, symmetryAnswer, wholePercent } from '~/domain/progress-symmetry'
import type { GirthSeries } from '~/domain/progress-shown'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Side } from '~/domain/limb'
import { Card } from './card'
import { ChartCard } from './charts/chart-card'
import { Chart } from './charts/chart'
import { LsiTrack } from './charts/lsi-track'
import { type Marks, makePlot, spanOf } from './charts/plot'
import { type ClinicFormat, formatDay, formatLoad, formatNumber, formatPercent } from './format'
import { limbsWords, otherLimbWords } from './progress-words'

type SymmetryProps = { points: SymmetryPoint[]; limb: Limb | null; format: ClinicFormat; csvHref: string }

export function SymmetryCard({ points, limb, format, csvHref }: SymmetryProps) {
  const question = `Are the ${limb ? limbsWords(limb) : 'limbs'} evening out?`
  const { sentence, note } = symmetryAnswer(points, limb ? otherLimbWords(limb) : 'other limb')
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) {
    return (
      <Card title={question}>
        <p>{sentence}</p>
        <p className="dim">Test this exercise on the left and on the right. {note}</p>
      </Card>
    )
  }
  const rows = points
    .toReversed()
    .map((point) => [
      formatDay(point.on, format),
      formatPercent(wholePercent(point.percent), format),
      formatPercent(wholePercent(point.ofBaselinePercent), format),
      `${formatLoad(point.involvedG, format)} of ${formatLoad(point.uninvolvedG, format)}`,
      point.isTested ? 'tested' : 'estimated',
    ])
  return (
    <ChartCard
      question={question}
      answer={sentence}
      note={note}
      table={{ head: ['Day', 'Of the other side', 'Of its first baseline', 'Loads', 'How'], rows }}
      csvHref={csvHref}
    >
      <LsiTrack
        percent={wholePercent(last.percent)}
        firstPercent={first === last ? undefined : wholePercent(first.percent)}
      />
    </ChartCard>
  )
}

type Reading = { on: CalendarDay; site: string; side: Side; mm: number }
type GirthProps = { girth: GirthSeries[]; marks: Marks; format: ClinicFormat; csvHref: string }

const inCm = (mm: number) => mm / 10

function girthWords(readings: Reading[], format: ClinicFormat): string {
  const [first, last] = [readings[0], readings.at(-1)]
  if (!first || !last) return 'Not measured yet.'
  const cm = (mm: number) => new Intl.NumberFormat(format.locale, { minimumFractionDigits: 1 }).format(inCm(mm))
  const place = `${last.site}, ${last.side}`
  return first === last ? `${place}: ${cm(last.mm)} cm, once so far.` : `${place}: ${cm(first.mm)} → ${cm(last.mm)} cm.`
}

/** The place measured last; the others stand in the table. */
export function GirthCard({ girth: series, marks, format, csvHref }: GirthProps) {
  const girth = series
    .flatMap(({ site, side, points }) => points.map((point): Reading => ({ ...point, site, side })))
    .sort((one, other) => one.on.localeCompare(other.on))
  const last = girth.at(-1)
  const shown = girth.filter(({ site, side }) => site === last?.site && side === last.side)
  if (!last) return null
  const points = shown.map(({ on, mm }) => ({
    on,
    value: inCm(mm),
    look: 'filled' as const,
    says: `${formatNumber(inCm(mm), format, 1)} cm`,
  }))
  const plot = makePlot({
    lines: [{ name: 'Girth', look: 'main', points }],
    unit: 'cm',
    span: spanOf(points.map(({ on }) => on)),
    marks,
  })
  const rows = girth
    .toReversed()
    .map(({ on, site, side, mm }) => [formatDay(on, format), site, side, `${formatNumber(inCm(mm), format, 1)} cm`])
  return (
    <ChartCard
      question="Is the limb growing?"
      answer={girthWords(shown, format)}
      table={{ head: ['Day', 'Where', 'Side', 'Girth'], rows }}
      csvHref={csvHref}
      pictureName={shown.length > 1 ? 'girth' : undefined}
    >
      {shown.length > 1 ? (
        <Chart plot={plot} size="small" name="Girth over time; the numbers stand below." locale={format.locale} />
      ) : null}
    </ChartCard>
  )
}
