/** What every page of a program says of it. */
import type { CalendarDay } from './calendar-day'
import type { ProgramStatus } from './program'
import type { VersionKind, VersionStatus } from './version'

/** `today` is the clinic's day; `newest` is its newest version, whatever became of it. */
export type ProgramHead = {
  id: string
  name: string
  status: ProgramStatus
  raisedBy: string
  raisedByName: string
  supervisedBy: string | null
  client: { id: string; givenName: string; familyName: string; birthDate: CalendarDay; ageYears: number }
  isInCareTeam: boolean
  hasEmergencyAccess: boolean
  inForce: { id: string; number: number; contentHash: string } | null
  newest: { id: string; number: number; kind: VersionKind; status: VersionStatus } | null
  today: CalendarDay
}
