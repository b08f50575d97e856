/** The two tables of moves: what may become of a version and of a program, and by whom; nothing else moves them. */
import { isClinician, type Role } from './member'
import type { Refusal } from './refusal'
import type { VersionStatus } from './version'

export const programStatuses = ['not-started', 'active', 'on-hold', 'completed', 'stopped'] as const
export type ProgramStatus = (typeof programStatuses)[number]

/** In what part somebody moves; `system` is the consequence of another move, or the enforcer. */
export const parties = ['trainer', 'clinician', 'system'] as const
export type Party = (typeof parties)[number]

/** `needs` says what else must hold; where a row can end in several places, it says which. */
export type MoveRow<Status> = {
  from: readonly Status[]
  to: readonly [Status, ...Status[]]
  by: readonly Party[]
  needs: string
}

export const versionMoveNames = [
  'submit',
  'withdraw',
  'request-changes',
  'decline',
  'clear',
  'clear-with-limits',
  'supersede',
  'expire',
  'revoke',
] as const
export type VersionMove = (typeof versionMoveNames)[number]

export const versionMoves: Record<VersionMove, MoveRow<VersionStatus>> = {
  submit: {
    from: ['draft'],
    to: ['submitted'],
    by: ['trainer', 'clinician'],
    needs:
      'a line; a screening in date that does not prohibit it; no finding of severity stop; a why for each to justify',
  },
  withdraw: {
    from: ['submitted'],
    to: ['withdrawn'],
    by: ['trainer', 'clinician', 'system'],
    needs: 'nothing; what is still submitted when its program ends is withdrawn by itself',
  },
  'request-changes': {
    from: ['submitted'],
    to: ['changes-requested'],
    by: ['clinician'],
    needs: 'a signature and a reason',
  },
  decline: {
    from: ['submitted'],
    to: ['declined'],
    by: ['clinician'],
    needs: 'a signature and a reason; final, copy the program to try again',
  },
  clear: {
    from: ['submitted'],
    to: ['cleared'],
    by: ['clinician'],
    needs: 'a signature; the screening read; every finding to justify answered in writing',
  },
  'clear-with-limits': {
    from: ['submitted'],
    to: ['cleared'],
    by: ['clinician'],
    needs: 'as clear, and a limit; a limit may cure a finding instead of an answer',
  },
  supersede: {
    from: ['cleared'],
    to: ['superseded'],
    by: ['system'],
    needs: 'the next version of the same program was cleared',
  },
  expire: {
    from: ['cleared'],
    to: ['expired'],
    by: ['system'],
    needs: 'the program was not started within the validity of the clearance',
  },
  revoke: {
    from: ['cleared'],
    to: ['revoked'],
    by: ['clinician'],
    needs: 'a signature and a reason; the program stops with it',
  },
}

export const programMoveNames = ['start', 'hold', 'lift', 'complete', 'stop'] as const
export type ProgramMove = (typeof programMoveNames)[number]

export const programMoves: Record<ProgramMove, MoveRow<ProgramStatus>> = {
  start: {
    from: ['not-started'],
    to: ['active'],
    by: ['trainer'],
    needs: 'a clearance in force for exactly this version, no open hold, and all that a session needs',
  },
  hold: {
    from: ['not-started', 'active', 'on-hold'],
    to: ['on-hold', 'not-started'],
    by: ['trainer', 'clinician', 'system'],
    needs:
      'a reason; a red flag, a screening and an event hold by themselves. A program not started stays so, and cannot ' +
      'start while the hold is open',
  },
  lift: {
    from: ['on-hold', 'not-started'],
    to: ['active', 'on-hold', 'not-started'],
    by: ['trainer', 'clinician'],
    needs:
      'an open hold; of a trainer: their own; of a clinician: a reason. On hold still while another hold is open, ' +
      'active when it was the last and the clearance is in force; a program not started stays so',
  },
  complete: { from: ['active', 'on-hold'], to: ['completed'], by: ['trainer'], needs: 'nothing' },
  stop: {
    from: ['not-started', 'active', 'on-hold'],
    to: ['stopped'],
    by: ['trainer', 'clinician', 'system'],
    needs: 'a reason; a revocation stops by itself',
  },
}

export type Moved<Status> = { ok: true; to: Status } | { ok: false; why: Refusal }

/** What the move of a program must know. */
export type ProgramFacts = {
  status: ProgramStatus
  /** Holds open before the move, the one to be lifted among them. */
  openHolds: number
  /** A version of it is cleared, neither expired, superseded nor revoked. */
  isClearanceInForce: boolean
}

/** The parts a member may move in; an admin alone has none. */
export function partiesOf(roles: readonly Role[]): Party[] {
  const found: Party[] = roles.includes('trainer') ? ['trainer'] : []
  return isClinician(roles) ? [...found, 'clinician'] : found
}

/** Where this move takes a version, or why not; who asks is judged before the status. */
export function moveVersion(status: VersionStatus, move: VersionMove, by: readonly Party[]): Moved<VersionStatus> {
  const row = versionMoves[move]
  if (!isFor(row, by)) return { ok: false, why: whyNotThem(row) }
  if (!row.from.includes(status)) return { ok: false, why: whyNotVersion(move, status) }
  return { ok: true, to: row.to[0] }
}

/** Where this move takes a program, or why not; it never becomes active without a clearance in force. */
export function moveProgram(facts: ProgramFacts, move: ProgramMove, by: readonly Party[]): Moved<ProgramStatus> {
  const row = programMoves[move]
  if (!isFor(row, by)) return { ok: false, why: whyNotThem(row) }
  if (!row.from.includes(facts.status)) return { ok: false, why: whyNotProgram(move, facts.status) }
  if (move === 'start' && facts.openHolds > 0) return { ok: false, why: 'on-hold' }
  if (move === 'lift' && facts.openHolds === 0) return { ok: false, why: 'not-on-hold' }
  const to = target(facts, move)
  if (to === 'active' && !facts.isClearanceInForce) return { ok: false, why: 'not-cleared' }
  return { ok: true, to }
}

export function isFinished(status: ProgramStatus): boolean {
  return status === 'completed' || status === 'stopped'
}

function target({ status, openHolds }: ProgramFacts, move: ProgramMove): ProgramStatus {
  const isHolding = move === 'hold' || move === 'lift'
  if (isHolding && status === 'not-started') return 'not-started'
  if (move === 'lift') return openHolds > 1 ? 'on-hold' : 'active'
  return programMoves[move].to[0]
}

function isFor<Status>(row: MoveRow<Status>, by: readonly Party[]): boolean {
  return row.by.some((party) => by.includes(party))
}

function whyNotThem<Status>(row: MoveRow<Status>): Refusal {
  return row.by.length === 1 && row.by[0] === 'clinician' ? 'not-a-clinician' : 'not-your-role'
}

function whyNotVersion(move: VersionMove, status: VersionStatus): Refusal {
  if (move === 'submit') return 'not-draft'
  if (versionMoves[move].from.includes('submitted')) {
    return status === 'draft' || status === 'withdrawn' ? 'not-submitted' : 'already-decided'
  }
  if (status === 'expired') return 'clearance-expired'
  return status === 'revoked' ? 'clearance-revoked' : 'not-cleared'
}

function whyNotProgram(move: ProgramMove, status: ProgramStatus): Refusal {
  if (isFinished(status)) return 'program-finished'
  if (move === 'lift') return 'not-on-hold'
  if (status === 'on-hold') return 'on-hold'
  return move === 'start' ? 'program-already-started' : 'program-not-active'
}
