/** On which day each label of a file of tested maxima was. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { chooseInOneRmFile } from '~/data/one-rm-file.server'
import { readDays } from '~/data/one-rm-form.server'
import { oneRmDaysPage } from '~/data/one-rm-page.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { ButtonLink } from '~/ui/button'
import { Card } from '~/ui/card'
import { FormErrors } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { OneRmDaysForm } from '~/ui/one-rm-days-form'
import { OneRmPage } from '~/ui/one-rm-page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Import tested 1RM · Clearway' }]

export async function loader({ request, params: { oneRmFileId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  const at = new Date()
  return readClinic(member, async (query) => {
    const page = await oneRmDaysPage(query, { fileId: oneRmFileId, at })
    if (!page) throw redirect(`/clients/import/one-rm/${oneRmFileId}`, 303)
    return { page, shell: await shellOf(member, query) }
  })
}

export async function action({ request, params: { oneRmFileId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  const at = new Date()
  const form = await request.formData().catch(() => new FormData())
  const page = await readClinic(member, (query) => oneRmDaysPage(query, { fileId: oneRmFileId, at }))
  const to = `/clients/import/one-rm/${oneRmFileId}`
  if (!page || page.isTooMany) return redirect(to, 303)
  const read = readDays(form, { labels: page.labels.map(({ written }) => written), today: page.today })
  if (!read.ok) return data({ ...read, errors: [] }, { status: 400 })
  const outcome = await chooseInOneRmFile(member, oneRmFileId, { days: read.days })
  if (outcome.ok) return redirect(to, 303)
  return data({ typed: [], mistakes: [], errors: [sentenceOf(outcome.why)] }, { status: 409 })
}

export default function OneRmDaysPage() {
  const { page, shell } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <OneRmPage shell={shell} head={page.head}>
      <Card title="On which day was each?">
        <FormErrors errors={answer?.errors} />
        {page.isTooMany ? (
          <Notice
            tone="stop"
            title="There are too many labels"
            action={
              <ButtonLink to={`/clients/import/one-rm/${page.head.id}/columns`}>Choose the columns again</ButtonLink>
            }
          >
            The column you chose has more than {page.labels.length} of them, such as{' '}
            {page.labels
              .slice(0, 3)
              .map(({ written }) => `“${written.slice(0, 30)}”`)
              .join(', ')}
            . If they are days, say how they are written.
          </Notice>
        ) : (
          <OneRmDaysForm
            labels={page.labels}
            days={page.days}
            today={page.today}
            typed={answer?.typed}
            mistakes={answer?.mistakes}
            format={shell.formats}
          />
        )}
      </Card>
    </OneRmPage>
  )
}
