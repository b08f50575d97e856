/** The questionnaire: drafted from what is on record, answered and confirmed by a person. */
import type { SubmissionResult } from '@conform-to/react'
import { useForm } from '@conform-to/react'
import { Form, Link } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Questions } from '~/domain/screening-questions'
import { Card } from '../card'
import { Checkbox } from '../choice'
import type { ClinicFormat } from '../format'
import { CommandKey, Textarea } from '../form'
import { ErrorSummary } from '../notice'
import { SubmitButton } from '../submit-button'
import { BodyFields, type BodyDraft } from './body-fields'
import { ConditionGroups } from './condition-groups'
import { type MedicationDraft, MedicationFields } from './medication-fields'
import { PressureFields } from './pressure-fields'
import { PastPressure } from './past-pressure'
import { ShownLines, SuggestedQuestions } from './suggested-questions'

const names = [
  'systolic1',
  'diastolic1',
  'systolic2',
  'diastolic2',
  'painNrs',
  'hadSurgery',
  'surgeryWeeksAgo',
  'bmi',
  'isOnAnticoagulant',
  'anticoagulantFor',
  'isOnOestrogen',
  'note',
  'isConfirmed',
] as const
type Typed = Partial<Record<(typeof names)[number], string>>

export type ScreeningFormProps = {
  clientId: string
  commandKey: string
  questions: Questions
  lastPressures: readonly { systolic: number; diastolic: number; on: CalendarDay; where: 'record' | 'screening' }[]
  body: BodyDraft
  medication: MedicationDraft
  notUnderstood: number
  lastResult: SubmissionResult | undefined
  format: ClinicFormat
}

export function ScreeningForm(props: ScreeningFormProps) {
  const { questions, body, medication, lastResult, format } = props
  const [form, fields] = useForm<Typed>({
    id: 'screening',
    lastResult,
    defaultNoValidate: false,
    defaultValue: { ...body.typed, ...medication.typed },
  })
  const picked = pickedOf(questions, lastResult)
  const mistakes = [
    ...(form.errors ?? []).map((message) => ({ message })),
    ...names.flatMap((name) => (fields[name].errors ?? []).map((message) => ({ message, fieldId: fields[name].id }))),
  ]
  return (
    <Form method="post" className="stack" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <ErrorSummary mistakes={mistakes} />
      <CommandKey value={props.commandKey} />
      <Card title="Blood pressure, measured today">
        <div className="stack">
          <PastPressure pressures={props.lastPressures} format={format} />
          <PressureFields
            first={{ systolic: fields.systolic1, diastolic: fields.diastolic1 }}
            second={{ systolic: fields.systolic2, diastolic: fields.diastolic2 }}
          />
        </div>
      </Card>
      {questions.suggested.length > 0 || questions.shown.length > 0 || props.notUnderstood > 0 ? (
        <Card title="What is known so far" sub="a draft: confirm or untick each line with the client">
          <div className="stack">
            <SuggestedQuestions suggested={questions.suggested} picked={picked} format={format} />
            <ShownLines shown={questions.shown} format={format} />
            {props.notUnderstood > 0 ? (
              <p className="small">
                {props.notUnderstood === 1
                  ? '1 line of the record was'
                  : `${props.notUnderstood} lines of the record were`}{' '}
                not understood, and nothing was guessed. <Link to={`/clients/${props.clientId}/record`}>Read them</Link>
              </p>
            ) : null}
          </div>
        </Card>
      ) : null}
      <Card title={questions.suggested.length > 0 ? 'Anything else?' : 'Does the client have any of these?'}>
        <ConditionGroups groups={questions.groups} picked={picked} />
      </Card>
      <Card title="Today">
        <BodyFields fields={fields} body={body} format={format} />
      </Card>
      <Card title="Medication">
        <MedicationFields fields={fields} medication={medication} />
      </Card>
      <Card title="Confirm">
        <div className="form">
          <Textarea field={fields.note} label="Note" maxLength={2000} optional />
          <Checkbox
            field={fields.isConfirmed}
            label="I asked the client about every line on this page, and measured the blood pressure today."
            required
          />
          <div className="button-row">
            <SubmitButton>Save the screening</SubmitButton>
          </div>
        </div>
      </Card>
    </Form>
  )
}

/** What was ticked when the form came back; else what is suggested. */
function pickedOf(questions: Questions, lastResult: SubmissionResult | undefined): string[] {
  if (!lastResult) {
    return questions.suggested.flatMap(({ options }) =>
      options.flatMap(({ value, isPicked }) => (isPicked ? value : [])),
    )
  }
  const typed = lastResult.initialValue?.condition
  return [typed ?? []].flat().filter((value): value is string => typeof value === 'string')
}
