/** A file of tested maxima stopped after the part that is being written; what is written stays. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { getOneRmFile } from '~/data/one-rm-file.server'
import { stopOneRm } from '~/data/one-rm-run.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { ButtonLink } from '~/ui/button'
import { Page } from '~/ui/page'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Import tested 1RM · Clearway' }]

export async function loader({ request, params: { oneRmFileId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  return readClinic(member, async (query) => {
    const { id, rowCount, done } = await getOneRmFile(query, oneRmFileId)
    return { id, rowCount, done, shell: await shellOf(member, query) }
  })
}

export async function action({ request, params: { oneRmFileId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  await stopOneRm(member, oneRmFileId, new Date())
  return redirect(`/clients/import/one-rm/${oneRmFileId}`, 303)
}

export default function StopPage() {
  const { id, rowCount, done, shell } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Stop the import" sub={`${done} of ${rowCount} rows done`}>
      <Form method="post" className="card form max-w-2xl p-5">
        <p>What is written stays. You may go on later.</p>
        <div className="button-row">
          <SubmitButton pendingLabel="Stopping …">Stop</SubmitButton>
          <ButtonLink to={`/clients/import/one-rm/${id}`} look="quiet">
            Go back
          </ButtonLink>
        </div>
      </Form>
    </Page>
  )
}
