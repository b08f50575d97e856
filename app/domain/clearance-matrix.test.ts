/** Status × move × who × whose program × screening: every cell is allowed by one hand-written list or refused by another. */
import { describe, expect, it } from 'vitest'
import { canOnClient } from './access'
import {
  allowed,
  type Cell,
  holds,
  isOf,
  type Row,
  refused,
  type Screening,
  screenings,
  type Who,
  whoEver,
} from './clearance-matrix.fixture'
import { type DecisionKind, decide, decisionKinds, decisionMoves, mayRevoke, type ScreeningStanding } from './clearance'
import { type HoldCause, mayLift } from './hold'
import type { Person, Role } from './member'
import {
  type Moved,
  moveProgram,
  moveVersion,
  type Party,
  partiesOf,
  type ProgramMove,
  type ProgramStatus,
  programStatuses,
  type VersionMove,
  versionMoveNames,
} from './program'
import type { Refusal, Verdict } from './refusal'
import { mayStart } from './session'
import { maySubmit } from './submission'
import { type VersionStatus, versionStatuses } from './version'

const today = '2026-03-10'
const licence = { number: '1', state: 'BE', validUntil: '2026-12-31' }

const rolesOf: Record<Who, Role[]> = {
  trainer: ['trainer'],
  'physical therapist': ['physical-therapist'],
  doctor: ['doctor'],
  'trainer and physical therapist': ['trainer', 'physical-therapist'],
  admin: ['admin'],
  'nobody of a role': [],
  'deactivated doctor': ['doctor'],
  'doctor with a lapsed licence': ['doctor'],
  'doctor without a licence': ['doctor'],
  system: [],
}

function personOf(who: Who): Person {
  const isLapsed = who === 'doctor with a lapsed licence'
  return {
    memberId: 'me',
    roles: rolesOf[who],
    licence:
      who === 'doctor without a licence'
        ? null
        : { ...licence, validUntil: isLapsed ? '2026-03-09' : licence.validUntil },
    isActive: who !== 'deactivated doctor',
  }
}

const partiesFor = (who: Who): Party[] => (who === 'system' ? ['system'] : partiesOf(rolesOf[who]))

function standingOf(screening: Screening): ScreeningStanding | null {
  if (screening === 'none') return null
  const isStale = screening === 'stale'
  const isOutdatedByEvent = screening === 'outdated by an event'
  return { outcome: isStale || isOutdatedByEvent ? 'standard' : screening, isStale, isOutdatedByEvent }
}

const authorsOf = ({ program }: Cell): string[] => (program === 'own' ? ['somebody', 'me'] : ['somebody'])
const of = (moved: Moved<unknown> | Verdict): Refusal | 'allowed' => (moved.ok ? 'allowed' : moved.why)

/** A submission, decision or revocation that lacks nothing but what the cell says. */
function askVersion(cell: Cell): Refusal | 'allowed' {
  const status = cell.status as VersionStatus
  const move = cell.move as VersionMove
  const hasBfr = cell.cuff === 'with'
  const screening = standingOf(cell.screening)
  if (move === 'submit') {
    return of(
      maySubmit({
        by: partiesFor(cell.who),
        programStatus: 'not-started',
        version: {
          status,
          kind: 'new',
          lineCount: 1,
          hasBfr,
          schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 6 },
          extensionDays: null,
        },
        screening,
        findings: [],
      }),
    )
  }
  if (move === 'revoke') {
    return of(
      mayRevoke({
        signer: personOf(cell.who),
        today,
        programStatus: 'active',
        versionStatus: status,
        reason: 'New symptoms',
      }),
    )
  }
  const kind = decisionKinds.find((each) => decisionMoves[each] === move)
  return kind
    ? askDecision(cell, kind, { hasBfr, screening, status })
    : of(moveVersion(status, move, partiesFor(cell.who)))
}

type Decided = { hasBfr: boolean; screening: ScreeningStanding | null; status: VersionStatus }

