/** The people of the clinic: members, and who is invited; what needs doing about them first. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { listPeople, listToDo } from '~/data/members.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { ButtonLink } from '~/ui/button'
import { DoneNotice } from '~/ui/done-notice'
import { isFilteringPeople, readPeopleFilter } from '~/ui/members/people-filters'
import { InviteFirst, PeopleList } from '~/ui/members/people-list'
import { PeopleToDo } from '~/ui/members/people-to-do'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'

export const meta: MetaFunction = () => [{ title: 'Members · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  const params = new URL(request.url).searchParams
  const after = z.uuid().nullable().catch(null).parse(params.get('after'))
  const filter = readPeopleFilter(params)
  const at = new Date()
  return readClinic(admin, async (query) => {
    const shell = await shellOf(admin, query, {
      kind: 'reading',
      clientId: null,
      pathKind: 'routes/members._index',
      occurredAt: at,
    })
    const { people, after: next } = await listPeople(query, { filter, after, at })
    return { shell, filter, people, next, isFirst: !after, ...(await listToDo(query, at)) }
  })
}

export default function MembersPage() {
  const { shell, filter, people, next, isFirst, toDo, isMore } = useLoaderData<typeof loader>()
  const isAlone = isFirst && people.length === 1 && !isFilteringPeople(filter)
  return (
    <Page
      shell={shell}
      title="Members"
      sub="who works here, in which roles, on which licence"
      actions={
        <ButtonLink to="/members/new" look="primary">
          Invite somebody
        </ButtonLink>
      }
    >
      <DoneNotice />
      <PeopleToDo toDo={toDo} isMore={isMore} format={shell.formats} />
      <PeopleList people={people} filter={filter} ownId={shell.member.id} format={shell.formats} />
      {isAlone ? <InviteFirst /> : null}
      <Pagination after={next} before={null} olderWord="Next" />
    </Page>
  )
}
