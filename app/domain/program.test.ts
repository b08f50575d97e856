import { describe, expect, it } from 'vitest'
import {
  isFinished,
  moveProgram,
  moveVersion,
  type Party,
  type ProgramFacts,
  type ProgramMove,
  type ProgramStatus,
  parties,
  partiesOf,
  programMoveNames,
  programMoves,
  programStatuses,
  type VersionMove,
  versionMoveNames,
  versionMoves,
} from './program'
import { type VersionStatus, versionStatuses } from './version'

const everyone: Party[] = [...parties]

// Written by hand from product.md, "The life of a program": every pair that is not here is refused.
const versionTable: [VersionMove, VersionStatus, VersionStatus][] = [
  ['submit', 'draft', 'submitted'],
  ['withdraw', 'submitted', 'withdrawn'],
  ['request-changes', 'submitted', 'changes-requested'],
  ['decline', 'submitted', 'declined'],
  ['clear', 'submitted', 'cleared'],
  ['clear-with-limits', 'submitted', 'cleared'],
  ['supersede', 'cleared', 'superseded'],
  ['expire', 'cleared', 'expired'],
  ['revoke', 'cleared', 'revoked'],
]

const programTable: [ProgramMove, ProgramStatus, ProgramStatus][] = [
  ['start', 'not-started', 'active'],
  ['hold', 'not-started', 'not-started'],
  ['hold', 'active', 'on-hold'],
  ['hold', 'on-hold', 'on-hold'],
  ['lift', 'on-hold', 'active'],
  ['lift', 'not-started', 'not-started'],
  ['complete', 'active', 'completed'],
  ['complete', 'on-hold', 'completed'],
  ['stop', 'not-started', 'stopped'],
  ['stop', 'active', 'stopped'],
  ['stop', 'on-hold', 'stopped'],
]

function program(status: ProgramStatus, facts: Partial<ProgramFacts> = {}): ProgramFacts {
  return { status, openHolds: 0, isClearanceInForce: true, ...facts }
}

describe('a version', () => {
  for (const move of versionMoveNames) {
    for (const status of versionStatuses) {
      const expected = versionTable.find(([name, from]) => name === move && from === status)?.[2]
      it(`that is ${status} ${expected ? `becomes ${expected}` : 'refuses'} on ${move}`, () => {
        const moved = moveVersion(status, move, everyone)
        expect(moved.ok ? moved.to : undefined).toBe(expected)
      })
    }
  }

  it.each([
    ['submit', 'submitted', 'not-draft'],
    ['clear', 'draft', 'not-submitted'],
    ['clear', 'withdrawn', 'not-submitted'],
    ['clear', 'declined', 'already-decided'],
    ['decline', 'cleared', 'already-decided'],
    ['withdraw', 'changes-requested', 'already-decided'],
    ['revoke', 'expired', 'clearance-expired'],
    ['revoke', 'revoked', 'clearance-revoked'],
    ['revoke', 'superseded', 'not-cleared'],
    ['supersede', 'submitted', 'not-cleared'],
  ] as const)('asked to %s when it is %s answers %s', (move, status, why) => {
    expect(moveVersion(status, move, everyone)).toEqual({ ok: false, why })
  })

  it.each(['request-changes', 'decline', 'clear', 'clear-with-limits', 'revoke'] as const)(
    'is not decided by a trainer: %s',
    (move) => {
      const from = versionMoves[move].from[0] ?? 'draft'
      expect(moveVersion(from, move, ['trainer'])).toEqual({ ok: false, why: 'not-a-clinician' })
      expect(moveVersion(from, move, ['clinician']).ok).toBe(true)
    },
  )

  it.each(['supersede', 'expire'] as const)('is moved by nobody at a desk: %s', (move) => {
    expect(moveVersion('cleared', move, ['trainer', 'clinician'])).toEqual({ ok: false, why: 'not-your-role' })
  })

  it('is submitted and withdrawn by a trainer and by a clinician, and withdrawn by itself when its program ends', () => {
    for (const party of ['trainer', 'clinician'] as const) {
      expect(moveVersion('draft', 'submit', [party]).ok).toBe(true)
      expect(moveVersion('submitted', 'withdraw', [party]).ok).toBe(true)
    }
    expect(moveVersion('submitted', 'withdraw', ['system']).ok).toBe(true)
    expect(moveVersion('draft', 'submit', ['system'])).toEqual({ ok: false, why: 'not-your-role' })
  })

  it('refuses who asks before it looks at its status', () => {
    expect(moveVersion('cleared', 'clear', ['trainer'])).toEqual({ ok: false, why: 'not-a-clinician' })
  })
})

