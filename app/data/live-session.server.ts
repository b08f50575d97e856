/** A session as its phone page shows it: what to do now, what was done, and whether this member may go on. */
import type { Query } from '~/database/query.server'
import { canOnClient } from '~/domain/access'
import { type LiveLine, liveLine } from '~/domain/live-line'
import type { Acting } from './acting.server'
import type { SessionDose } from './session-dose.server'
import { type UnopenedStrip, unopenedStrip, type WindowStrip, windowStrips } from './window-strips.server'

/** `now` is the server's clock, which the timers of the page count from. */
export type LiveSession = Omit<SessionDose, 'content' | 'lines' | 'sets'> & {
  lines: LiveLine[]
  restrictions: SessionDose['content']['restrictions']
  strip: WindowStrip | UnopenedStrip
  canLog: boolean
  mayCorrect: boolean
  now: string
}

export async function liveSession(query: Query, member: Acting, dose: SessionDose, at: Date): Promise<LiveSession> {
  const { content, lines, sets, ...session } = dose
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
    now: at.toISOString(),
  }
}
