/** "Needs your decision": where a clinician lands. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useLocation } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readWorklist } from '~/data/worklist.server'
import { mostCheckIns } from '~/domain/check-ins'
import { Section } from '~/ui/card'
import { CheckInList } from '~/ui/check/check-in-list'
import { DeviationsToReview } from '~/ui/deviations-to-review'
import { DoneNotice } from '~/ui/done-notice'
import { RowKeysHint } from '~/ui/kbd'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { UnansweredFlags } from '~/ui/red-flags/unanswered'
import { WindowCounts } from '~/ui/window-counts'
import { WindowList } from '~/ui/window-list'
import { filterParams, readWorklistFilter, worklistFilters } from '~/ui/worklist-filters'
import { AwayToday, WorklistSentence } from '~/ui/worklist-head'
import { WorklistTable, worklistRow } from '~/ui/worklist-table'

export const meta: MetaFunction = () => [{ title: 'Needs your decision · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'worklist:read')
  const params = new URL(request.url).searchParams
  const filter = readWorklistFilter(params)
  const cursors = { after: params.get('after'), before: params.get('before') }
  const { worklist, ...beside } = await readWorklist(member, { filter, ...cursors, at: new Date() })
  const { items, ...around } = worklist
  const targetHours = member.clinic.decisionTargetHours
  const list = filterParams(params)
  const format = beside.shell.formats
  const rows = items.map((item) => worklistRow(item, { targetHours, format, list }))
  return { ...beside, worklist: around, rows, filter, targetHours }
}

export default function WorklistPage() {
  const { shell, worklist, rows, windows, counts, missed, deviations, unanswered, filter, targetHours } =
    useLoaderData<typeof loader>()
  const { search } = useLocation()
  const isFiltered = filterParams(new URLSearchParams(search)) !== ''
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
      <WorklistTable rows={rows} filters={worklistFilters(filter)} isFiltered={isFiltered} />
      <Pagination after={worklist.after} before={worklist.before} olderWord="Next" newerWord="Before" />
      {missed.count > 0 ? (
        <Section
          title="Check-ins nobody made"
          sub={`${missed.count}${missed.count < mostCheckIns ? '' : ' or more'} missed by 24 hours or more`}
        >
          <CheckInList checkIns={missed.oldest} format={shell.formats} />
          {missed.count > missed.oldest.length ? (
            <p className="dim mt-2">The {missed.oldest.length} oldest are shown.</p>
          ) : null}
        </Section>
      ) : null}
      <DeviationsToReview {...deviations} format={shell.formats} />
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
