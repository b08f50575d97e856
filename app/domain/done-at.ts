/** When an entry of a session was done, told by a phone that may send it much later, and how the program stood then. */
import type { ProgramStatus } from './program'

/** How far a phone's reckoning of the server's clock may be off before it is put right. */
export const skewMs = 60_000

/** `began` and `now` are on the server's clock. */
type Bounds = { began: Date; now: Date }

/** The time that was told, where it can be: no entry is refused for its time, it is put to the nearest one that can. */
export function doneAtWithin(told: Date, { began, now }: Bounds): Date {
  const least = began.getTime() - skewMs
  const most = Math.max(least, now.getTime() + skewMs)
  return new Date(Math.min(Math.max(told.getTime(), least), most))
}

/** When a session is over: never before it began, nor before a set of it that is on record. All times are ISO text. */
export function endedAtOf(doneAt: Date, began: string, sets: readonly { occurredAt: string }[]): Date {
  const times = [began, ...sets.map(({ occurredAt }) => occurredAt)].map((text) => new Date(text).getTime())
  return new Date(Math.max(doneAt.getTime(), ...times))
}

/** What became of a program, as it is known now: times as ISO text, null for what did not happen. */
export type ProgramCourse = {
  programStatus: ProgramStatus
  programEndedAt: string | null
  revokedAt: string | null
  holds: readonly { occurredAt: string; liftedAt: string | null }[]
}

export type ProgramThen = { status: ProgramStatus; isOnHold: boolean; isRevoked: boolean }

/** How a running program stood at a moment of its past: what was written later was not so yet. */
export function programAt({ programStatus, programEndedAt, revokedAt, holds }: ProgramCourse, at: Date): ProgramThen {
  const isSince = (text: string) => new Date(text) <= at
  const isEndLater = programEndedAt !== null && !isSince(programEndedAt)
  return {
    status: isEndLater ? 'active' : programStatus,
    isOnHold: holds.some(
      ({ occurredAt, liftedAt }) => isSince(occurredAt) && (liftedAt === null || !isSince(liftedAt)),
    ),
    isRevoked: revokedAt !== null && isSince(revokedAt),
  }
}
