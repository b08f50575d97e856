/** Check-ins: how the client is 24, 48 and 72 hours after a first session, and after any with a deviation. */

/** Rhabdomyolysis shows 24 to 72 hours after a first session (clinical-rules, "Red flags"). */
export const checkInHours = [24, 48, 72] as const
export type CheckInHour = (typeof checkInHours)[number]

/** More than this nobody calls in one day: counted and listed no further, the oldest first. */
export const mostCheckIns = 50

/** Unanswered for this long after it was due, a check-in is missed. */
const missedAfterHours = 24
/** After this a check-in is asked for no more: what it looks for has shown by then, or will not (house rule). */
const askedForDays = 14

const hourMs = 3_600_000

/** A session that took place; times in milliseconds since 1970: hours are hours, whatever a clock on the wall does. */
export type PastSession = {
  id: string
  programId: string
  at: number
  isStruck: boolean
  /** A deviation of a set struck through is none. */
  hasDeviation: boolean
}

/** What is followed: the first session of each program that is not struck through, and each with a deviation. */
export function followed<Session extends PastSession>(sessions: readonly Session[]): Session[] {
  const standing = sessions.filter(({ isStruck }) => !isStruck)
  return standing.filter((session) => session.hasDeviation || isFirst(session, standing))
}

function isFirst({ id, programId, at }: PastSession, standing: readonly PastSession[]): boolean {
  return !standing.some(
    (other) => other.programId === programId && (other.at < at || (other.at === at && other.id < id)),
  )
}

/** Of a followed session: when it was, and for which hours somebody answered. */
export type Followed = { at: number; answeredHours: readonly number[] }

/** What is asked now: the newest hour that is due; `missed` are those past their time, this one perhaps among them. */
export type OpenCheckIn = { hour: CheckInHour; dueAt: number; isMissed: boolean; missed: CheckInHour[] }

/** An answer closes its own hour and all before it, for it says how the client is now. */
export function openCheckIn(session: Followed, now: number): OpenCheckIn | null {
  const open = openHours(session, now)
  const hour = open.at(-1)
  if (hour === undefined) return null
  const missed = open.filter((each) => isMissed(session, each, now))
  return { hour, dueAt: dueAt(session, hour), isMissed: missed.includes(hour), missed }
}

/** The hours that went by without an answer in time, which escalate to the clinician, each once. */
export function missedHours(session: Followed, now: number): CheckInHour[] {
  return openHours(session, now).filter((hour) => isMissed(session, hour, now))
}

function openHours(session: Followed, now: number): CheckInHour[] {
  if (now >= session.at + askedForDays * 24 * hourMs) return []
  const answered = Math.max(0, ...session.answeredHours)
  return checkInHours.filter((hour) => hour > answered && dueAt(session, hour) <= now)
}

function dueAt({ at }: Followed, hour: CheckInHour): number {
  return at + hour * hourMs
}

function isMissed(session: Followed, hour: CheckInHour, now: number): boolean {
  return now >= dueAt(session, hour) + missedAfterHours * hourMs
}
