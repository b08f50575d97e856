/** The name of a template beside all that goes into it, so that nothing of a client goes along unseen. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { VersionContent } from '~/domain/version'
import { nameOfLine } from '~/domain/version-fields'
import { ButtonLink } from './button'
import { Card } from './card'
import { CommandKey, TextInput } from './form'
import { mistakesOf } from './form-mistakes'
import type { ClinicFormat } from './format'
import { ErrorSummary } from './notice'
import { scheduleWords } from './program-facts'
import { doseWords } from './review/rule-words'
import { SubmitButton } from './submit-button'
import { goalWords } from './words'

type Props = {
  commandKey: string
  content: VersionContent
  backTo: string
  lastResult: SubmissionResult | undefined
  format: ClinicFormat
}

export function TemplateForm({ commandKey, content, backTo, lastResult, format }: Props) {
  const [form, fields] = useForm<{ name: string }>({ id: 'template', lastResult, defaultNoValidate: false })
  return (
    <Form
      method="post"
      id={form.id}
      onSubmit={form.onSubmit}
      noValidate={form.noValidate}
      className="form stack max-w-3xl"
    >
      <ErrorSummary mistakes={mistakesOf(form)} title="The template is not made yet" />
      <CommandKey value={commandKey} />
      <Card title="What goes into it?" sub="everybody in the clinic who raises programs may start from it">
        <div className="stack">
          <p>
            {goalWords[content.goal]} · {scheduleWords(content.schedule)}
          </p>
          <ol className="grid list-decimal gap-1 pl-5">
            {content.prescriptions.map((line) => (
              <li key={line.id}>
                <b>{nameOfLine(line)}</b>: {doseWords(line, format)}
              </li>
            ))}
          </ol>
          <p className="dim">
            Diagnosis, procedure and restrictions stay with the client, and so do loads in {format.units} and pressures
            in mmHg. Read the exercises once more: nothing in their words should name anybody.
          </p>
        </div>
      </Card>
      <Card>
        <div className="form">
          <TextInput
            field={fields.name}
            label="Name"
            hint="By what it is for, like “Quadriceps after a graft, weeks 1-3”; never by a client"
            maxLength={120}
            required
          />
          <div className="button-row">
            <SubmitButton>Make the template</SubmitButton>
            <ButtonLink to={backTo} look="quiet">
              Back
            </ButtonLink>
          </div>
        </div>
      </Card>
    </Form>
  )
}
