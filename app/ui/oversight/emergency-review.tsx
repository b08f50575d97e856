/** One emergency access, and what the admin who looks at it finds. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { EmergencyFinding } from '~/domain/emergency-access'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { RadioCards } from '../choice'
import { CommandKey, FormErrors, Textarea } from '../form'
import { type ClinicFormat, formatInstant } from '../format'
import { KeyValue } from '../key-value'
import { Notice } from '../notice'
import { sentenceOf } from '../refusals'
import { LookBadge } from '../status-badge'
import { SubmitButton } from '../submit-button'
import { findingLooks, pagesWords, type ShownAccess, timesWords } from './emergency-list'

type AccessProps = { access: ShownAccess & { clientId: string; memberId: string }; format: ClinicFormat }

export function EmergencyCard({ access, format }: AccessProps) {
  const { clientId, memberId, clientName, recordNumber, memberName, reason, pagesRead, review } = access
  return (
    <Card title="What happened">
      <KeyValue
        facts={[
          { term: 'Who', value: memberName },
          { term: 'Client', value: `${clientName}, record ${recordNumber}` },
          { term: 'When', value: timesWords(access, format) },
          { term: 'Why', value: reason },
          {
            term: 'What was read',
            value: (
              <>
                {pagesWords(pagesRead)},{' '}
                <a href={`/audit?client=${clientId}&member=${memberId}&view=readings`}>see them in the audit log</a>
              </>
            ),
          },
          ...(review
            ? [{ term: 'Looked at', value: <Review {...review} at={formatInstant(review.at, format)} /> }]
            : []),
        ]}
      />
    </Card>
  )
}

function Review({ finding, by, at, note }: NonNullable<ShownAccess['review']>) {
  return (
    <>
      <LookBadge look={findingLooks[finding]} /> by {by}, {at}
      {note ? `: ${note}` : ''}
    </>
  )
}

const options = [
  { value: 'in-order', label: 'In order', hint: 'The reason fits what was read.' },
  { value: 'not-in-order', label: 'Not in order', hint: 'Say why; it stays on record.' },
]

type FormProps = { mayReview: boolean; isAgain: boolean; commandKey: string; lastResult: SubmissionResult | undefined }

export function EmergencyReviewForm({ mayReview, isAgain, commandKey, lastResult }: FormProps) {
  const [form, fields] = useForm<{ finding: EmergencyFinding; note: string }>({
    id: 'emergency-review',
    lastResult,
    defaultNoValidate: false,
  })
  if (!mayReview) return <Notice tone="info">{sentenceOf('own-emergency-access')}</Notice>
  return (
    <div className="card p-5">
      <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
        <FormErrors id={form.errorId} errors={form.errors} />
        <CommandKey value={commandKey} />
        <RadioCards field={fields.finding} label="What you found" options={options} required />
        <Textarea field={fields.note} label="Note" maxLength={1000} hint="Needed where it is not in order." optional />
        <div className="button-row">
          <SubmitButton>{isAgain ? 'Record another look' : 'Record what you found'}</SubmitButton>
          <ButtonLink to="/register/emergency-access" look="quiet">
            Back
          </ButtonLink>
        </div>
      </Form>
    </div>
  )
}
