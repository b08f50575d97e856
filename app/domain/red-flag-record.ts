/** A red flag as its page tells it: who was told, who answered, what is held, and all that happened in its order. */
import type { Limb } from './limb'

/** Times are ISO texts. */
export type RedFlagRecord = {
  id: string
  clientId: string
  sign: string
  raisedAt: string
  raisedBy: string
  needsAssessment: boolean
  /** The first whom it is addressed to, then who signed a clearance. */
  told: { name: string; isAddressed: boolean; isSigner: boolean }[]
  /** The oldest first, each person once. */
  acknowledgements: { name: string; at: string; isOwn: boolean }[]
  /** When everybody in charge was told; null: not yet, or not needed. */
  escalatedAt: string | null
  escalateAfterMinutes: number
  /** The oldest first. */
  details: { id: string; says: string; limb: Limb | null; since: string; by: string; at: string }[]
  held: HeldProgram[]
  /** A screening was recorded after it was raised. */
  isScreenedSince: boolean
}

export type HeldProgram = {
  programId: string
  name: string
  isFinished: boolean
  holdId: string
  lift: { by: string; at: string; reason: string } | null
}

/** A flag nobody has answered, as it stands over the pages people begin on. */
export type UnansweredFlag = {
  id: string
  clientId: string
  clientName: string
  sign: string
  raisedAt: string
  minutesSince: number
  escalateAfterMinutes: number
  /** It was sent to this member, not to everybody alike. */
  isTold: boolean
}

/** `what` of a lift is the program's name, of a detail its words. */
export type FlagEvent = {
  at: string
  kind: 'raised' | 'seen' | 'escalated' | 'detail' | 'lifted'
  by: string | null
  what: string
}

/** The oldest first. */
export function historyOf(flag: RedFlagRecord): FlagEvent[] {
  const events: FlagEvent[] = [
    { at: flag.raisedAt, kind: 'raised', by: flag.raisedBy, what: '' },
    ...flag.acknowledgements.map(({ at, name }) => ({ at, kind: 'seen' as const, by: name, what: '' })),
    ...flag.details.map(({ at, by, says }) => ({ at, kind: 'detail' as const, by, what: says })),
    ...flag.held.flatMap(({ name, lift }) =>
      lift ? [{ at: lift.at, kind: 'lifted' as const, by: lift.by, what: name }] : [],
    ),
    ...(flag.escalatedAt ? [{ at: flag.escalatedAt, kind: 'escalated' as const, by: null, what: '' }] : []),
  ]
  return events.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

/** Whole minutes from when it was raised; a clock that runs behind reads none. */
export function minutesSinceRaised({ raisedAt }: Pick<RedFlagRecord, 'raisedAt'>, now: string): number {
  return Math.max(0, Math.floor((Date.parse(now) - Date.parse(raisedAt)) / 60_000))
}