function askDecision(cell: Cell, kind: DecisionKind, { hasBfr, screening, status }: Decided): Refusal | 'allowed' {
  const decided = decide(
    {
      signer: personOf(cell.who),
      today,
      programStatus: 'not-started',
      version: { status, kind: 'new', contentHash: 'abc', hasBfr, authorIds: authorsOf(cell) },
      screening,
      screeningId: 's1',
      findings: [],
      earlierExtensions: 0,
      clinic: { isDoctorForPrecautions: false, clearanceValidDays: 30 },
    },
    {
      kind,
      contentHash: 'abc',
      readScreeningId: 's1',
      hasLimits: kind === 'cleared-with-limits',
      justification: 'Read and weighed',
      reason: 'Two sets fewer',
    },
  )
  return decided.ok ? 'allowed' : decided.why
}

const causeOf = ({ hold, who }: Cell): HoldCause => {
  if (hold === 'red flag' || hold === 'screening' || hold === 'event') return hold === 'red flag' ? 'red-flag' : hold
  // A member who is both holds as a clinician.
  return hold === 'own' && who !== 'trainer' ? 'clinician' : 'trainer'
}

function askProgram(cell: Cell): Refusal | 'allowed' {
  const status = cell.status as ProgramStatus
  const facts = {
    status,
    openHolds: cell.hold === 'no hold' ? 0 : 1,
    isClearanceInForce: cell.clearance === 'in force',
  }
  if (cell.move === 'session') {
    const may = canOnClient({ roles: rolesOf[cell.who] }, 'session:start', { isInCareTeam: true })
    return may ? askSession(cell, status) : 'not-your-role'
  }
  const moved = moveProgram(facts, cell.move as ProgramMove, partiesFor(cell.who))
  if (!moved.ok) return moved.why
  if (cell.move === 'start') return askSession(cell, status)
  return cell.move === 'lift' ? askLift(cell) : 'allowed'
}

/** Consent, LOP, limb and day are in order: what is in the way is what the cell says. */
function askSession(cell: Cell, status: ProgramStatus): Refusal | 'allowed' {
  const mode = cell.cuff === 'with' ? 'bfr-resistance' : 'strength'
  return of(
    mayStart({
      today,
      program: { status, hasStarted: status !== 'not-started', noMaximalTestBefore: null },
      version: {
        status: cell.clearance === 'in force' ? 'cleared' : 'submitted',
        validUntil: cell.clearance === 'in force' ? '2026-04-01' : null,
        reviewBy: null,
        needsDoctor: false,
      },
      openHolds: cell.hold === 'no hold' ? [] : [causeOf(cell)],
      screening: standingOf(cell.screening),
      consent: { isOnRecord: true, isMinor: false, isByGuardian: false },
      limbsInBreach: [],
      limbsInUse: [],
      sessionsToday: 0,
      isAnotherRunning: false,
      pressure: { isAsked: false, newest: null },
      lopValidDays: 14,
      lines: [{ id: 'line', mode, limb: 'left-leg', hasFixedMmhg: false, lopMeasuredOn: today }],
    }),
  )
}

function askLift(cell: Cell): Refusal | 'allowed' {
  const screening = standingOf(cell.screening)
  return of(
    mayLift(
      {
        by: personOf(cell.who),
        today,
        hold: {
          cause: causeOf(cell),
          heldBy: cell.hold === 'own' ? 'me' : 'somebody',
          needsAssessment: cell.hold === 'red flag',
        },
        program: {
          authorIds: authorsOf(cell),
          hasBfr: cell.cuff === 'with',
          clearedAs: cell.clearance === 'in force' ? 'physical-therapist' : null,
          isDoctorForPrecautions: false,
        },
        screening: screening && { ...screening, isAfterHold: true },
      },
      { reason: 'Seen and well', assessment: { by: 'Dr Ito', on: today, result: 'No clot' }, citesAssessment: true },
    ),
  )
}

/** Who was deactivated has no login: they are asked about only where something is signed. */
const signs = (move: string) =>
  !['submit', 'withdraw', 'supersede', 'expire', 'start', 'session', 'hold', 'complete', 'stop'].includes(move)

