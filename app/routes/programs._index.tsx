/** The programs of the clinic, as far as the member may see them. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { isId } from '~/data/id.server'
import { programSorts } from '~/data/program-keys.server'
import { readPrograms } from '~/data/program-list.server'
import { readSort } from '~/ui/address'
import { ButtonLink } from '~/ui/button'
import { RowKeysHint } from '~/ui/kbd'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { isFiltering, programFilters, readProgramFilter } from '~/ui/program-filters'
import { ProgramTable } from '~/ui/program-table'

export const meta: MetaFunction = () => [{ title: 'Programs · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:read')
  const params = new URL(request.url).searchParams
  const filter = readProgramFilter(params)
  const sort = readSort(params, programSorts, { by: 'raised', direction: 'descending' })
  const cursor = (name: string) => [params.get(name)].find(isId) ?? null
  const asked = { filter, sort, after: cursor('after'), before: cursor('before'), at: new Date() }
  return { ...(await readPrograms(member, asked)), filter, sort }
}

export default function ProgramsPage() {
  const { shell, rows, after, before, filter, sort } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="Programs"
      actions={
        <>
          <RowKeysHint />
          <ButtonLink to="/kept-forms" size="small" look="quiet">
            Left unfinished
          </ButtonLink>
          <ButtonLink to="/templates" size="small" look="quiet">
            Templates
          </ButtonLink>
        </>
      }
    >
      <ProgramTable
        rows={rows}
        sort={sort}
        filters={programFilters(filter)}
        words={filter.words}
        isFiltered={isFiltering(filter)}
      />
      <Pagination after={after} before={before} />
    </Page>
  )
}
