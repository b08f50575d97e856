/** A session as the live page shows it, from the server or kept on the phone. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Struck, StruckSet } from '~/domain/correction'
import type { SessionNow } from '~/domain/live-limits'
import type { LiveLine } from '~/domain/live-line'
import type { StripFacts } from '../strip-cells'

/** Times as ISO text; `now` is the server's clock when this was made. `limits` null: no decision stands behind it. */
export type LiveShown = SessionNow & {
  id: string
  clientId: string
  clientName: string
  programId: string
  programName: string
  occurredAt: string
  outsideReason: string | null
  restrictions: { range: string | null; weightBearing: string | null; noMaximalTestBefore: CalendarDay | null }
  lines: readonly LiveLine[]
  strip: StripFacts
  struckSets: readonly StruckSet[]
  struck: Struck | null
  canLog: boolean
  /** May strike through entries of this client; whose they are, their form asks. */
  mayCorrect: boolean
  now: string
}
