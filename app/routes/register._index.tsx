/** The register: every decision ever signed here, filtered by what an auditor asks. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { listUnanswered } from '~/data/red-flag-record.server'
import { listToDo } from '~/data/members.server'
import { listRegister, mostCounted, registerChoices } from '~/data/register-list.server'
import type { RegisterCursor } from '~/data/register-query.server'
import { shellOf, startPage } from '~/data/shell.server'
import { countWindows } from '~/data/window-counts.server'
import { readClinic } from '~/database/door.server'
import { can } from '~/domain/access'
import { knownFilter, registerSorts } from '~/domain/register'
import { readSort } from '~/ui/address'
import { ButtonLink } from '~/ui/button'
import { FilterForm } from '~/ui/filter-form'
import { PeopleToDo } from '~/ui/members/people-to-do'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { UnansweredFlags } from '~/ui/red-flags/unanswered'
import { RegisterCount, RegisterTable } from '~/ui/register'
import { RegisterTabs } from '~/ui/register-tabs'
import {
  isFiltering,
  moreRegisterFilters,
  readRegisterFilter,
  registerDays,
  registerFilters,
  writeRegisterFilter,
} from '~/ui/register-filters'
import { WindowCounts } from '~/ui/window-counts'

export const meta: MetaFunction = () => [{ title: 'Register · Clearway' }]

function readCursor(params: URLSearchParams): RegisterCursor {
  const seqOf = (side: 'after' | 'before') => {
    const given = params.get(side) ?? ''
    return /^[1-9]\d{0,14}$/.test(given) ? { seq: Number(given), side } : null
  }
  return seqOf('before') ?? seqOf('after')
}

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'register:read')
  const params = new URL(request.url).searchParams
  const sort = readSort(params, registerSorts, { by: 'signed', direction: 'descending' })
  const at = new Date()
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, {
      kind: 'reading',
      clientId: null,
      pathKind: 'routes/register._index',
      occurredAt: at,
    })
    const choices = await registerChoices(query)
    const filter = knownFilter(readRegisterFilter(params), choices)
    const listed = await listRegister(query, { filter, sort, cursor: readCursor(params) })
    // Where an admin lands.
    const isStart = startPage(member) === '/register'
    return {
      shell,
      choices,
      filter,
      sort,
      ...listed,
      mostCounted,
      counts: isStart ? await countWindows(query, member, at) : null,
      people: can(member, 'member:manage') && isStart ? await listToDo(query, at) : null,
      unanswered: isStart ? await listUnanswered(query, member, at) : null,
      canExport: can(member, 'export:register'),
    }
  })
}

export default function RegisterPage() {
  const { shell, choices, filter, sort, rows, count, after, before, counts, ...page } = useLoaderData<typeof loader>()
  const isFiltered = isFiltering(filter)
  const cursor = (seq: number | null) => (seq === null ? null : String(seq))
  const isByTime = sort.by === 'signed' && sort.direction === 'descending'
  return (
    <Page
      shell={shell}
      title="Register"
      sub="every decision, as it was signed"
      actions={
        page.canExport ? <ButtonLink to={`/register/export?${writeRegisterFilter(filter)}`}>Export …</ButtonLink> : null
      }
    >
      <RegisterTabs member={shell.member} />
      {page.unanswered ? <UnansweredFlags unanswered={page.unanswered} /> : null}
      {page.people ? <PeopleToDo {...page.people} format={shell.formats} isStart /> : null}
      {counts ? <WindowCounts counts={counts} /> : null}
      <RegisterTable
        rows={rows}
        sort={sort}
        formats={shell.formats}
        filters={
          <FilterForm
            filters={registerFilters(filter, choices)}
            more={{ filters: moreRegisterFilters(filter), days: registerDays(filter) }}
          />
        }
        isFiltered={isFiltered}
        start={shell.items[0] ?? { to: '/inbox', label: 'Inbox' }}
      />
      {rows.length > 0 ? <RegisterCount count={count} most={page.mostCounted} isFiltered={isFiltered} /> : null}
      <Pagination
        after={cursor(after)}
        before={cursor(before)}
        {...(isByTime ? {} : { olderWord: 'Next', newerWord: 'Previous' })}
      />
    </Page>
  )
}
