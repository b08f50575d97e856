/** "Needs your decision": where a clinician lands. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useLocation } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readWorklist } from '~/data/worklist.server'
import type { WaitingItem } from '~/domain/waiting-item'
import { Section } from '~/ui/card'
import { CheckInList } from '~/ui/check/check-in-list'
import { DoneNotice } from '~/ui/done-notice'
import { RowKeysHint } from '~/ui/kbd'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { UnansweredFlags } from '~/ui/red-flags/unanswered'
import { WindowCounts } from '~/ui/window-counts'
import { WindowList } from '~/ui/window-list'
import { filterParams, readWorklistFilter, worklistFilters } from '~/ui/worklist-filters'
import { AwayToday, WorklistSentence } from '~/ui/worklist-head'
import { WorklistTable } from '~/ui/worklist-table'

const mostMissed = 5

export const meta: MetaFunction = () => [{ title: 'Needs your decision · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'worklist:read')
  const params = new URL(request.url).searchParams
  const filter = readWorklistFilter(params)
  const cursors = { after: params.get('after'), before: params.get('before') }
  const page = await readWorklist(member, { filter, ...cursors, at: new Date() })
  return { ...page, filter, targetHours: member.clinic.decisionTargetHours }
}

export default function WorklistPage() {
  const { shell, worklist, windows, counts, missed, unanswered, filter, targetHours } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  const kept = filterParams(new URLSearchParams(search))
  const isFiltered = kept !== ''
  return (
    <Page
      shell={shell}
      title="Needs your decision"
      sub={<WorklistSentence {...worklist} targetHours={targetHours} />}
      actions={<RowKeysHint />}
    >
      <DoneNotice />
      <UnansweredFlags unanswered={unanswered} />
      <WindowCounts counts={counts} />
      <AwayToday away={worklist.away} />
      <WorklistTable
        items={worklist.items}
        targetHours={targetHours}
        filters={worklistFilters(filter)}
        isFiltered={isFiltered}
        pathOf={(item) => `${pathOf(item)}${kept}`}
        format={shell.formats}
      />
      <Pagination after={worklist.after} before={worklist.before} olderWord="Next" newerWord="Before" />
      {missed.length > 0 ? (
        <Section title="Check-ins nobody made" sub={`${missed.length} missed by 24 hours or more`}>
          <CheckInList checkIns={missed.slice(0, mostMissed)} format={shell.formats} />
          {missed.length > mostMissed ? <p className="dim mt-2">The {mostMissed} oldest are shown.</p> : null}
        </Section>
      ) : null}
      <Section title="Rehab windows of your clients" actions={<Link to="/windows">All rehab windows</Link>}>
        {windows.length > 0 ? (
          <WindowList windows={windows} />
        ) : (
          <p className="dim">None of the programs you cleared is closing or past its window.</p>
        )}
      </Section>
    </Page>
  )
}

function pathOf({ id, programId, asks }: WaitingItem): string {
  return asks === 'lift' ? `/programs/${programId}/holds/${id}/lift` : `/programs/${programId}/versions/${id}/review`
}
