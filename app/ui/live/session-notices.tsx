/** What must stay in sight during a session: a hold, limits, restrictions, and what kind of session this is. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Limits } from '~/domain/limits'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { Notice } from '../notice'

type SessionFacts = {
  kind: 'started' | 'reported'
  isBfr: boolean
  occurredAt: string
  endedAt: string | null
  isOutsideClearance: boolean
  outsideReason: string | null
  openHolds: readonly string[]
  limits: Limits | null
  restrictions: { range: string | null; weightBearing: string | null; noMaximalTestBefore: CalendarDay | null }
  lines: readonly { isLeftOut: boolean }[]
}

export function SessionNotices({ session, format }: { session: SessionFacts; format: ClinicFormat }) {
  const { kind, occurredAt, endedAt, isOutsideClearance, outsideReason, openHolds, lines } = session
  const kept = keepInMind(session, format)
  return (
    <>
      {openHolds.length > 0 && !endedAt ? (
        <Notice tone="hold" title="On hold">
          Cuff off, stop, do not go on. What was done already can be logged, with a reason.
        </Notice>
      ) : null}
      {kind === 'reported' ? (
        <Notice title={`Reported: took place ${formatInstant(occurredAt, format)}`}>
          {isOutsideClearance ? `Outside clearance: ${outsideReason}` : 'Add the sets as they were done.'}
        </Notice>
      ) : null}
      {lines.some(({ isLeftOut }) => isLeftOut) ? (
        <Notice tone="wait">Started without the cuff: the lines with restriction are left out of this session.</Notice>
      ) : null}
      {kept.length > 0 ? <p className="small dim">{kept.join(' ')}</p> : null}
    </>
  )
}

function keepInMind({ restrictions, limits }: SessionFacts, format: ClinicFormat): string[] {
  const { range, weightBearing, noMaximalTestBefore } = restrictions
  return [
    range && `Range: ${range}.`,
    weightBearing && `Weight-bearing: ${weightBearing}.`,
    noMaximalTestBefore && `No maximal test before ${formatDay(noMaximalTestBefore, format)}.`,
    limits?.isSupervisedOnly && 'Supervised only.',
    limits?.reviewBy && `A clinician looks again by ${formatDay(limits.reviewBy, format)}.`,
  ].filter((words): words is string => typeof words === 'string' && words !== '')
}