function cellsOf(
  moves: readonly string[],
  statuses: readonly string[],
  of: { holds: readonly Cell['hold'][]; clearances: readonly Cell['clearance'][] },
): Cell[] {
  const cells: Cell[] = []
  for (const move of moves)
    for (const status of statuses)
      for (const who of whoEver)
        for (const program of ['own', "other's"] as const)
          for (const screening of screenings)
            for (const cuff of ['with', 'without'] as const)
              for (const hold of of.holds)
                for (const clearance of of.clearances)
                  if (who !== 'deactivated doctor' || signs(move))
                    cells.push({ move, status, who, program, screening, cuff, hold, clearance })
  return cells
}

const versions = cellsOf(versionMoveNames, versionStatuses, { holds: ['no hold'], clearances: ['none'] })
const programs = cellsOf(['start', 'session', 'hold', 'lift', 'complete', 'stop'], programStatuses, {
  holds,
  clearances: ['in force', 'none'],
})

const inWords = ({ move, status, who, program, screening, cuff, hold, clearance }: Cell) =>
  `${move}, ${status}, by ${who}, ${program} program, screening ${screening}, ${cuff} cuff, ${hold}, clearance ${clearance}`

/** The cells whose answer is another than the lists say; the first few are enough to see which. */
function mismatches(cells: Cell[], lists: { allowed: Row[]; refused: Row[] }, ask: (cell: Cell) => string): string[] {
  const wrong = cells.flatMap((cell) => {
    const isAllowed = lists.allowed.some((row) => isOf(row, cell))
    const expected = isAllowed ? 'allowed' : (lists.refused.find((row) => isOf(row, cell))?.says ?? 'on neither list')
    const answer = ask(cell)
    return answer === expected ? [] : [`${inWords(cell)}: ${answer}, not ${expected}`]
  })
  return wrong.length > 10 ? [...wrong.slice(0, 10), `and ${wrong.length - 10} more`] : wrong
}

describe('a version', () => {
  it(`is moved as the hand-written lists say, in each of ${versions.length} cells`, () => {
    expect(mismatches(versions, { allowed: allowed.versions, refused: refused.versions }, askVersion)).toEqual([])
  })
})

describe('a program', () => {
  it(`is moved, and a session of it started, as the hand-written lists say, in each of ${programs.length} cells`, () => {
    expect(mismatches(programs, { allowed: allowed.programs, refused: refused.programs }, askProgram)).toEqual([])
  })

  it.each(['completed', 'stopped'] as const)('that is %s has no clearance left to revoke', (programStatus) => {
    const asked = {
      signer: personOf('doctor'),
      today,
      programStatus,
      versionStatus: 'cleared',
      reason: 'Late',
    } as const
    expect(mayRevoke(asked)).toEqual({ ok: false, why: 'program-finished' })
  })
})

describe('the lists', () => {
  it('have no row that is of no cell', () => {
    for (const [rows, cells] of [
      [allowed.versions, versions],
      [allowed.programs, programs],
      [refused.versions, versions],
      [refused.programs, programs],
    ] as const) {
      expect(rows.filter((row) => !cells.some((cell) => isOf(row, cell)))).toEqual([])
    }
  })

  it('are of roles as the table of access has them', () => {
    const actions = [
      ['submit', 'program:submit'],
      ['withdraw', 'program:withdraw'],
      ['clear', 'program:decide'],
      ['revoke', 'program:revoke'],
      ['session', 'session:start'],
      ['hold', 'program:hold'],
      ['lift', 'program:lift'],
      ['complete', 'program:complete'],
      ['stop', 'program:stop'],
    ] as const
    for (const [move, action] of actions) {
      for (const who of [
        'trainer',
        'physical therapist',
        'doctor',
        'trainer and physical therapist',
        'admin',
      ] as const) {
        const rows = [...allowed.versions, ...allowed.programs].filter(({ is }) => is.move?.includes(move))
        const isListed = rows.some(({ is }) => is.who?.includes(who) ?? true)
        expect([move, who, canOnClient({ roles: rolesOf[who] }, action, { isInCareTeam: true })]).toEqual([
          move,
          who,
          isListed,
        ])
      }
    }
  })
})
