/** Is it getting stronger: the answer, the chart of one exercise, and the choice of another or of a longer look. */
import { Form, Link, useLocation } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import { type Limb, sideOf } from '~/domain/limb'
import type { StrengthSeries } from '~/domain/progress'
import { type Range, ranges } from '~/domain/progress-range'
import { strengthAnswer } from '~/domain/progress-words'
import { withParams } from './address'
import { Button, buttonClass } from './button'
import { ChartCard } from './charts/chart-card'
import type { Marks } from './charts/plot'
import { StrengthChart, StrengthLegend } from './charts/strength-chart'
import { type StrengthLines, strengthTable } from './charts/strength-plot'
import type { ClinicFormat } from './format'
import { rangeWords, strengthQuestion } from './progress-words'

export type StrengthProps = {
  exercises: { exercise: string }[]
  exercise: string | null
  range: Range
  limb: Limb | null
  series: StrengthSeries[]
  clearedOn: CalendarDay | null
  marks: Marks
  format: ClinicFormat
  csvHref: string
}

/** With a limb in rehab both sides in one chart; else a chart for each side there is. */
function linesOf({ series, limb }: Pick<StrengthProps, 'series' | 'limb'>): (StrengthLines & { limb: Limb | null })[] {
  const main = limb && series.find(({ side }) => side === sideOf(limb))
  if (!main) return series.map((each) => ({ main: each, limb: null }))
  const other = series.find(({ side }) => side !== 'both' && side !== main.side) ?? null
  const rest = series.filter((each) => each !== main && each !== other)
  return [{ main, other, limb }, ...rest.map((each) => ({ main: each, limb: null }))]
}

export function StrengthCards(props: StrengthProps) {
  const controls = <Choices exercises={props.exercises} exercise={props.exercise} range={props.range} />
  return linesOf(props).map(({ limb, ...lines }, index) => (
    <StrengthCard key={lines.main.side} {...props} lines={lines} limb={limb} controls={index === 0 ? controls : null} />
  ))
}

type CardProps = StrengthProps & { lines: StrengthLines; controls: JSX.Element | null }

function StrengthCard({ lines, limb, clearedOn, marks, format, csvHref, controls }: CardProps) {
  const { sentence, note } = strengthAnswer(lines.main, clearedOn, format)
  const isEmpty = lines.main.points.length === 0 && (lines.other?.points.length ?? 0) === 0
  return (
    <ChartCard
      question={strengthQuestion(lines.main, limb)}
      answer={isEmpty ? 'Nothing in this time: choose a longer one.' : sentence}
      note={isEmpty ? null : note}
      table={strengthTable(lines, format)}
      csvHref={csvHref}
      pictureName="strength"
      controls={controls}
      legend={isEmpty ? null : <StrengthLegend {...lines} marks={marks} />}
    >
      {isEmpty ? null : <StrengthChart {...lines} marks={marks} format={format} />}
    </ChartCard>
  )
}

function Choices({ exercises, exercise, range }: Pick<StrengthProps, 'exercises' | 'exercise' | 'range'>) {
  const { search } = useLocation()
  return (
    <>
      <Form method="get" className="flex max-w-full items-center gap-2" preventScrollReset>
        <input type="hidden" name="range" value={range} />
        <select
          key={exercise}
          name="exercise"
          aria-label="Exercise"
          defaultValue={exercise ?? ''}
          className="control min-h-9 min-w-0 max-w-56 py-1"
        >
          {exercises.map((each) => (
            <option key={each.exercise}>{each.exercise}</option>
          ))}
        </select>
        <Button type="submit" size="small">
          Show
        </Button>
      </Form>
      <nav className="button-row" aria-label="How far back">
        {ranges.map((each) => (
          <Link
            key={each}
            to={{ search: withParams(search, { exercise, range: each }) }}
            aria-current={each === range ? 'true' : undefined}
            className={buttonClass({ size: 'small', look: each === range ? undefined : 'quiet' })}
            preventScrollReset
          >
            {rangeWords[each]}
          </Link>
        ))}
      </nav>
    </>
  )
}
