/** What an admin found in one clearance of a sample. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { type AuditFinding, auditFindings } from '~/domain/clearance-audit'
import { auditFindingLooks } from '../audit-finding-badge'
import { ButtonLink } from '../button'
import { RadioCards } from '../choice'
import { CommandKey, Textarea } from '../form'
import { mistakesOf } from '../form-mistakes'
import { ErrorSummary, Notice } from '../notice'
import { SubmitButton } from '../submit-button'

const hints: Record<AuditFinding, string> = {
  'in-order': 'Signed on grounds that hold, as far as can be seen.',
  question: 'Something wants an answer before it can be said.',
  'not-in-order': 'Something is wrong, whoever is to put it right.',
}

type Typed = { finding?: string; note?: string }
type Props = {
  earlier: AuditFinding | null
  commandKey: string
  lastResult: SubmissionResult | undefined
  backTo: string
}

export function FindingForm({ earlier, commandKey, lastResult, backTo }: Props) {
  const [form, fields] = useForm<Typed>({ id: 'finding', lastResult, defaultNoValidate: false })
  return (
    <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate} className="form">
      <ErrorSummary mistakes={mistakesOf(form)} />
      {earlier ? (
        <Notice>
          It was found “{auditFindingLooks[earlier].word.toLowerCase()}” before. What you write now corrects that; both
          stay on record.
        </Notice>
      ) : null}
      <CommandKey value={commandKey} />
      <RadioCards
        field={fields.finding}
        label="What you found"
        required
        options={auditFindings.map((value) => ({ value, label: auditFindingLooks[value].word, hint: hints[value] }))}
      />
      <Textarea
        field={fields.note}
        label="Note"
        hint="Wanted unless it is in order. It is kept with your name, and shown on the proof."
        maxLength={2000}
      />
      <div className="button-row">
        <SubmitButton>Keep the finding</SubmitButton>
        <ButtonLink to={backTo} look="quiet">
          Back to the sample
        </ButtonLink>
      </div>
    </Form>
  )
}
