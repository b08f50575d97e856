/** A file of tested maxima begun, or gone on with; its page shows how far it is. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { getOneRmFile } from '~/data/one-rm-file.server'
import { runOneRm, startOneRm } from '~/data/one-rm-run.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { errorFacts, log } from '~/server/log.server'
import { ButtonLink } from '~/ui/button'
import { ErrorSummary } from '~/ui/notice'
import { OneRmPage } from '~/ui/one-rm-page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Import tested 1RM · Clearway' }]

export async function loader({ request, params: { oneRmFileId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  return readClinic(member, async (query) => {
    const { id, rowCount, startedAt } = await getOneRmFile(query, oneRmFileId)
    return { id, rowCount, isBegun: startedAt !== null, shell: await shellOf(member, query) }
  })
}

export async function action({ request, params: { oneRmFileId = '' } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: z.object({ isConfirmed: z.boolean().optional() }) })
  const isConfirmed = submission.status === 'success' && submission.value.isConfirmed === true
  const outcome = await startOneRm(member, { fileId: oneRmFileId, isConfirmed, at: new Date() })
  if (!outcome.ok) return data({ why: outcome.why }, { status: 409 })
  // Not waited for: what breaks it off leaves it where it is, and its page says that it does not move.
  runOneRm(member, oneRmFileId).catch((error: unknown) => log({ level: 'error', kind: 'one-rm', ...errorFacts(error) }))
  return redirect(`/clients/import/one-rm/${oneRmFileId}`, 303)
}

export default function StartPage() {
  const { id, rowCount, isBegun, shell } = useLoaderData<typeof loader>()
  const why = useActionData<typeof action>()?.why
  return (
    <OneRmPage shell={shell} head={{ rowCount }}>
      <Form method="post" className="card form max-w-2xl p-5">
        <ErrorSummary mistakes={why ? [{ message: sentenceOf(why) }] : []} title="Nothing was begun" />
        <p>Tests are added part by part. You may stop at any time, and go on later.</p>
        <div className="button-row">
          {isBegun && !why ? <SubmitButton pendingLabel="Starting …">Go on</SubmitButton> : null}
          <ButtonLink to={`/clients/import/one-rm/${id}`} look={isBegun ? 'quiet' : 'primary'}>
            {isBegun ? 'Go back' : 'Look at what would happen'}
          </ButtonLink>
        </div>
      </Form>
    </OneRmPage>
  )
}
