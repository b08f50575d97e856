/** What revoking a clearance does, said before it is signed; and once it was, by whom. */
import type { DecisionRecord } from './decision-record'

/** `at` is an ISO instant. */
export type RunningSession = { id: string; loggedBy: string; at: string }

export type RevocationFacts = {
  /** The decision to be taken back; null where none is in force. */
  clearance: DecisionRecord | null
  runningSessions: RunningSession[]
  /** A next version that is written or waits: it ends with the program. */
  openVersion: { number: number; isSubmitted: boolean } | null
  /** The numbers of the versions that were in force before: none of them comes back. */
  earlierCleared: number[]
  /** The names of the trainers in the client's care team. */
  trainers: string[]
  /** The revocation of this program, where somebody signed one. */
  revoked: DecisionRecord | null
}
