/** What the clinic calls the exercises of a file of tested maxima. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readNames } from '~/data/history-names-form.server'
import { chooseInOneRmFile } from '~/data/one-rm-file.server'
import { oneRmNamesPage } from '~/data/one-rm-page.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { foldExerciseName } from '~/domain/exercise-names'
import { Card } from '~/ui/card'
import { HistoryNamesForm } from '~/ui/history-names'
import { OneRmPage } from '~/ui/one-rm-page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Import tested 1RM · Clearway' }]

export async function loader({ request, params: { oneRmFileId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  return readClinic(member, async (query) => {
    const page = await oneRmNamesPage(query, oneRmFileId)
    if (!page) throw redirect(`/clients/import/one-rm/${oneRmFileId}`, 303)
    return { page, shell: await shellOf(member, query) }
  })
}

export async function action({ request, params: { oneRmFileId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  const read = readNames(await request.formData().catch(() => new FormData()))
  if (!read.ok) return data({ typed: read.typed, mistakes: read.mistakes, errors: [] }, { status: 400 })
  const names = Object.fromEntries(read.chosen.map(([name, exercise]) => [foldExerciseName(name), exercise]))
  const outcome = await chooseInOneRmFile(member, oneRmFileId, { names })
  if (outcome.ok) return redirect(`/clients/import/one-rm/${oneRmFileId}`, 303)
  return data({ typed: read.chosen, mistakes: [], errors: [sentenceOf(outcome.why)] }, { status: 409 })
}

export default function OneRmNamesPage() {
  const { page, shell } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <OneRmPage shell={shell} head={page.head}>
      <Card title="Which exercise is what?">
        <p className="mb-3">A load in % of 1RM is worked out from the tests of the exercise that has the same name.</p>
        <HistoryNamesForm
          names={page.names}
          left={page.left}
          known={page.known}
          typed={answer?.typed}
          mistakes={answer?.mistakes}
          errors={answer?.errors}
          format={shell.formats}
        />
      </Card>
    </OneRmPage>
  )
}
