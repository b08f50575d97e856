/** An adverse event: what training brought that is no red flag. Nothing is held; some of it tells the clinician. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { recordAdverseEvent, sessionsForEvent } from '~/data/adverse-events.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { isId } from '~/data/id.server'
import { adverseEventForm, fieldOfAdverseEvent } from '~/data/red-flag-forms.server'
import { clientName } from '~/ui/client-words'
import { Page } from '~/ui/page'
import { AdverseEventForm, WhenDizzy } from '~/ui/red-flags/adverse-event-form'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Adverse event · Clearway' }]

const pathKind = 'routes/clients.$clientId_.adverse-event.new'
const recording = 'adverse-event:record'

export async function loader({ request, params: { clientId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, recording)
  const at = new Date()
  const wished = new URL(request.url).searchParams.get('session')
  return readFramedClient(member, { clientId, pathKind, at, action: recording }, async (query, client, shell) => {
    const sessions = await sessionsForEvent(query, client.id, at)
    const running = sessions.find(({ isRunning }) => isRunning)
    return {
      client,
      sessions,
      runningId: running?.id ?? null,
      sessionId: sessions.find(({ id }) => id === wished)?.id ?? running?.id ?? null,
      shell,
      keys: { event: randomUUID(), end: randomUUID() },
    }
  })
}

export async function action({ request, params: { clientId = '' } }: ActionFunctionArgs) {
  const member = await requireMember(request, recording)
  const at = new Date()
  if (!isId(clientId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: adverseEventForm() })
  if (submission.status !== 'success') {
    await readClient(member, { clientId, pathKind, at, action: recording }, async () => null)
    return data(submission.reply(), { status: 400 })
  }
  const { kind, sessionId } = submission.value
  const outcome = await recordAdverseEvent(member, { ...submission.value, clientId, at })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfAdverseEvent), { status: 409 })
  // Dizziness ends the session: the way there is the next page.
  if (kind === 'dizziness' && sessionId) return redirect(`/sessions/${sessionId}/end`, 303)
  const done = outcome.isForClinician ? 'after-effects' : 'adverse-event'
  return redirect(sessionId ? `/sessions/${sessionId}` : `/clients/${clientId}?done=${done}`, 303)
}

export default function AdverseEventPage() {
  const { client, sessions, runningId, sessionId, shell, keys } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <Page
      shell={shell}
      title="Adverse event"
      sub={clientName(client)}
      crumbs={[
        { label: 'Clients', to: '/clients' },
        { label: clientName(client), to: `/clients/${client.id}` },
      ]}
    >
      <div className="stack max-w-3xl">
        {runningId ? <WhenDizzy sessionId={runningId} endKey={keys.end} /> : null}
        <div className="card p-5">
          <AdverseEventForm
            clientId={client.id}
            sessions={sessions}
            sessionId={sessionId}
            commandKey={keys.event}
            lastResult={lastResult}
            format={shell.formats}
          />
        </div>
      </div>
    </Page>
  )
}
