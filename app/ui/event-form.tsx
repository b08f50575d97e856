/** The fields of a note, with what it puts on hold said before it is sent. */
import type { FormMetadata } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { eventKinds } from '~/domain/screening-questions'
import { RadioCards } from './choice'
import { eventWords } from './client-next'
import type { FieldMeta } from './field'
import { CommandKey, FormErrors, Textarea } from './form'
import { Notice } from './notice'
import { SubmitButton } from './submit-button'

export type EventTyped = { kind?: string; note?: string }

type Held = readonly { id: string; name: string }[]

type EventFormProps = {
  form: FormMetadata<EventTyped>
  fields: Record<keyof EventTyped, FieldMeta>
  held: Held
  commandKey: string
}

const hints = {
  pregnancy: 'Restriction training stops for as long as it lasts.',
  surgery: 'Of any kind, planned or done in the last days.',
  'blood-clot': 'Confirmed by a doctor. From then on it is a history of clots.',
} as const

export function EventForm({ form, fields, held, commandKey }: EventFormProps) {
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} />
      <RadioCards
        field={fields.kind}
        label="What happened?"
        options={eventKinds.map((value) => ({ value, label: eventWords[value], hint: hints[value] }))}
        required
      />
      <Textarea field={fields.note} label="Note" maxLength={1000} optional />
      <WhatItHolds held={held} />
      <div className="button-row">
        <SubmitButton>{held.length > 0 ? 'Note it and hold' : 'Note it'}</SubmitButton>
      </div>
    </Form>
  )
}

function WhatItHolds({ held }: { held: Held }) {
  if (held.length === 0) {
    return (
      <Notice>
        No program with restriction is cleared, so nothing is put on hold. The screening is out of date from this note
        on.
      </Notice>
    )
  }
  const title = held.length === 1 ? 'This puts a program on hold' : `This puts ${held.length} programs on hold`
  return (
    <Notice tone="hold" title={title}>
      <ul>
        {held.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      Each waits for a new screening, and then for a clinician to lift its hold.
    </Notice>
  )
}
