/** A note of pregnancy, surgery or a blood clot: says what it holds, and holds it in the same transaction. */
import { randomUUID } from 'node:crypto'
import { useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { readClient } from '~/data/client-door.server'
import { noteEvent, programsToHold } from '~/data/client-events.server'
import { shellOf } from '~/data/shell.server'
import { eventKinds } from '~/domain/screening-questions'
import { RadioCards } from '~/ui/choice'
import { eventWords } from '~/ui/client-next'
import { clientName } from '~/ui/client-words'
import { CommandKey, FormErrors, Textarea } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Note an event · Clearway' }]

const noting = 'event:note'
const pathKind = 'routes/clients.$clientId_.event.new'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, noting)
  const asked = { clientId: params.clientId, pathKind, at: new Date(), action: noting } as const
  return readClient(member, asked, async (query, client) => ({
    client,
    held: await programsToHold(query, client.id),
    shell: await shellOf(member, query),
    key: randomUUID(),
  }))
}

function eventForm() {
  return z.object({
    key: z.uuid(),
    kind: z.enum(eventKinds, 'Choose what happened.'),
    note: z
      .string()
      .trim()
      .max(1000, 'At most 1,000 letters.')
      .refine((note) => !note.includes('\0'), 'There is a sign in it that cannot be kept.')
      .default(''),
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, noting)
  const at = new Date()
  const { clientId = '' } = params
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: eventForm() })
  if (submission.status !== 'success') {
    await readClient(member, { clientId, pathKind, at, action: noting }, async () => null)
    return data(submission.reply(), { status: 400 })
  }
  const outcome = await noteEvent(member, { ...submission.value, clientId, at })
  if (outcome.ok) return redirect(`/clients/${clientId}`, 303)
  return data(submission.reply({ formErrors: [sentenceOf(outcome.why)] }), { status: 409 })
}

const hints = {
  pregnancy: 'Restriction training stops for as long as it lasts.',
  surgery: 'Of any kind, planned or done in the last days.',
  'blood-clot': 'Confirmed by a doctor. From then on it is a history of clots.',
} as const

export default function NoteEventPage() {
  const { client, held, shell, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const [form, fields] = useForm<{ kind: string; note: string }>({ id: 'event', lastResult, defaultNoValidate: false })
  return (
    <Page
      shell={shell}
      title="Note an event"
      sub={clientName(client)}
      crumbs={[
        { label: 'Clients', to: '/clients' },
        { label: clientName(client), to: `/clients/${client.id}` },
      ]}
    >
      <div className="stack max-w-3xl">
        <div className="card p-5">
          <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
            <FormErrors id={form.errorId} errors={form.errors} />
            <CommandKey value={key} />
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
        </div>
        <p className="dim small">
          A warning sign during or after training is not a note:{' '}
          <Link to={`/clients/${client.id}/red-flag`}>raise a red flag</Link>.
        </p>
      </div>
    </Page>
  )
}

function WhatItHolds({ held }: { held: readonly { id: string; name: string }[] }) {
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
