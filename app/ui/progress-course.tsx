/** Is it hurting less, and is the work being done. */
import { painAnswer, type PainPoint, painSeries } from '~/domain/progress-pain'
import { type Adherence, adherenceSentence } from '~/domain/progress-work'
import { Card } from './card'
import { ChartCard } from './charts/chart-card'
import { PainChart, painTable } from './charts/pain-chart'
import type { Marks } from './charts/plot'
import { VolumeChart, volumeTable, type WeekVolume } from './charts/volume-chart'
import { type ClinicFormat, formatDay, formatNumber } from './format'

type PainProps = { readings: PainPoint[]; marks: Marks; format: ClinicFormat; csvHref: string }

export function PainCard({ readings, marks, format, csvHref }: PainProps) {
  const points = painSeries(readings)
  const { sentence, note } = painAnswer(points)
  if (readings.length === 0) {
    return (
      <Card title="Is it hurting less?">
        <p>{sentence}</p>
        <p className="dim">It is asked before each session, or recorded by itself.</p>
      </Card>
    )
  }
  return (
    <ChartCard
      question="Is it hurting less?"
      answer={sentence}
      note={note}
      table={painTable({ readings, format })}
      csvHref={csvHref}
      pictureName={points.length > 1 ? 'pain' : undefined}
    >
      {points.length > 1 ? <PainChart readings={readings} marks={marks} format={format} /> : null}
    </ChartCard>
  )
}

type WorkProps = { weeks: WeekVolume[]; work: Adherence; marks: Marks; format: ClinicFormat; csvHref: string }

/** "6 sessions in 3 weeks, the last in the week of 9 May 2022." */
function sessionsSentence(weeks: WeekVolume[], format: ClinicFormat): string {
  const sessions = weeks.reduce((sum, week) => sum + week.sessions, 0)
  const last = weeks.at(-1)
  if (!last) return 'No session in this time.'
  const days = `${formatNumber(sessions, format)} ${sessions === 1 ? 'session' : 'sessions'}`
  return `${days} in ${weeks.length} ${weeks.length === 1 ? 'week' : 'weeks'}, the last in the week of ${formatDay(last.weekOf, format)}.`
}

export function WorkCard({ weeks, work, marks, format, csvHref }: WorkProps) {
  const isPlanned = work.weeks.length > 0
  const sessions = sessionsSentence(weeks, format)
  if (weeks.length === 0 && !isPlanned) {
    return (
      <Card title="Is the work being done?">
        <p>{sessions}</p>
        <p className="dim">Sessions show here week by week, with what was planned.</p>
      </Card>
    )
  }
  return (
    <ChartCard
      question="Is the work being done?"
      answer={isPlanned ? adherenceSentence(work) : sessions}
      note={`${isPlanned ? `${sessions} ` : ''}Bars: load × repetitions, a week.`}
      table={volumeTable({ weeks, format })}
      csvHref={csvHref}
      pictureName="volume"
    >
      {weeks.length > 0 ? <VolumeChart weeks={weeks} marks={marks} format={format} /> : null}
    </ChartCard>
  )
}
