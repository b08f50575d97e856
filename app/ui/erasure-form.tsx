/** The last look before a record is erased: what goes, what stays, on which ground, and who answers for it. */
import { type FormMetadata, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, Link } from '@remix-run/react'
import type { RecordStanding } from '~/domain/retention'
import { ButtonLink } from './button'
import { RadioCards } from './choice'
import { ConfirmFields } from './confirm-fields'
import type { FieldMeta } from './field'
import { CommandKey, Textarea } from './form'
import { mistakesOf } from './form-mistakes'
import { ErrorSummary, Notice } from './notice'
import { sentenceOf } from './refusals'
import { SubmitButton } from './submit-button'

type Props = {
  clientId: string
  standing: RecordStanding | null
  /** How many years the clinic keeps a record; null: not decided. */
  years: number | null
  commandKey: string
  lastResult: SubmissionResult | undefined
}

/** What is done with each part, in the words of docs/decisions/031-what-is-erased.md. */
function WhatGoes() {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div>
        <h3>What goes</h3>
        <ul className="list-disc pl-5">
          <li>name, record number, sex, and the birth date but for its year</li>
          <li>the care team, imported records, forms typed and not saved</li>
          <li>what was answered and written: screenings, notes, reasons, red flags in words</li>
          <li>what the audit log tells of this client; its chain stays whole without it</li>
        </ul>
      </div>
      <div>
        <h3>What stays, without a name</h3>
        <ul className="list-disc pl-5">
          <li>every decision with its signature, and the content it was signed over</li>
          <li>that and when each session took place, and its figures</li>
          <li>the register, which says “Erased client”</li>
          <li>who erased the record, when and why</li>
        </ul>
      </div>
    </div>
  )
}

function basesFor({ years, standing }: Pick<Props, 'years' | 'standing'>) {
  const kept =
    years === null
      ? 'Your clinic has not decided how long a record is kept.'
      : `Your clinic keeps a record for ${years} ${years === 1 ? 'year' : 'years'} after the last activity.`
  return [
    {
      value: 'retention',
      label: 'It was kept long enough',
      hint: standing?.isPast ? kept : `${kept} This one is not past that time.`,
      disabled: !standing?.isPast,
    },
    {
      value: 'client-demand',
      label: 'The client demands it',
      hint: 'Before the time is over. Many laws make a clinic keep health records all the same: ask first.',
    },
  ]
}

export function ErasureForm({ clientId, standing, years, commandKey, lastResult }: Props) {
  const [form, fields]: [FormMetadata<Record<string, string>>, Record<string, FieldMeta>] = useForm<
    Record<string, string>
  >({
    id: 'erasure',
    lastResult,
    defaultNoValidate: false,
    defaultValue: standing?.isPast ? { basis: 'retention' } : {},
  })
  const mayBe = standing?.openPrograms === 0
  return (
    <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate} className="form">
      <ErrorSummary mistakes={mistakesOf(form)} title="Nothing was erased" />
      <Notice tone="stop" title="This cannot be undone">
        Nobody gets it back, from this page or any other.{' '}
        <Link to={`/clients/${clientId}/record-export`}>Hand out the record</Link> first if the client wants it.
      </Notice>
      <WhatGoes />
      {mayBe ? (
        <>
          <CommandKey value={commandKey} />
          <RadioCards
            field={fields.basis}
            label="Why may it be erased?"
            options={basesFor({ years, standing })}
            required
          />
          <Textarea
            field={fields.reason}
            label="Reason"
            hint="Kept for ever with your name. Do not name the client: this outlives the record."
          />
          <ConfirmFields fields={fields} />
        </>
      ) : (
        <Notice tone="wait">{sentenceOf('programs-not-over')}</Notice>
      )}
      <div className="button-row">
        {mayBe ? (
          <SubmitButton look="danger" pendingLabel="Erasing …">
            Erase for good
          </SubmitButton>
        ) : null}
        <ButtonLink to="/settings/retention" look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}
