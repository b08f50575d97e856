/** A whole file of tested maxima taken back, client by client; its page shows how far it is. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { oneRmPage } from '~/data/one-rm-page.server'
import { undoFirst, undoOneRm } from '~/data/one-rm-undo.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { errorFacts, log } from '~/server/log.server'
import { ButtonLink } from '~/ui/button'
import { ErrorSummary } from '~/ui/notice'
import { OneRmPage } from '~/ui/one-rm-page'
import { oneRmUndoWords } from '~/ui/one-rm-undo'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Take an import back · Clearway' }]

export async function loader({ request, params: { oneRmFileId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  const at = new Date()
  return readClinic(member, async (query) => {
    const page = await oneRmPage(query, { fileId: oneRmFileId, at })
    if (page.step !== 'progress') throw redirect(`/clients/import/one-rm/${oneRmFileId}`, 303)
    return { page, shell: await shellOf(member, query) }
  })
}

export async function action({ request, params: { oneRmFileId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  const outcome = await undoFirst(member, oneRmFileId)
  if (!outcome.ok) return data({ why: outcome.why }, { status: 409 })
  // Not waited for: where it breaks off, its page goes on with it.
  undoOneRm(member, oneRmFileId).catch((error: unknown) =>
    log({ level: 'error', kind: 'one-rm-undo', ...errorFacts(error) }),
  )
  return redirect(`/clients/import/one-rm/${oneRmFileId}`, 303)
}

export default function UndoPage() {
  const { page, shell } = useLoaderData<typeof loader>()
  const why = useActionData<typeof action>()?.why
  return (
    <OneRmPage shell={shell} head={page.head}>
      <Form method="post" className="card form max-w-2xl p-5">
        <ErrorSummary mistakes={why ? [{ message: sentenceOf(why) }] : []} title="It was not taken back" />
        <p>
          {page.isUndoable
            ? oneRmUndoWords({ tests: page.counts.taken, clients: page.clients }, shell.formats)
            : 'There is nothing of this file to take back: it added nothing, is taken back, or is still being written.'}
        </p>
        <div className="button-row">
          {page.isUndoable && !why ? <SubmitButton pendingLabel="Taking back …">Take it back</SubmitButton> : null}
          <ButtonLink to={`/clients/import/one-rm/${page.head.id}`} look="quiet">
            Go back
          </ButtonLink>
        </div>
      </Form>
    </OneRmPage>
  )
}
