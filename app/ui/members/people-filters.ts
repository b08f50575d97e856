/** The filters of the members page, read from its address. */
import { type Role, roles } from '~/domain/member'
import type { Filter } from '../filter-form'
import { roleWords } from '../words'
import { type PersonState, personLooks } from './member-words'

export type PeopleFilter = { state: PersonState | null; role: Role | null; isLapsing: boolean }

const states: readonly PersonState[] = ['active', 'invited', 'expired', 'deactivated']

/** What an address cannot mean is not asked for. */
export function readPeopleFilter(params: URLSearchParams): PeopleFilter {
  const one = <T extends string>(among: readonly T[], name: string) =>
    among.find((word) => word === params.get(name)) ?? null
  return { state: one(states, 'state'), role: one(roles, 'role'), isLapsing: params.get('lapses') === 'soon' }
}

export function isFilteringPeople({ state, role, isLapsing }: PeopleFilter): boolean {
  return state !== null || role !== null || isLapsing
}

export function peopleFilters({ state, role, isLapsing }: PeopleFilter): Filter[] {
  return [
    {
      name: 'state',
      label: 'State',
      value: state,
      anyWord: 'Everybody',
      options: states.map((value) => ({ value, label: personLooks[value].word })),
    },
    {
      name: 'role',
      label: 'Role',
      value: role,
      anyWord: 'Any role',
      options: roles.map((value) => ({ value, label: roleWords[value] })),
    },
    {
      name: 'lapses',
      label: 'Licences and credentials',
      value: isLapsing ? 'soon' : null,
      anyWord: 'Any licence',
      options: [{ value: 'soon', label: 'Lapsed, or within 30 days' }],
    },
  ]
}
