/** An emergency access in words: its times, what was read, what was found. */
import type { EmergencyFinding, EmergencyPhase } from '~/domain/emergency-access'
import { type ClinicFormat, formatInstant, formatTime } from '../format'
import type { StatusLook } from '../status-badge'

export type ShownAccess = {
  id: string
  clientName: string
  recordNumber: string
  memberName: string
  reason: string
  openedAt: string
  expiresAt: string
  endedAt: string | null
  phase: EmergencyPhase
  pagesRead: number
  review: { finding: EmergencyFinding; note: string; by: string; at: string } | null
}

export const findingLooks: Record<EmergencyFinding, StatusLook> = {
  'in-order': { tone: 'ok', icon: 'check', word: 'In order' },
  'not-in-order': { tone: 'stop', icon: 'octagon', word: 'Not in order' },
}

/** "10:02 to 10:40, ended early" */
export function timesWords({ openedAt, expiresAt, endedAt, phase }: ShownAccess, format: ClinicFormat): string {
  const until = formatTime(endedAt ?? expiresAt, format)
  const how = { open: ', open now', ended: ', ended early', over: '' }[phase]
  return `${formatInstant(openedAt, format)} to ${until}${how}`
}

export function pagesWords(count: number): string {
  if (count === 0) return 'no page read'
  return count === 1 ? '1 page read' : `${count} pages read`
}
