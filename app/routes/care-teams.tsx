/** Care teams of the whole clinic, to assign many clients at once: for admins, who see nothing clinical here, and clinicians. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { assignMany, countCareGaps, listCareTeams, listServing, takeOutMany } from '~/data/care-teams.server'
import { careTeamsForm } from '~/data/care-teams-form.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { can } from '~/domain/access'
import { careGaps } from '~/domain/care-team'
import { withParams } from '~/ui/address'
import { ButtonLink } from '~/ui/button'
import { CareGaps, CareTeamsForm, careTeamFilters, type TeamsAnswer } from '~/ui/care-teams'
import { DoneNotice } from '~/ui/done-notice'
import { FilterForm } from '~/ui/filter-form'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Care teams · Clearway' }]

const id = z.uuid().nullable().catch(null)
const Asked = z.object({ gap: z.enum(careGaps).nullable().catch(null), memberId: id, after: id })

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'care-team:manage')
  const params = new URL(request.url).searchParams
  const asked = Asked.parse({ gap: params.get('gap'), memberId: params.get('member'), after: params.get('after') })
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, {
      kind: 'reading',
      clientId: null,
      pathKind: 'routes/care-teams',
      occurredAt: new Date(),
    })
    return {
      asked,
      ...(await listCareTeams(query, asked)),
      counts: await countCareGaps(query),
      members: await listServing(query),
      canOpen: can(member, 'client:read'),
      shell,
      commandKey: randomUUID(),
    }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'care-team:manage')
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: careTeamsForm() })
  const answer = (mistakes: TeamsAnswer['mistakes'], status: number) =>
    data(
      { mistakes, chosen: form.getAll('clientIds').map(String), memberId: String(form.get('memberId') ?? '') },
      { status },
    )
  if (submission.status !== 'success') {
    const said = Object.entries(submission.error ?? {}).flatMap(([field, messages]) =>
      (messages ?? []).map((message) => (field === 'memberId' ? { message, fieldId: field } : { message })),
    )
    return answer(said, 400)
  }
  const { intent, ...asked } = submission.value
  const change = intent === 'assign' ? assignMany : takeOutMany
  const outcome = await change(member, { ...asked, at: new Date() })
  if (!outcome.ok) return answer([{ message: sentenceOf(outcome.why) }], 409)
  const { search } = new URL(request.url)
  return redirect(`/care-teams${withParams(search, { done: 'care-teams-changed' })}`, 303)
}

export default function CareTeamsPage() {
  const { shell, asked, rows, next, counts, members, canOpen, commandKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page
      shell={shell}
      title="Care teams"
      sub="whose clients; a trainer sees those of their care teams alone"
      actions={
        asked.memberId ? (
          <ButtonLink to={`/members/${asked.memberId}/hand-over`}>Hand over all their clients</ButtonLink>
        ) : null
      }
    >
      <DoneNotice />
      <div className="stack">
        <CareGaps counts={counts} />
        <div className="table-bar">
          <div className="table-filters">
            <FilterForm filters={careTeamFilters(asked, members)} />
          </div>
        </div>
        <CareTeamsForm
          rows={rows}
          members={members}
          canOpen={canOpen}
          isFiltered={Object.values(asked).some((value) => value !== null)}
          commandKey={commandKey}
          answer={answer}
        />
      </div>
      <Pagination after={next} before={null} olderWord="Next" />
    </Page>
  )
}
