/** The form of an adverse event: what it was, of which session, and where it is a red flag after all. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { adverseEventKinds, adverseEvents } from '~/domain/adverse-events'
import type { CalendarDay } from '~/domain/calendar-day'
import { ButtonLink } from '../button'
import { Checkbox, RadioCards } from '../choice'
import { CommandKey, FormErrors, Select, Textarea } from '../form'
import { type ClinicFormat, formatDay } from '../format'
import { Notice } from '../notice'
import { SubmitButton } from '../submit-button'

type Session = { id: string; programName: string; day: CalendarDay; isRunning: boolean }
type Typed = Partial<
  Record<'kind' | 'sessionId' | 'hasSoreness' | 'hasSwelling' | 'hasLessRange' | 'isGrowing' | 'note', string>
>
type Props = {
  clientId: string
  sessions: readonly Session[]
  sessionId: string | null
  commandKey: string
  lastResult: SubmissionResult | undefined
  format: ClinicFormat
}

export function AdverseEventForm({ clientId, sessions, sessionId, commandKey, lastResult, format }: Props) {
  const [form, fields] = useForm<Typed>({
    id: 'adverse-event',
    lastResult,
    defaultNoValidate: false,
    defaultValue: { sessionId: sessionId ?? '' },
  })
  // Ending the session comes first then, and stands above.
  const isRunning = sessions.some((session) => session.isRunning)
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} />
      <RadioCards
        field={fields.kind}
        label="What was it?"
        options={adverseEventKinds.map((value) => ({
          value,
          label: adverseEvents[value].name,
          hint: `${adverseEvents[value].says} (${adverseEvents[value].source})`,
        }))}
        required
      />
      <fieldset className="field">
        <legend>If afterwards: what of it?</legend>
        <Checkbox field={fields.hasSoreness} label="Soreness" />
        <Checkbox field={fields.hasSwelling} label="Swelling" />
        <Checkbox field={fields.hasLessRange} label="Less range of motion" />
        <Checkbox field={fields.isGrowing} label="It is getting worse" />
      </fieldset>
      <Select
        field={fields.sessionId}
        label="Of which session"
        placeholder="None of these"
        options={sessions.map((session) => ({ value: session.id, label: sessionWords(session, format) }))}
        optional
      />
      <Textarea field={fields.note} label="Note" maxLength={1000} optional />
      <p>
        Nothing is put on hold. Fainting, chest pain, a calf that hurts or swells, numbness that stays are red flags:{' '}
        <ButtonLink to={`/clients/${clientId}/red-flag`} look="danger" size="small">
          Red flag
        </ButtonLink>
      </p>
      <div className="button-row">
        <SubmitButton look={isRunning ? 'plain' : 'primary'}>Record it</SubmitButton>
      </div>
    </Form>
  )
}

function sessionWords({ day, programName, isRunning }: Session, format: ClinicFormat): string {
  return `${isRunning ? 'Running now' : formatDay(day, format)} · ${programName}`
}

/** First of all what to do: the session of this client runs while this is read. */
export function WhenDizzy({ sessionId, endKey }: { sessionId: string; endKey: string }) {
  return (
    <Notice
      tone="stop"
      title="Dizzy?"
      action={
        <Form method="post" action={`/sessions/${sessionId}/end`}>
          <CommandKey value={endKey} />
          <SubmitButton size="large" pendingLabel="Ending …">
            End session
          </SubmitButton>
        </Form>
      }
    >
      {adverseEvents.dizziness.says} It can be recorded afterwards.
    </Notice>
  )
}
