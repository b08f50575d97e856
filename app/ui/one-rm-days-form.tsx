/** On which day each label of a file was: nobody but a person knows it. */
import { Form } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { ClinicFormat } from './format'
import { formatNumber } from './format'
import { DateInput } from './form'
import { SubmitButton } from './submit-button'

type Props = {
  labels: readonly { written: string; rows: number }[]
  /** By the label as it is written. */
  days: Record<string, CalendarDay>
  today: CalendarDay
  /** What was sent and did not do, by the label, and what is wrong with it. */
  typed?: readonly (readonly [label: string, day: string])[]
  mistakes?: readonly (readonly [label: string, says: string])[]
  format: ClinicFormat
}

export function OneRmDaysForm({ labels, days, today, typed, mistakes, format }: Props) {
  const [typedOf, mistakeOf] = [new Map(typed), new Map(mistakes)]
  return (
    <Form method="post" className="form">
      <p>Every test with a label is put on its day, at noon. Rows of a label without a day are left out.</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {labels.map(({ written, rows }) => {
          const mistake = mistakeOf.get(written)
          return (
            <div key={written} className="min-w-0">
              <input type="hidden" name="label" value={written} />
              <DateInput
                name="day"
                label={<span className="break-words">{written}</span>}
                hint={`${formatNumber(rows, format)} ${rows === 1 ? 'row' : 'rows'}`}
                defaultValue={typedOf.get(written) ?? days[written] ?? ''}
                errors={mistake ? [mistake] : undefined}
                max={today}
              />
            </div>
          )
        })}
      </div>
      <div className="button-row">
        <SubmitButton pendingLabel="Reading …">Go on</SubmitButton>
      </div>
    </Form>
  )
}
