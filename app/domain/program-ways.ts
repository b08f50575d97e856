/** What a member may do with a program now: one list over its state, their roles and whose client it is. */
import { type Action, canOnClient } from './access'
import type { Role } from './member'
import { moveProgram, moveVersion, partiesOf, type ProgramFacts } from './program'
import { mayDraftNext } from './submission'
import type { VersionStatus } from './version'

/** In the order they are offered. */
export const ways = [
  'decide',
  'start-session',
  'edit-draft',
  'record-consent',
  'measure-lop',
  'report-session',
  'amend',
  'copy',
  'withdraw',
  'hold',
  'complete',
  'revoke',
  'stop',
] as const
export type Way = (typeof ways)[number]

export type WayFacts = {
  by: { roles: readonly Role[]; isInCareTeam: boolean }
  program: ProgramFacts
  /** Of every version, the oldest first. */
  versions: readonly VersionStatus[]
  hasConsent: boolean
  isLopMissing: boolean
  /** A session may start now, with all of its lines or with some. */
  mayStart: boolean
}

/** A way that is offered may still be refused by what the page behind it asks for. */
export function waysOf(facts: WayFacts): Way[] {
  return ways.filter((way) => canOnClient(facts.by, actionOf[way], facts.by) && isOpen[way](facts))
}

const actionOf: Record<Way, Action> = {
  decide: 'program:decide',
  'start-session': 'session:start',
  'edit-draft': 'program:amend',
  'record-consent': 'consent:record',
  'measure-lop': 'lop:measure',
  'report-session': 'session:report',
  amend: 'program:amend',
  copy: 'program:raise',
  withdraw: 'program:withdraw',
  hold: 'program:hold',
  complete: 'program:complete',
  revoke: 'program:revoke',
  stop: 'program:stop',
}

const isOpen: Record<Way, (facts: WayFacts) => boolean> = {
  decide: ({ versions }) => versions.at(-1) === 'submitted',
  'start-session': ({ mayStart }) => mayStart,
  'edit-draft': ({ versions }) => versions.at(-1) === 'draft',
  'record-consent': ({ program, hasConsent }) => program.isClearanceInForce && !hasConsent && isRunning(program),
  'measure-lop': ({ program, isLopMissing }) => isLopMissing && isRunning(program),
  // What took place is taken whatever became of the program; there must be a version it was a session of.
  'report-session': ({ versions }) => versions.some((status) => status !== 'draft'),
  amend: ({ by, program, versions }) =>
    mayDraftNext({ by: partiesOf(by.roles), programStatus: program.status, versions }).ok,
  // What is declined or over is not gone on with; a new program may begin where it ended.
  copy: ({ program, versions }) => versions.at(-1) === 'declined' || !isRunning(program),
  withdraw: ({ by, versions }) => moveVersion(versions.at(-1) ?? 'draft', 'withdraw', partiesOf(by.roles)).ok,
  hold: ({ by, program }) => moveProgram(program, 'hold', partiesOf(by.roles)).ok,
  complete: ({ by, program }) => moveProgram(program, 'complete', partiesOf(by.roles)).ok,
  revoke: ({ program }) => program.isClearanceInForce && isRunning(program),
  stop: ({ by, program }) => moveProgram(program, 'stop', partiesOf(by.roles)).ok,
}

function isRunning({ status }: ProgramFacts): boolean {
  return status !== 'completed' && status !== 'stopped'
}
