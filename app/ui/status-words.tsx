/** Every state of the product as one look: hourglass waits, check is within, triangle asks, octagon stops, bars hold. */
import type { ReactNode } from 'react'
import type { ProgramStatus } from '~/domain/program'
import type { Check } from '~/domain/rule-book/rule'
import type { ScreeningOutcome } from '~/domain/screening'
import type { VersionStatus } from '~/domain/version'
import { LookBadge, type StatusLook } from './status-badge'

type BadgeProps<Value> = { is: Value; children?: ReactNode }

export const programLooks: Record<ProgramStatus, StatusLook> = {
  'not-started': { tone: 'off', icon: 'ring', word: 'Not started' },
  active: { tone: 'ok', icon: 'dot', word: 'Active' },
  'on-hold': { tone: 'hold', icon: 'bars', word: 'On hold' },
  completed: { tone: 'off', icon: 'check', word: 'Completed' },
  stopped: { tone: 'off', icon: 'square', word: 'Stopped' },
}

export function ProgramStatusBadge({ is, children }: BadgeProps<ProgramStatus>) {
  return <LookBadge look={programLooks[is]}>{children}</LookBadge>
}

export const versionLooks: Record<VersionStatus, StatusLook> = {
  draft: { tone: 'off', icon: 'pen', word: 'Draft' },
  submitted: { tone: 'wait', icon: 'hourglass', word: 'Waits for a decision' },
  'changes-requested': { tone: 'justify', icon: 'triangle', word: 'Changes requested' },
  declined: { tone: 'stop', icon: 'octagon', word: 'Declined' },
  withdrawn: { tone: 'off', icon: 'cross', word: 'Withdrawn' },
  cleared: { tone: 'ok', icon: 'check', word: 'Cleared' },
  superseded: { tone: 'off', icon: 'dash', word: 'Superseded' },
  expired: { tone: 'off', icon: 'clock', word: 'Expired' },
  revoked: { tone: 'stop', icon: 'octagon', word: 'Revoked' },
}

export function VersionStatusBadge({ is, children }: BadgeProps<VersionStatus>) {
  return <LookBadge look={versionLooks[is]}>{children}</LookBadge>
}

export const outcomeLooks: Record<ScreeningOutcome, StatusLook> = {
  standard: { tone: 'off', icon: 'check', word: 'Standard' },
  precaution: { tone: 'wait', icon: 'diamond', word: 'Precaution' },
  elevated: { tone: 'stop', icon: 'triangle', word: 'Doctor decides' },
  'no-restriction': { tone: 'stop', icon: 'octagon', word: 'No restriction training' },
  'no-exercise': { tone: 'stop', icon: 'octagon', word: 'No exercise' },
}

export function OutcomeBadge({ is, children }: BadgeProps<ScreeningOutcome>) {
  return <LookBadge look={outcomeLooks[is]}>{children}</LookBadge>
}

export const severityLooks: Record<Check['verdict'], StatusLook> = {
  stop: { tone: 'stop', icon: 'octagon', word: 'Stop' },
  justify: { tone: 'justify', icon: 'triangle', word: 'To justify' },
  advise: { tone: 'off', icon: 'info', word: 'Advice' },
  within: { tone: 'ok', icon: 'check', word: 'Within' },
  'no-rule': { tone: 'off', icon: 'dash', word: 'No rule for this line' },
}

export function SeverityBadge({ is, children }: BadgeProps<Check['verdict']>) {
  return <LookBadge look={severityLooks[is]}>{children}</LookBadge>
}
