/** The clients a member may see. What is searched for is posted: a person's name never stands in an address. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { clientSorts, listClients, programFilters } from '~/data/client-list.server'
import { searchClients } from '~/data/client-search.server'
import { isId } from '~/data/id.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { can, seesAllClients } from '~/domain/access'
import { readSort } from '~/ui/address'
import { ButtonLink } from '~/ui/button'
import { clientFilters } from '~/ui/client-filters'
import { ClientList, NobodyFound, NobodyHere } from '~/ui/client-list'
import { ClientSearch } from '~/ui/client-search'
import { DoneNotice } from '~/ui/done-notice'
import { useTypedSearch } from '~/ui/use-typed-search'
import { FilterForm } from '~/ui/filter-form'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'

export const meta: MetaFunction = () => [{ title: 'Clients · Clearway' }]

const pathKind = 'routes/clients._index'
const searchAction = '/clients?index'

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:read')
  const { searchParams } = new URL(request.url)
  const cursor = (name: string) => (isId(searchParams.get(name)) ? searchParams.get(name) : null)
  const asked = {
    sort: readSort(searchParams, clientSorts, { by: 'name', direction: 'ascending' }),
    after: cursor('after'),
    before: cursor('before'),
    program: programFilters.find((value) => value === searchParams.get('program')) ?? null,
    isMine: searchParams.get('team') === 'mine',
    withArchived: searchParams.get('archived') === 'with',
    at: new Date(),
  }
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, { kind: 'reading', clientId: null, pathKind, occurredAt: asked.at })
    return {
      ...(await listClients(query, member, asked)),
      asked: { sort: asked.sort, program: asked.program, isMine: asked.isMine, withArchived: asked.withArchived },
      seesAll: seesAllClients(member),
      mayOpenInEmergency: can(member, 'emergency:open') && !seesAllClients(member),
      shell,
    }
  })
}

/** A search changes nothing. It is a post so that what was typed stays out of addresses, histories and logs. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'client:read')
  const form = await request.formData().catch(() => new FormData())
  const words = String(form.get('words') ?? '')
    .replaceAll('\0', '')
    .slice(0, 100)
  if (words.trim() === '') return redirect('/clients', 303)
  const asked = { words, withArchived: form.get('archived') === 'with', at: new Date() }
  const found = await readClinic(member, (query) => searchClients(query, member, asked))
  return { words, withArchived: asked.withArchived, ...found }
}

/** Nothing was changed by looking, so the list under it is not read again with every letter. */
export function shouldRevalidate({ formAction, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return formAction === searchAction ? false : defaultShouldRevalidate
}

export default function ClientsPage() {
  const { rows, after, before, today, asked, seesAll, mayOpenInEmergency, shell } = useLoaderData<typeof loader>()
  const search = useTypedSearch<typeof action>(searchAction, useActionData<typeof action>())
  const { found } = search
  const isFiltered = asked.program !== null || asked.isMine || before !== null
  return (
    <Page
      shell={shell}
      title="Clients"
      actions={
        <>
          {mayOpenInEmergency ? (
            <ButtonLink to="/clients/emergency-access" look="quiet">
              Emergency access
            </ButtonLink>
          ) : null}
          <ButtonLink to="/clients/import">Import clients</ButtonLink>
          <ButtonLink to="/clients/new" look="primary">
            Add a client
          </ButtonLink>
        </>
      }
    >
      <DoneNotice />
      <ClientSearch
        action={searchAction}
        found={found && { words: found.words, count: found.rows.length, hasMore: found.hasMore }}
        withArchived={found?.withArchived ?? asked.withArchived}
        search={search}
      />
      {found ? (
        <ClientList
          rows={found.rows}
          today={found.today}
          format={shell.formats}
          empty={<NobodyFound withArchived={found.withArchived} />}
        />
      ) : (
        <>
          <ClientList
            rows={rows}
            today={today}
            format={shell.formats}
            sort={asked.sort}
            filters={<FilterForm filters={clientFilters(asked, seesAll)} />}
            empty={<NobodyHere isFiltered={isFiltered} seesAll={seesAll} />}
          />
          <Pagination after={after} before={before} olderWord="Next" newerWord="Back" />
        </>
      )}
    </Page>
  )
}
