/** The filters of "Needs your decision", read from an address and written into the next one. */
import { type AskedKind, askedKinds, type Risk, risks } from '~/domain/waiting'
import { type WhoseView, whoseViews } from '~/domain/whose'
import type { Done } from './done-words'
import type { Filter } from './filter-form'
import { riskLooks } from './risk-badge'
import { versionKindWords } from './words'

export type WorklistFilter = { risk: Risk | null; asks: AskedKind | null; whose: WhoseView }

/** Where nothing is asked for: nothing that waits is out of it for everybody (domain/whose.ts). */
const firstView: WhoseView = 'mine-and-pool'

const names = ['whose', 'risk', 'asks'] as const

export function readWorklistFilter(params: URLSearchParams): WorklistFilter {
  return {
    whose: whoseViews.find((view) => view === params.get('whose')) ?? firstView,
    risk: risks.find((risk) => risk === params.get('risk')) ?? null,
    asks: askedKinds.find((kind) => kind === params.get('asks')) ?? null,
  }
}

/** "?risk=doctor", or nothing: what a link into one item carries, so that the way back and on stays in the same list. */
export function filterParams(params: URLSearchParams): string {
  const kept = new URLSearchParams()
  for (const name of names) {
    const value = params.get(name)
    if (value) kept.set(name, value)
  }
  const text = kept.toString()
  return text && `?${text}`
}

/** A path with the filters of the list one goes through, and a quiet word about what was just done. */
export function withDone(path: string, list: string, done: Done): string {
  const params = new URLSearchParams(filterParams(new URLSearchParams(list)))
  params.set('done', done)
  return `${path}?${params}`
}

const askedWords: Record<AskedKind, string> = { ...versionKindWords, lift: 'Lift a hold' }

const viewWords: Record<WhoseView, string> = {
  'mine-and-pool': 'Mine and pool',
  'care-team': 'My care teams',
  pool: 'Pool',
  delegated: 'Delegated to me',
  yours: 'Yours to decide',
  all: 'All that waits',
}

export function worklistFilters({ whose, risk, asks }: WorklistFilter): Filter[] {
  return [
    {
      name: 'whose',
      label: 'Whose clients',
      value: whose === firstView ? null : whose,
      anyWord: viewWords[firstView],
      options: whoseViews.filter((view) => view !== firstView).map((value) => ({ value, label: viewWords[value] })),
    },
    {
      name: 'risk',
      label: 'Risk',
      value: risk,
      anyWord: 'Any risk',
      options: risks.map((value) => ({ value, label: riskLooks[value].word })),
    },
    {
      name: 'asks',
      label: 'What is asked',
      value: asks,
      anyWord: 'Anything asked',
      options: askedKinds.map((value) => ({ value, label: askedWords[value] })),
    },
  ]
}
