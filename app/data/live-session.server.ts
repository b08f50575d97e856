/** A session as its phone page shows it: what to do now, what was done, and whether this member may go on. */
import type { Query } from '~/database/query.server'
import { canOnClient } from '~/domain/access'
import { type LiveLine, liveLine } from '~/domain/live-line'
import type { Acting } from './acting.server'
import type { SessionDose } from './session-dose.server'
import { type UnopenedStrip, unopenedStrip, type WindowStrip, windowStrips } from './window-strips.server'

/** `now` is the server's clock, which the timers of the page count from. */
export type LiveSession = Omit<SessionDose, 'content' | 'lines' | 'sets' | 'course'> & {
  lines: LiveLine[]
  restrictions: SessionDose['content']['restrictions']
  strip: WindowStrip | UnopenedStrip
  canLog: boolean
  isCovered: boolean
  mayCorrect: boolean
  now: string
}

export async function liveSession(query: Query, member: Acting, dose: SessionDose, at: Date): Promise<LiveSession> {
  const { content, lines, sets, course: _, ...session } = dose
  const { limits, kind, isBfr } = session
  const [strip] = await windowStrips(query, [session.programId], at)
  const around = { limits, sets, isWithoutCuff: kind === 'started' && !isBfr, plateStepG: member.clinic.plateStepG }
  return {
    ...session,
    lines: lines.map((dosed) => liveLine(dosed, around)),
    restrictions: content.restrictions,
    strip: strip ?? unopenedStrip(member.clinic),
    canLog:
      canOnClient(member, 'session:log', session) &&
      session.struck === null &&
      (session.endedAt === null || kind === 'reported'),
    mayCorrect: canOnClient(member, 'entry:correct', session),
    isCovered: false,
    now: at.toISOString(),
  }
}

/**
 * The same for an idle login with a ticket: the dose, the timers and what the sets are held against. Restrictions and
 * holds stay, for without them the work is not safe; nothing says whose session it is or why anything happened. Each
 * field is named, so that a new one is not shown before somebody decided on it.
 */
export function coveredSession(session: LiveSession, member: Acting): LiveSession {
  const { id, clientId, kind, place, isBfr, occurredAt, endedAt, isOutsideClearance } = session
  const { isInCareTeam, hasEmergencyAccess } = session
  const { programStatus, versionStatus, openHolds, limits, restrictions, clearedOn, canLog, now } = session
  return {
    ...{ id, clientId, kind, place, isBfr, occurredAt, endedAt, isOutsideClearance, isInCareTeam, hasEmergencyAccess },
    ...{ programStatus, versionStatus, openHolds, limits, restrictions, clearedOn, canLog, now },
    ...{ clientName: '', programId: '', programName: '', outsideReason: null },
    lines: session.lines.map((line) => ({ ...line, done: line.done.map((set) => ({ ...set, deviations: [] })) })),
    inflations: session.inflations.map((one) => ({ ...one, deviations: [] })),
    adverseEvents: [],
    struckSets: [],
    struck: null,
    mayCorrect: false,
    strip: unopenedStrip(member.clinic),
    isCovered: true,
  }
}
