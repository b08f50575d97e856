/** Members and who is invited, in one list by name. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Lapse } from '~/domain/lapse'
import type { Role } from '~/domain/member'
import { ButtonLink } from '../button'
import { Empty } from '../empty'
import { FilterForm } from '../filter-form'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { LookBadge } from '../status-badge'
import { type Column, DataTable } from '../table'
import { LapseBadge, type PersonState, personLooks, rolesWords } from './member-words'
import { isFilteringPeople, type PeopleFilter, peopleFilters } from './people-filters'

type Moment = Date | string

export type ShownPerson = {
  id: string
  name: string
  email: string
  roles: Role[]
  state: PersonState
  licence: (Lapse & { number: string; board: string; validUntil: CalendarDay }) | null
  credential: (Lapse & { validUntil: CalendarDay }) | null
  hasSecondFactor: boolean | null
  lastSeenOn: CalendarDay | null
  expiresAt: Moment | null
}

type Props = { people: readonly ShownPerson[]; filter: PeopleFilter; ownId: string; format: ClinicFormat }

export function PeopleList({ people, filter, ownId, format }: Props) {
  return (
    <DataTable
      caption="Members of the clinic, by name"
      columns={columnsFor(ownId, format)}
      rows={people}
      rowKey={({ id }) => id}
      filters={<FilterForm filters={peopleFilters(filter)} />}
      empty={
        isFilteringPeople(filter) ? (
          <Empty
            title="Nobody like that"
            says="No member and no invitation is as you filter."
            action={<ButtonLink to="/members">Show everybody</ButtonLink>}
          />
        ) : (
          <InviteFirst />
        )
      }
    />
  )
}

/** Where the admin is by themselves: what to do first. */
export function InviteFirst() {
  return (
    <Empty
      title="Nobody else is here yet"
      says="Invite a trainer to raise programs, and a physical therapist or doctor to clear them. A second admin, too: then nobody is locked out when one is away."
      action={
        <ButtonLink to="/members/new" look="primary">
          Invite somebody
        </ButtonLink>
      }
    />
  )
}

const isMember = ({ state }: ShownPerson) => state === 'active' || state === 'deactivated'

function columnsFor(ownId: string, format: ClinicFormat): Column<ShownPerson>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      render: ({ id, name }) => (id === ownId ? `${name} (you)` : name),
      sub: ({ email }) => <span className="break-all">{email}</span>,
      to: (person) => (isMember(person) ? `/members/${person.id}` : `/invitations/${person.id}`),
    },
    { id: 'roles', header: 'Roles', render: ({ roles }) => rolesWords(roles) },
    { id: 'licence', header: 'Licence', render: (person) => <Licence person={person} format={format} /> },
    { id: 'credential', header: 'BFR credential', render: (person) => <Credential person={person} format={format} /> },
    {
      id: 'factor',
      header: 'Second factor',
      render: ({ hasSecondFactor }) => (hasSecondFactor === null ? '–' : hasSecondFactor ? 'yes' : 'no'),
    },
    {
      id: 'state',
      header: 'State',
      render: ({ state }) => <LookBadge look={personLooks[state]} />,
      sub: (person) => whenWords(person, format),
    },
  ]
}

function Licence({ person: { licence }, format }: { person: ShownPerson; format: ClinicFormat }) {
  if (!licence) return '–'
  return (
    <>
      {licence.number} <LapseBadge lapse={licence} />
      <span className="dim small block">until {formatDay(licence.validUntil, format)}</span>
    </>
  )
}

function Credential({ person: { credential }, format }: { person: ShownPerson; format: ClinicFormat }) {
  if (!credential) return '–'
  return (
    <>
      until {formatDay(credential.validUntil, format)} <LapseBadge lapse={credential} />
    </>
  )
}

function whenWords({ state, expiresAt, lastSeenOn }: ShownPerson, format: ClinicFormat): string | null {
  if (expiresAt) return `${state === 'expired' ? 'ran out' : 'until'} ${formatInstant(expiresAt, format)}`
  if (state === 'deactivated') return null
  return lastSeenOn ? `here on ${formatDay(lastSeenOn, format)}` : 'never signed in'
}
