/** When an entry of a session was done, told by a phone that may send it much later, and how things stood then. */
import type { HoldCause } from './hold'
import type { ProgramStatus } from './program'
import type { VersionStatus } from './version'

/** How far a phone's reckoning of the server's clock may be off before it is put right. */
const skewMs = 60_000

/** `began` and `now` are on the server's clock. */
type Bounds = { began: Date; now: Date }

/** The time that was told, where it can be: no entry is refused for its time, it is put to the nearest one that can. */
export function doneAtWithin(told: Date, { began, now }: Bounds): Date {
  const least = began.getTime() - skewMs
  const most = Math.max(least, now.getTime() + skewMs)
  return new Date(Math.min(Math.max(told.getTime(), least), most))
}

/** When a session is over: never before it began, nor before a set or a cuff of it on record. All times are ISO text. */
export function endedAtOf(doneAt: Date, began: string, done: readonly { occurredAt: string }[]): Date {
  const times = [began, ...done.map(({ occurredAt }) => occurredAt)].map((text) => new Date(text).getTime())
  return new Date(Math.max(doneAt.getTime(), ...times))
}

/** What became of a session's program, as it is known now: times as ISO text, null for what did not happen. */
export type SessionCourse = {
  programEndedAt: string | null
  revokedAt: string | null
  holds: readonly { cause: HoldCause; occurredAt: string; liftedAt: string | null }[]
}

/** How a session and the program around it stand. */
type Standing = {
  endedAt: string | null
  programStatus: ProgramStatus
  versionStatus: VersionStatus
  openHolds: readonly HoldCause[]
}

/** A session as it stood at a moment of its past: what was written later was not so yet. At its very end it is not over. */
export function sessionAt<Session extends Standing & { course: SessionCourse }>(session: Session, at: Date): Session {
  const { endedAt, programStatus, versionStatus, course } = session
  const { programEndedAt, revokedAt, holds } = course
  const isSince = (text: string) => new Date(text) <= at
  const isLater = (text: string | null) => text !== null && !isSince(text)
  const standing = holds.filter(({ occurredAt, liftedAt }) => isSince(occurredAt) && !(liftedAt && isSince(liftedAt)))
  return {
    ...session,
    endedAt: endedAt !== null && at > new Date(endedAt) ? endedAt : null,
    programStatus: isLater(programEndedAt) ? 'active' : programStatus,
    versionStatus: isLater(revokedAt) ? 'cleared' : versionStatus,
    openHolds: standing.map(({ cause }) => cause),
  }
}
