/** What a session reported afterwards is told with: when, where, with or without the cuff, and why outside clearance. */
import { Form } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import { Checkbox, RadioCards } from './choice'
import { CommandKey, DateInput, NumberInput, Textarea, TextInput } from './form'
import { ErrorSummary, Notice } from './notice'
import { places } from './start-form'
import { SubmitButton } from './submit-button'

type ReportProps = {
  program: { id: string; hasBfr: boolean; today: CalendarDay | null }
  commandKey: string
  typed: Partial<Record<string, string>>
  mistakes: readonly string[]
  isReasonAsked: boolean
}

export function ReportForm({ program, commandKey, typed, mistakes, isReasonAsked }: ReportProps) {
  return (
    <Form method="post" action={`/programs/${program.id}/report`} className="form max-w-2xl">
      <CommandKey value={commandKey} />
      <ErrorSummary title="This session is not saved yet" mistakes={mistakes.map((message) => ({ message }))} />
      <Notice>Whatever took place is taken. Its sets are added on the next page.</Notice>
      <ReportFields program={program} typed={typed} isReasonAsked={isReasonAsked} />
      <SubmitButton>Report session</SubmitButton>
    </Form>
  )
}

/** When and where it took place, with or without the cuff, and why outside clearance. */
export function ReportFields({
  program,
  typed,
  isReasonAsked,
}: Pick<ReportProps, 'program' | 'typed' | 'isReasonAsked'>) {
  const isNew = typed.key === undefined
  return (
    <>
      <p className="dim">Day and time as on the clinic’s clock.</p>
      <div className="form-row">
        <DateInput name="day" label="Day" defaultValue={typed.day ?? program.today ?? ''} required />
        <TextInput type="time" name="time" label="Began at" defaultValue={typed.time} required />
        <NumberInput
          name="minutes"
          label="Lasted"
          unit="min"
          defaultValue={typed.minutes}
          min={1}
          max={600}
          step={1}
          optional
        />
        <NumberInput
          name="painNrs"
          label="Pain before, 0 to 10"
          defaultValue={typed.painNrs}
          min={0}
          max={10}
          step={1}
          optional
        />
      </div>
      <RadioCards name="place" label="Where" options={places} defaultValue={typed.place ?? 'home'} required />
      {program.hasBfr ? (
        <Checkbox name="isBfr" label="With the cuff" defaultChecked={isNew || typed.isBfr !== undefined} />
      ) : null}
      {isReasonAsked || typed.outsideReason ? (
        <Textarea
          name="outsideReason"
          label="Why it took place outside clearance"
          hint="Clinicians and the clinic admin are told at once. Leave it empty if the session was cleared."
          defaultValue={typed.outsideReason}
          maxLength={500}
        />
      ) : null}
    </>
  )
}
