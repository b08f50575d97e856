/** Whether something may be done to a program at all, asked before its form is shown; the command asks everything again. */
import { mayRevoke } from './clearance'
import type { Person, Role } from './member'
import { isFinished, moveProgram, moveVersion, type ProgramMove, partiesOf } from './program'
import type { ProgramHead } from './program-head'
import type { Refusal } from './refusal'

type Head = Pick<ProgramHead, 'status' | 'inForce' | 'newest' | 'today'>

/** Null: it may. */
export function whyNotMove(
  { status, inForce }: Head,
  move: Exclude<ProgramMove, 'lift' | 'start'>,
  roles: readonly Role[],
): Refusal | null {
  const moved = moveProgram({ status, openHolds: 0, isClearanceInForce: inForce !== null }, move, partiesOf(roles))
  return moved.ok ? null : moved.why
}

export function whyNotWithdraw({ newest }: Head, roles: readonly Role[]): Refusal | null {
  const moved = moveVersion(newest?.status ?? 'draft', 'withdraw', partiesOf(roles))
  return moved.ok ? null : moved.why
}

export function whyNotConsent({ status }: Head): Refusal | null {
  return isFinished(status) ? 'program-finished' : null
}

export function whyNotRevoke({ status, inForce, today }: Head, signer: Person): Refusal | null {
  if (isFinished(status)) return 'program-finished'
  const versionStatus = inForce ? 'cleared' : 'draft'
  const may = mayRevoke({ signer, today, programStatus: status, versionStatus, reason: 'any' })
  return may.ok ? null : may.why
}
