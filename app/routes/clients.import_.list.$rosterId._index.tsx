/** A list of clients between its file and its end: its columns, what would happen, how far it is, what it came to. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { mappingForm } from '~/data/roster-form.server'
import { rosterPage } from '~/data/roster-page.server'
import { mapRoster } from '~/data/rosters.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { can } from '~/domain/access'
import { Card } from '~/ui/card'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { RosterMappingForm } from '~/ui/roster-mapping-form'
import { RosterPreview } from '~/ui/roster-preview'
import { RosterProgress } from '~/ui/roster-progress'

export const meta: MetaFunction = () => [{ title: 'Import a list of clients · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'roster:import')
  const choosesColumns = new URL(request.url).searchParams.has('columns')
  const asked = { rosterId: params.rosterId, choosesColumns, at: new Date() }
  return readClinic(member, async (query) => ({
    page: await rosterPage(query, member, asked),
    isServing: member.roles.includes('trainer'),
    maySee: can(member, 'client:read'),
    shell: await shellOf(member, query),
  }))
}

export async function action({ request, params: { rosterId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'roster:import')
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: mappingForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })
  const outcome = await mapRoster(member, { rosterId, mapping: submission.value })
  if (outcome.ok) return redirect(`/clients/import/list/${rosterId}`, 303)
  const says = outcome.why === 'list-begun' ? sentenceOf(outcome.why) : 'Choose another column for each.'
  return data(submission.reply({ formErrors: [says] }), { status: outcome.why === 'list-begun' ? 409 : 400 })
}

export default function RosterPage() {
  const { page, isServing, maySee, shell } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const to = `/clients/import/list/${page.roster.id}`
  return (
    <Page
      shell={shell}
      title="Import a list of clients"
      sub={page.roster.rowCount === 1 ? '1 row' : `${page.roster.rowCount} rows`}
      crumbs={[
        { label: 'Import', to: '/clients/import' },
        { label: 'A list', to: '/clients/import/list' },
        { label: 'Its rows' },
      ]}
    >
      <div className="stack max-w-3xl">
        {page.roster.encoding === 'windows-1252' && page.step !== 'progress' ? (
          <Notice tone="wait" title="The file is not UTF-8">
            It was read as Windows-1252, which most older programs write. Look whether accents are right below.
          </Notice>
        ) : null}
        {page.step === 'columns' ? (
          <Card title="Which column is what?">
            <RosterMappingForm
              columns={page.roster.columns}
              example={page.example}
              suggested={page.suggested}
              isRemembered={page.isRemembered}
              typed={answer?.initialValue ?? undefined}
              errors={
                answer?.error
                  ? Object.fromEntries(Object.entries(answer.error).map(([field, says]) => [field, says ?? []]))
                  : {}
              }
            />
          </Card>
        ) : null}
        {page.step === 'preview' ? <RosterPreview to={to} {...page.preview} format={shell.formats} /> : null}
        {page.step === 'progress' ? (
          <RosterProgress
            to={to}
            state={page.state}
            counts={page.roster.counts}
            isServing={isServing}
            maySee={maySee}
            format={shell.formats}
          />
        ) : null}
      </div>
    </Page>
  )
}
