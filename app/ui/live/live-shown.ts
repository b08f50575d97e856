/** A session as the live page shows it, from the server or kept on the phone. */
import type { AdverseRecord } from '~/domain/adverse-events'
import type { CalendarDay } from '~/domain/calendar-day'
import type { HoldCause } from '~/domain/hold'
import type { Limits } from '~/domain/limits'
import type { LiveLine } from '~/domain/live-line'
import type { StripFacts } from '../strip-cells'

/** Times as ISO text; `now` is the server's clock when this was made. `limits` null: no decision stands behind it. */
export type LiveShown = {
  id: string
  clientId: string
  clientName: string
  programId: string
  programName: string
  kind: 'started' | 'reported'
  isBfr: boolean
  occurredAt: string
  endedAt: string | null
  isOutsideClearance: boolean
  outsideReason: string | null
  openHolds: readonly HoldCause[]
  limits: Limits | null
  restrictions: { range: string | null; weightBearing: string | null; noMaximalTestBefore: CalendarDay | null }
  lines: readonly LiveLine[]
  strip: StripFacts
  adverseEvents?: readonly AdverseRecord[]
  canLog: boolean
  now: string
}
