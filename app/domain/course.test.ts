import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isFinished,
  moveProgram,
  moveVersion,
  type Party,
  type ProgramMove,
  type ProgramStatus,
  parties,
  programMoveNames,
  type VersionMove,
} from './program'
import { mayDraftNext } from './submission'
import type { VersionStatus } from './version'

/**
 * A program as the moves let it go, with what one move brings about in another: a clearance supersedes the one before,
 * a revocation stops the program, an end withdraws what is still submitted.
 */
type Course = { status: ProgramStatus; versions: VersionStatus[]; openHolds: number; hasStarted: boolean }

/** `version` counts back from the newest; moves of the program take no notice of it. */
type Step = {
  do: 'draft' | Exclude<VersionMove, 'supersede' | 'clear-with-limits'> | ProgramMove
  by: Party
  version: number
}

const isInForce = ({ versions }: Course) => versions.includes('cleared')

function after(course: Course, step: Step): Course {
  if (step.do === 'draft') {
    const verdict = mayDraftNext({ by: [step.by], programStatus: course.status, versions: course.versions })
    return verdict.ok ? { ...course, versions: [...course.versions, 'draft'] } : course
  }
  return isOfProgram(step.do) ? afterProgram(course, step.do, step.by) : afterVersion(course, step.do, step)
}

function isOfProgram(move: Step['do']): move is ProgramMove {
  return programMoveNames.some((name) => name === move)
}

function afterVersion(course: Course, move: VersionMove, step: Step): Course {
  const at = course.versions.length - 1 - step.version
  const from = course.versions[at]
  if (!from || isFinished(course.status) || (move === 'expire' && course.hasStarted)) return course
  const moved = moveVersion(from, move, [step.by])
  if (!moved.ok) return course
  const versions = course.versions.map((status, index) => {
    if (index === at) return moved.to
    return moved.to === 'cleared' && status === 'cleared' ? must(moveVersion(status, 'supersede', ['system'])) : status
  })
  const next = { ...course, versions }
  return move === 'revoke' ? afterProgram(next, 'stop', 'system') : next
}

function afterProgram(course: Course, move: ProgramMove, by: Party): Course {
  const { status, openHolds } = course
  const moved = moveProgram({ status, openHolds, isClearanceInForce: isInForce(course) }, move, [by])
  if (!moved.ok) return course
  const added = move === 'hold' ? 1 : move === 'lift' ? -1 : 0
  const withdrawn = course.versions.map((version) =>
    version === 'submitted' && isFinished(moved.to) ? must(moveVersion(version, 'withdraw', ['system'])) : version,
  )
  return {
    status: moved.to,
    versions: withdrawn,
    openHolds: openHolds + added,
    hasStarted: course.hasStarted || moved.to === 'active',
  }
}

function must(moved: ReturnType<typeof moveVersion>): VersionStatus {
  if (!moved.ok) throw new Error(moved.why)
  return moved.to
}

const often = ['draft', 'submit', 'clear'] as const
const sometimes = ['start', 'hold', 'lift'] as const
const seldom = ['withdraw', 'request-changes', 'decline', 'expire', 'revoke', 'complete', 'stop'] as const

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...often) },
    { weight: 6, arbitrary: fc.constantFrom(...sometimes) },
    { weight: 1, arbitrary: fc.constantFrom(...seldom) },
  ),
  by: fc.constantFrom(...parties),
  // The newest is what people mostly mean.
  version: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 4 }) }),
})

const raised: Course = { status: 'not-started', versions: [], openHolds: 0, hasStarted: false }

function courses(check: (course: Course, next: Course, step: Step) => void): void {
  return fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 50 }), (steps) => {
      let course = raised
      for (const taken of steps) {
        const next = after(course, taken)
        check(course, next, taken)
        course = next
      }
    }),
    { numRuns: 400 },
  )
}

describe('whatever is tried with a program, in whatever order', () => {
  it('it is active only under a clearance in force, and with no hold open', () => {
    courses((_before, course) => {
      if (course.status !== 'active') return
      expect(isInForce(course)).toBe(true)
      expect(course.openHolds).toBe(0)
    })
  })

  it('it starts only from a clearance, by a trainer', () => {
    courses((before, next, taken) => {
      if (before.status !== 'not-started' || next.status !== 'active') return
      expect(taken).toMatchObject({ do: 'start', by: 'trainer' })
      expect(isInForce(before)).toBe(true)
    })
  })

  it('one version at most is in force, and one at most on its way', () => {
    courses((_before, { versions }) => {
      expect(versions.filter((status) => status === 'cleared').length).toBeLessThanOrEqual(1)
      expect(versions.filter((status) => status === 'draft' || status === 'submitted').length).toBeLessThanOrEqual(1)
    })
  })

  it('a version is cleared by a clinician alone, and an older clearance never revives', () => {
    courses((before, next, taken) => {
      next.versions.forEach((status, index) => {
        if (status !== 'cleared' || before.versions[index] === 'cleared') return
        expect(before.versions[index]).toBe('submitted')
        expect(taken.by).toBe('clinician')
      })
    })
  })

  it('what is over stays over: declined, withdrawn, superseded, expired, revoked, completed, stopped', () => {
    const final: VersionStatus[] = ['changes-requested', 'declined', 'withdrawn', 'superseded', 'expired', 'revoked']
    courses((before, next) => {
      before.versions.forEach((status, index) => {
        if (final.includes(status)) expect(next.versions[index]).toBe(status)
      })
      if (isFinished(before.status)) expect(next).toEqual(before)
    })
  })

  it('a revocation leaves nothing running', () => {
    courses((_before, course) => {
      if (course.versions.includes('revoked')) expect(isFinished(course.status)).toBe(true)
    })
  })

  it('every status is reached, so that none of this is said of nothing', () => {
    const reached = new Set<string>()
    courses((_before, course) => {
      reached.add(course.status)
      for (const status of course.versions) reached.add(status)
    })
    for (const status of [
      'active',
      'on-hold',
      'completed',
      'stopped',
      'superseded',
      'expired',
      'revoked',
      'declined',
    ]) {
      expect(reached).toContain(status)
    }
  })
})
