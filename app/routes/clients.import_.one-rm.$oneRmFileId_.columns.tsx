/** Which column of a file of tested maxima is what. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { mapOneRmFile } from '~/data/one-rm-file.server'
import { oneRmColumnsForm } from '~/data/one-rm-form.server'
import { oneRmColumnsPage } from '~/data/one-rm-page.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { Card } from '~/ui/card'
import { OneRmColumnsForm } from '~/ui/one-rm-columns-form'
import { OneRmPage } from '~/ui/one-rm-page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Import tested 1RM · Clearway' }]

export async function loader({ request, params: { oneRmFileId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  return readClinic(member, async (query) => {
    const page = await oneRmColumnsPage(query, oneRmFileId)
    if (!page) throw redirect(`/clients/import/one-rm/${oneRmFileId}`, 303)
    return { page, shell: await shellOf(member, query) }
  })
}

export async function action({ request, params: { oneRmFileId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: oneRmColumnsForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })
  const outcome = await mapOneRmFile(member, oneRmFileId, submission.value)
  if (outcome.ok) return redirect(`/clients/import/one-rm/${oneRmFileId}`, 303)
  const says = outcome.why === 'list-begun' ? sentenceOf(outcome.why) : 'Choose another column for each.'
  return data(submission.reply({ formErrors: [says] }), { status: outcome.why === 'list-begun' ? 409 : 400 })
}

export default function OneRmColumnsPage() {
  const { page, shell } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = Object.entries(answer?.error ?? {}).map(([field, says]) => [field, says ?? []] as const)
  return (
    <OneRmPage shell={shell} head={page.head}>
      <Card title="Which column is what?">
        <OneRmColumnsForm
          columns={page.columns}
          example={page.example}
          suggested={page.suggested}
          typed={answer?.initialValue ?? undefined}
          errors={Object.fromEntries(errors)}
        />
      </Card>
    </OneRmPage>
  )
}
