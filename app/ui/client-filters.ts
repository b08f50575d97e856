/** The filters of the list of clients. */
import type { Filter } from './filter-form'

type ProgramFilter = 'active' | 'on-hold' | 'not-started' | 'waiting' | 'none'

const filterWords: Record<ProgramFilter, string> = {
  active: 'In training',
  'on-hold': 'On hold',
  'not-started': 'Not started',
  waiting: 'Waits for a decision',
  none: 'No program',
}

/** Whose they are is asked only of who sees them all. */
export function clientFilters(
  { program, isMine, withArchived }: { program: ProgramFilter | null; isMine: boolean; withArchived: boolean },
  seesAll: boolean,
): Filter[] {
  const options = Object.entries(filterWords).map(([value, label]) => ({ value, label }))
  const programs = { name: 'program', label: 'Programs', value: program, anyWord: 'Any program', options }
  const put = [{ value: 'with', label: 'Archived too' }]
  const archived = {
    name: 'archived',
    label: 'Archived',
    value: withArchived ? 'with' : null,
    anyWord: 'Not archived',
    options: put,
  }
  if (!seesAll) return [programs, archived]
  const mine = [{ value: 'mine', label: 'In my care' }]
  return [
    { name: 'team', label: 'Whose', value: isMine ? 'mine' : null, anyWord: 'Everybody', options: mine },
    programs,
    archived,
  ]
}
