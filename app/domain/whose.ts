/**
 * Whose something that waits is. The promise: everything that waits stands in the first view of at least one clinician
 * who may decide it and is there, if the clinic has any; and if it has none there, in everybody's.
 */
import type { Person } from './member'
import type { Refusal } from './refusal'
import type { Risk } from './waiting'

/** `others`: of a care team they are not in, which has somebody there who may decide. */
export const whoseKinds = ['care-team', 'delegated', 'pool', 'others'] as const
export type Whose = (typeof whoseKinds)[number]

/** An active clinician of the clinic; `away` today, with who stands in for them, if anybody does. */
export type Colleague = { person: Person; away: { delegateId: string | null } | null }

export type WhoseFacts = {
  /** Members of the client's care team, of whatever role. */
  careTeamIds: readonly string[]
  colleagues: readonly Colleague[]
  mayDecide: (person: Person) => boolean
}

/** `awayId`: for whom the member stands in, where it is theirs for that reason. */
export type WhoseAnswer = { whose: Whose; awayId: string | null }

export function whoseIs({ careTeamIds, colleagues, mayDecide }: WhoseFacts, memberId: string): WhoseAnswer {
  if (careTeamIds.includes(memberId)) return { whose: 'care-team', awayId: null }
  const team = colleagues.filter(({ person }) => careTeamIds.includes(person.memberId))
  const stoodInFor = team.find(({ away }) => away?.delegateId === memberId)
  if (stoodInFor) return { whose: 'delegated', awayId: stoodInFor.person.memberId }
  const answering = team.map(({ person, away }) => (away ? away.delegateId : person.memberId))
  const isAnswered = colleagues.some(
    ({ person, away }) => !away && answering.includes(person.memberId) && mayDecide(person),
  )
  return { whose: isAnswered ? 'others' : 'pool', awayId: null }
}

/** What a clinician looks at: first what is theirs and nobody's, with all that is gravest. */
export const whoseViews = ['mine-and-pool', 'care-team', 'pool', 'delegated', 'yours', 'all'] as const
export type WhoseView = (typeof whoseViews)[number]

/** `whyNotYours` null: they may decide it. Red flags and breaches stand in everybody's first view. */
export function isInView(
  view: WhoseView,
  { whose, risk, whyNotYours }: { whose: Whose; risk: Risk; whyNotYours: Refusal | null },
): boolean {
  if (view === 'all') return true
  if (view === 'yours') return whyNotYours === null
  if (view === 'mine-and-pool') return whose !== 'others' || risk === 'red-flag' || risk === 'breach'
  return whose === view
}
