/** A client put away, with the reason; and, once they are, who did it and the way back. */
import { randomUUID } from 'node:crypto'
import { useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { archiveClient, findStanding } from '~/data/client-archives.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { commandKey, typedText } from '~/data/typed-text.server'
import { mayArchive } from '~/domain/client-archive'
import { ButtonLink } from '~/ui/button'
import { clientName } from '~/ui/client-words'
import { CommandKey, FormErrors, Textarea } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { alsoAfterConflict } from '~/ui/revalidation'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Archive a client · Clearway' }]
export const shouldRevalidate = alsoAfterConflict

const pathKind = 'routes/clients.$clientId_.archive'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:archive')
  const asked = { clientId: params.clientId, pathKind, at: new Date(), action: 'client:archive' } as const
  return readFramedClient(member, asked, async (query, client, shell) => {
    const may = mayArchive(await findStanding(query, client.id))
    return { client, whyNot: may.ok ? null : may.why, shell, key: randomUUID() }
  })
}

export async function action({ request, params: { clientId = '' } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'client:archive')
  const at = new Date()
  const schema = z.object({ key: commandKey, reason: typedText(500).refine((said) => said !== '', 'Say why.') })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema })
  if (submission.status !== 'success') {
    await readClient(member, { clientId, pathKind, at, action: 'client:archive' }, async () => null)
    return data(submission.reply(), { status: 400 })
  }
  const outcome = await archiveClient(member, { ...submission.value, clientId, at })
  if (outcome.ok) return redirect(`/clients/${clientId}?done=archived`, 303)
  return data(submission.reply({ formErrors: [sentenceOf(outcome.why)] }), { status: 409 })
}

export default function ArchivePage() {
  const { client, whyNot, shell, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const [form, fields] = useForm<{ reason: string }>({ id: 'archive', lastResult, defaultNoValidate: false })
  const to = `/clients/${client.id}`
  const crumbs = [
    { label: 'Clients', to: '/clients' },
    { label: clientName(client), to },
  ]
  return (
    <Page shell={shell} title={client.archive ? 'Restore' : 'Archive'} sub={clientName(client)} crumbs={crumbs}>
      <div className="card max-w-2xl p-5">
        {client.archive ? (
          <Restore to={to} commandKey={key} />
        ) : whyNot ? (
          <div className="form">
            <Notice tone="stop" title="Not yet">
              {sentenceOf(whyNot)}
            </Notice>
            <div className="button-row">
              <ButtonLink to={to}>Go back</ButtonLink>
            </div>
          </div>
        ) : (
          <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
            <FormErrors id={form.errorId} errors={form.errors} />
            <CommandKey value={key} />
            <p>They leave every list. Nothing is begun for them until somebody restores them; their record stays.</p>
            <Textarea field={fields.reason} label="Why" maxLength={500} required />
            <div className="button-row">
              <SubmitButton>Archive them</SubmitButton>
              <ButtonLink to={to} look="quiet">
                Go back
              </ButtonLink>
            </div>
          </Form>
        )}
      </div>
    </Page>
  )
}

function Restore({ to, commandKey }: { to: string; commandKey: string }) {
  return (
    <Form method="post" action={`${to}/restoration`} className="form">
      <CommandKey value={commandKey} />
      <p>They are among your clients again, in the care of whom they were.</p>
      <div className="button-row">
        <SubmitButton>Restore them</SubmitButton>
        <ButtonLink to={to} look="quiet">
          Go back
        </ButtonLink>
      </div>
    </Form>
  )
}
