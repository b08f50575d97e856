/** A note of pregnancy, surgery or a blood clot: says what it holds, and holds it in the same transaction. */
import { randomUUID } from 'node:crypto'
import { useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { noteEvent, programsToHold } from '~/data/client-events.server'
import { eventKinds } from '~/domain/screening-questions'
import { clientName } from '~/ui/client-words'
import { EventForm, type EventTyped } from '~/ui/event-form'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Note an event · Clearway' }]

const noting = 'event:note'
const pathKind = 'routes/clients.$clientId_.event.new'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, noting)
  const asked = { clientId: params.clientId, pathKind, at: new Date(), action: noting } as const
  return readFramedClient(member, asked, async (query, client, shell) => ({
    client,
    held: await programsToHold(query, client.id),
    shell,
    kind: eventKinds.find((kind) => kind === new URL(request.url).searchParams.get('kind')),
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

export default function NoteEventPage() {
  const { client, held, shell, kind, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const [form, fields] = useForm<EventTyped>({
    id: 'event',
    lastResult,
    defaultNoValidate: false,
    defaultValue: kind ? { kind } : {},
  })
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
          <EventForm form={form} fields={fields} held={held} commandKey={key} />
        </div>
        <p className="dim small">
          A warning sign during or after training is not a note:{' '}
          <Link to={`/clients/${client.id}/red-flag`}>raise a red flag</Link>.
        </p>
      </div>
    </Page>
  )
}
