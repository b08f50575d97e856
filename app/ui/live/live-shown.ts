/** A session as the live page shows it, from the server or kept on the phone. */
import type { AdverseRecord } from '~/domain/adverse-events'
import type { CalendarDay } from '~/domain/calendar-day'
import type { HoldCause } from '~/domain/hold'
import type { DayInflation } from '~/domain/inflation'
import type { Limits } from '~/domain/limits'
import type { LiveLine } from '~/domain/live-line'
import type { ClinicFormat } from '../format'
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
  inflations: readonly DayInflation[]
  strip: StripFacts
  adverseEvents?: readonly AdverseRecord[]
  canLog: boolean
  /** To be called when nobody else can be told. */
  numbers: { emergency: string; onCall: string }
  /** The login is idle: names are empty, and nothing of the client is shown but what the work needs. */
  isCovered: boolean
  now: string
}

/** All that the page is made of. `lineId` null: a session without lines. `keys` are those of the next set and of the end. */
export type FloorLoaded = {
  session: LiveShown
  lineId: string | null
  format: ClinicFormat
  keys: { set: string; end: string }
  /** Who has it open, and after how long without a touch it is covered. */
  owner: { memberId: string; memberName: string; idleMinutes: number }
}
