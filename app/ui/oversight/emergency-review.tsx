/** One emergency access, and what the admin who looks at it finds. */
import type { SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { RadioCards } from '../choice'
import { CommandKey, FormErrors, Textarea } from '../form'
import { type ClinicFormat, formatInstant } from '../format'
import { KeyValue } from '../key-value'
import { Notice } from '../notice'
import { LookBadge } from '../status-badge'
import { SubmitButton } from '../submit-button'
import { findingLooks, pagesWords, type ShownAccess, timesWords } from './emergency-words'

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

type FormProps = {
  /** A sentence for who may not. */
  whyNot: string | null
  isAgain: boolean
  commandKey: string
  lastResult: SubmissionResult | undefined
}

/** Checked by the server alone: most who come here read. */
export function EmergencyReviewForm({ whyNot, isAgain, commandKey, lastResult }: FormProps) {
  if (whyNot) return <Notice tone="info">{whyNot}</Notice>
  const typed = (name: string) => {
    const value = lastResult?.initialValue?.[name]
    return typeof value === 'string' ? value : undefined
  }
  const wrong = (name: string) => lastResult?.error?.[name] ?? undefined
  return (
    <div className="card p-5">
      <Form method="post" className="form">
        <FormErrors errors={wrong('')} />
        <CommandKey value={commandKey} />
        <RadioCards
          name="finding"
          label="What you found"
          options={options}
          defaultValue={typed('finding')}
          errors={wrong('finding')}
          required
        />
        <Textarea
          name="note"
          label="Note"
          maxLength={1000}
          hint="Needed where it is not in order."
          defaultValue={typed('note')}
          errors={wrong('note')}
          optional
        />
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
