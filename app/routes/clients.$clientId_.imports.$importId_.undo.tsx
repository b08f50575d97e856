/** An import taken back whole, within a day and by who brought it in. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { getImportToUndo, isUndoable, undoImport } from '~/data/import-undo.server'
import { commandKey } from '~/data/typed-text.server'
import { ButtonLink } from '~/ui/button'
import { clientName } from '~/ui/client-words'
import { CommandKey } from '~/ui/form'
import { formatInstant, formatNumber } from '~/ui/format'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Take an import back · Clearway' }]

const pathKind = 'routes/clients.$clientId_.imports.$importId_.undo'

export async function loader({ request, params: { clientId, importId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'entry:correct')
  const at = new Date()
  return readFramedClient(member, { clientId, pathKind, at, action: 'entry:correct' }, async (query, client, shell) => {
    const found = await getImportToUndo(query, client.id, importId)
    const why = found.isStruck
      ? 'already-struck'
      : found.importedBy === member.memberId
        ? 'undo-too-late'
        : 'entry-not-yours'
    return {
      client,
      found,
      whyNot: isUndoable(found, member.memberId, at) ? null : why,
      shell,
      key: randomUUID(),
    } as const
  })
}

export async function action({ request, params: { clientId = '', importId = '' } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'entry:correct')
  const at = new Date()
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: z.object({ key: commandKey }) })
  await readClient(member, { clientId, pathKind, at, action: 'entry:correct' }, async () => null)
  if (submission.status !== 'success')
    return data({ errors: ['Open the page again, and answer once more.'] }, { status: 400 })
  const outcome = await undoImport(member, { key: submission.value.key, at, clientId, importId })
  if (!outcome.ok) return data({ errors: [sentenceOf(outcome.why)] }, { status: 409 })
  return redirect(`/clients/${clientId}/imports/${importId}`, 303)
}

export default function UndoPage() {
  const { client, found, whyNot, shell, key } = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors ?? (whyNot ? [sentenceOf(whyNot)] : [])
  const isLog = found.kind !== 'one-rm'
  const back = isLog ? `/clients/${client.id}/imports/${found.id}` : `/clients/${client.id}/progress`
  return (
    <Page
      shell={shell}
      title="Take an import back"
      sub={clientName(client)}
      crumbs={[
        { label: clientName(client), to: `/clients/${client.id}` },
        { label: isLog ? 'A strength log' : 'Progress', to: back },
        { label: 'Take it back' },
      ]}
    >
      <Form method="post" className="card form max-w-2xl p-5">
        <ErrorSummary mistakes={errors.map((message) => ({ message }))} title="Nothing was taken back" />
        <CommandKey value={key} />
        <p>
          {formatNumber(found.rows, shell.formats)} {isLog ? 'sets' : 'tests'} came in by it,{' '}
          {formatInstant(found.recordedAt, shell.formats)}, brought by {found.importedByName}.
        </p>
        {whyNot ? null : (
          <p>
            Shall all of it be struck through? It then counts nowhere, no chart shows it, and it stays to be read in the
            record. The same file may be brought in again.
          </p>
        )}
        <div className="button-row">
          {whyNot ? null : (
            <SubmitButton look="danger" pendingLabel="Taking back …">
              Take it back
            </SubmitButton>
          )}
          <ButtonLink to={back} look="quiet">
            Leave it
          </ButtonLink>
        </div>
      </Form>
    </Page>
  )
}
