/** Where a rehab window stands, as a badge and as the words beside its strip. */
import type { Severity } from '~/domain/window-flag'
import { LookBadge, type StatusLook } from './status-badge'
import type { StripPhase } from './strip-cells'

export type WindowLook = StripPhase | Severity

export const windowLooks: Record<WindowLook, StatusLook> = {
  'not-open': { tone: 'off', icon: 'ring', word: 'Not open yet' },
  open: { tone: 'ok', icon: 'dot', word: 'Open' },
  closing: { tone: 'wait', icon: 'hourglass', word: 'Closing' },
  'last-day': { tone: 'wait', icon: 'hourglass', word: 'Last day' },
  extended: { tone: 'wait', icon: 'plus', word: 'Extended' },
  past: { tone: 'off', icon: 'check', word: 'Past, reviewed' },
  breach: { tone: 'stop', icon: 'octagon', word: 'Past, breach' },
  'review-due': { tone: 'justify', icon: 'triangle', word: 'Past, review due' },
}

/** `flag` is what stands today: past without one means that a clinician has looked and set a next day. */
function windowLookOf(phase: StripPhase, flag: Severity | null): WindowLook {
  return phase === 'past' ? (flag ?? 'past') : phase
}

export function WindowBadge({ phase, flag }: { phase: StripPhase; flag?: Severity | null }) {
  return <LookBadge look={windowLooks[windowLookOf(phase, flag ?? null)]} />
}
