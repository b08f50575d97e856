/** What would become of a strength log, before anything is written. */
import { Form } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { ReasonRows } from '~/domain/strength-log-summary'
import { ButtonLink } from './button'
import { Card } from './card'
import { type ClinicFormat, formatDay, formatLoad, formatNumber } from './format'
import { KeyValue } from './key-value'
import { type LogCounts, StrengthLogCounts } from './strength-log-counts'
import { StrengthLogReasons } from './strength-log-reasons'
import { SubmitButton } from './submit-button'

export type SetShown = {
  line: number
  performedAtLocal: string
  exercise: string
  exerciseInFile: string
  setNumber: number | null
  loadG: number | null
  reps: number
  rpe: number | null
  isWarmup: boolean
}

type Props = {
  to: string
  /** Chosen, where the file names none. */
  unit: string | null
  preview: LogCounts & {
    rows: number
    days: { from: CalendarDay; to: CalendarDay } | null
    exercises: number
    reasons: ReasonRows[]
    first: SetShown[]
  }
  format: ClinicFormat
}

export function StrengthLogPreview({ to, unit, preview, format }: Props) {
  const { days, exercises, taken, known } = preview
  const isNothing = taken === 0
  const facts = [
    ...(days ? [{ term: 'Days', value: daysWords(days, format) }] : []),
    { term: 'Exercises', value: formatNumber(exercises, format) },
    ...(unit ? [{ term: 'Loads in', value: `${unit}, as you chose` }] : []),
  ]
  return (
    <div className="stack">
      <Card title="What would happen" sub="nothing is written yet">
        <div className="form">
          <StrengthLogCounts counts={preview} rows={preview.rows} format={format} />
          <KeyValue facts={facts} />
          {isNothing ? (
            <p>
              {known > 0
                ? 'Nothing would be added: these sets are all here already.'
                : 'Nothing would be added: no row is a set.'}
            </p>
          ) : null}
          <Form method="post" action={`${to}/start`}>
            <div className="button-row">
              {isNothing ? null : <SubmitButton pendingLabel="Starting …">{addWords(taken, format)}</SubmitButton>}
              <ButtonLink to={`${to}?again=names`}>Choose the names again</ButtonLink>
              {unit ? <ButtonLink to={`${to}?again=unit`}>Choose the unit again</ButtonLink> : null}
            </div>
          </Form>
        </div>
      </Card>
      <StrengthLogReasons reasons={preview.reasons} format={format} />
      {preview.first.length > 0 ? <FirstRows sets={preview.first} isNothing={isNothing} format={format} /> : null}
    </div>
  )
}

/** One day is said once. */
function daysWords({ from, to }: { from: CalendarDay; to: CalendarDay }, format: ClinicFormat): string {
  return from === to ? formatDay(from, format) : `${formatDay(from, format)} to ${formatDay(to, format)}`
}

function addWords(taken: number, format: ClinicFormat): string {
  return taken === 1 ? 'Add 1 set' : `Add ${formatNumber(taken, format)} sets`
}

type RowsProps = { sets: readonly SetShown[]; isNothing: boolean; format: ClinicFormat }

function FirstRows({ sets, isNothing, format }: RowsProps) {
  return (
    <Card title={isNothing ? 'The first sets of the file' : 'The first sets, as they would come in'} flush>
      <ul className="divide-y divide-line">
        {sets.map((set) => (
          <li key={set.line} className="grid gap-1 px-5 py-3">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <b className="min-w-0 wrap-anywhere">{set.exercise}</b>
              <span className="tabular-nums">{setWords(set, format)}</span>
            </p>
            <p className="dim small wrap-anywhere">
              {dayAndTime(set.performedAtLocal, format)}, line {set.line}
              {set.exercise === set.exerciseInFile ? '' : `, “${set.exerciseInFile}” in the file`}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** "40 kg × 8, RPE 9, warm-up" */
function setWords({ loadG, reps, rpe, isWarmup }: SetShown, format: ClinicFormat): string {
  const load = loadG === null ? 'no load' : formatLoad(loadG, format)
  return [`${load} × ${reps}`, rpe === null ? '' : `RPE ${formatNumber(rpe, format, 1)}`, isWarmup ? 'warm-up' : '']
    .filter(Boolean)
    .join(', ')
}

/** In local time, as the file has it. */
function dayAndTime(local: string, format: ClinicFormat): string {
  return `${formatDay(local.slice(0, 10), format)}, ${local.slice(11, 16)}`
}
