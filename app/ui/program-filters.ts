/** The filters of the list of programs, read from an address and written into the next one. */
import { type ProgramStatus, programStatuses } from '~/domain/program'
import { type VersionStatus, versionStatuses } from '~/domain/version'
import type { Filter } from './filter-form'
import { programLooks, versionLooks } from './status-words'

export type ProgramFilter = {
  status: ProgramStatus | null
  version: VersionStatus | null
  isMine: boolean
  words: string
}

export function readProgramFilter(params: URLSearchParams): ProgramFilter {
  return {
    status: programStatuses.find((status) => status === params.get('status')) ?? null,
    version: versionStatuses.find((status) => status === params.get('version')) ?? null,
    isMine: params.get('whose') === 'mine',
    // PostgreSQL takes no NUL, not even to look for one.
    words: (params.get('words') ?? '').replaceAll('\0', '').slice(0, 80),
  }
}

export function isFiltering({ status, version, isMine, words }: ProgramFilter): boolean {
  return status !== null || version !== null || isMine || words !== ''
}

export function programFilters({ status, version, isMine }: ProgramFilter): Filter[] {
  return [
    {
      name: 'status',
      label: 'Status of the program',
      value: status,
      anyWord: 'Any status',
      options: programStatuses.map((value) => ({ value, label: programLooks[value].word })),
    },
    {
      name: 'version',
      label: 'Status of the newest version',
      value: version,
      anyWord: 'Any version',
      options: versionStatuses.map((value) => ({ value, label: versionLooks[value].word })),
    },
    {
      name: 'whose',
      label: 'Raised by',
      value: isMine ? 'mine' : null,
      anyWord: 'Raised by anybody',
      options: [{ value: 'mine', label: 'Raised by you' }],
    },
  ]
}