describe('a program', () => {
  for (const move of programMoveNames) {
    for (const status of programStatuses) {
      const expected = programTable.find(([name, from]) => name === move && from === status)?.[2]
      it(`that is ${status} ${expected ? `becomes ${expected}` : 'refuses'} on ${move}`, () => {
        const moved = moveProgram(program(status, { openHolds: move === 'lift' ? 1 : 0 }), move, everyone)
        expect(moved.ok ? moved.to : undefined).toBe(expected)
      })
    }
  }

  it.each([
    ['start', 'active', 'program-already-started'],
    ['start', 'on-hold', 'on-hold'],
    ['start', 'stopped', 'program-finished'],
    ['complete', 'not-started', 'program-not-active'],
    ['hold', 'completed', 'program-finished'],
    ['lift', 'active', 'not-on-hold'],
    ['stop', 'completed', 'program-finished'],
  ] as const)('asked to %s when it is %s answers %s', (move, status, why) => {
    expect(moveProgram(program(status, { openHolds: 1 }), move, everyone)).toEqual({ ok: false, why })
  })

  it('does not start without a clearance in force', () => {
    const uncleared = program('not-started', { isClearanceInForce: false })
    expect(moveProgram(uncleared, 'start', ['trainer'])).toEqual({ ok: false, why: 'not-cleared' })
  })

  it('does not start under an open hold', () => {
    const held = program('not-started', { openHolds: 1 })
    expect(moveProgram(held, 'start', ['trainer'])).toEqual({ ok: false, why: 'on-hold' })
  })

  it('does not become active again by a lift when its clearance is gone', () => {
    const uncleared = program('on-hold', { openHolds: 1, isClearanceInForce: false })
    expect(moveProgram(uncleared, 'lift', ['clinician'])).toEqual({ ok: false, why: 'not-cleared' })
  })

  it('stays on hold until the last hold is lifted', () => {
    expect(moveProgram(program('on-hold', { openHolds: 2 }), 'lift', ['clinician'])).toEqual({
      ok: true,
      to: 'on-hold',
    })
    expect(moveProgram(program('on-hold', { openHolds: 1 }), 'lift', ['clinician'])).toEqual({ ok: true, to: 'active' })
  })

  it('has nothing to lift when no hold is open', () => {
    expect(moveProgram(program('not-started'), 'lift', ['trainer'])).toEqual({ ok: false, why: 'not-on-hold' })
  })

  it('is started and completed by trainers alone, held by anybody, lifted by people', () => {
    expect(programMoves.start.by).toEqual(['trainer'])
    expect(programMoves.complete.by).toEqual(['trainer'])
    expect(moveProgram(program('active'), 'hold', ['system']).ok).toBe(true)
    const held = program('on-hold', { openHolds: 1 })
    expect(moveProgram(held, 'lift', ['system'])).toEqual({ ok: false, why: 'not-your-role' })
    expect(moveProgram(program('not-started'), 'start', ['clinician'])).toEqual({ ok: false, why: 'not-your-role' })
  })

  it('is finished when completed or stopped', () => {
    expect(programStatuses.filter(isFinished)).toEqual(['completed', 'stopped'])
  })
})

describe('a member', () => {
  it.each([
    [['trainer'], ['trainer']],
    [['physical-therapist'], ['clinician']],
    [['doctor', 'admin'], ['clinician']],
    [
      ['trainer', 'physical-therapist'],
      ['trainer', 'clinician'],
    ],
    [['admin'], []],
  ] as const)('with the roles %j moves as %j', (roles, expected) => {
    expect(partiesOf(roles)).toEqual(expected)
  })
})
