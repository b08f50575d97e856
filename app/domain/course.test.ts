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
  programStatuses,
  type VersionMove,
} from './program'
import { mayDraftNext } from './submission'
import { type VersionStatus, versionStatuses } from './version'

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
const sometimes = ['start', 'hold', 'lift', 'complete'] as const
const seldom = ['withdraw', 'request-changes', 'decline', 'expire', 'revoke', 'stop'] as const

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...often) },
    { weight: 8, arbitrary: fc.constantFrom(...sometimes) },
    { weight: 2, arbitrary: fc.constantFrom(...seldom) },
  ),
  by: fc.constantFrom(...parties),
  // The newest is what people mostly mean.
  version: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 4 }) }),
})

const raised: Course = { status: 'not-started', versions: [], openHolds: 0, hasStarted: false }

/** The same thousand courses for every claim, so that a failure stays one. */
function everyCourse(isSo: (course: Course, next: Course, step: Step) => boolean) {
  return fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 50 }), (steps) => {
      let course = raised
      return steps.every((taken) => {
        const before = course
        course = after(before, taken)
        return isSo(before, course, taken)
      })
    }),
    { numRuns: 1000, seed: 2026 },
  )
}

const count = (versions: VersionStatus[], ...of: VersionStatus[]) => versions.filter((it) => of.includes(it)).length

describe('whatever is tried with a program, in whatever order', () => {
  it('it is active only under a clearance in force, and with no hold open', () =>
    everyCourse((_before, next) => next.status !== 'active' || (isInForce(next) && next.openHolds === 0)))

  it('it starts only from a clearance, by a trainer', () =>
    everyCourse((before, next, taken) => {
      const isStart = before.status === 'not-started' && next.status === 'active'
      return !isStart || (isInForce(before) && taken.do === 'start' && taken.by === 'trainer')
    }))

  it('one version at most is in force, and one at most on its way', () =>
    everyCourse(
      (_before, { versions }) => count(versions, 'cleared') <= 1 && count(versions, 'draft', 'submitted') <= 1,
    ))

  it('a version is cleared by a clinician alone, and an older clearance never revives', () =>
    everyCourse((before, next, taken) =>
      next.versions.every((status, index) => {
        const isCleared = status === 'cleared' && before.versions[index] !== 'cleared'
        return !isCleared || (before.versions[index] === 'submitted' && taken.by === 'clinician')
      }),
    ))

  it('what is over stays over: declined, withdrawn, superseded, expired, revoked', () => {
    const over: VersionStatus[] = ['changes-requested', 'declined', 'withdrawn', 'superseded', 'expired', 'revoked']
    return everyCourse((before, next) =>
      before.versions.every((status, index) => !over.includes(status) || next.versions[index] === status),
    )
  })

  it('a program that is over takes no move at all', () =>
    everyCourse((before, next) => !isFinished(before.status) || next === before))

  it('a revocation leaves nothing running', () =>
    everyCourse((_before, next) => !next.versions.includes('revoked') || isFinished(next.status)))

  it('every status is reached, so that none of this is said of nothing', async () => {
    const reached = new Set<string>()
    await everyCourse((_before, next) => {
      for (const status of [next.status, ...next.versions]) reached.add(status)
      return true
    })
    expect([...reached].sort()).toEqual([...new Set([...programStatuses, ...versionStatuses])].sort())
  })
})
