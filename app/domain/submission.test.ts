import { describe, expect, it } from 'vitest'
import type { Refusal } from './refusal'
import { mayDraftNext, maySubmit, type SubmissionFacts } from './submission'
import type { VersionStatus } from './version'

const standard = { outcome: 'standard', isStale: false, isOutdatedByEvent: false } as const

const draft: SubmissionFacts['version'] = {
  status: 'draft',
  kind: 'new',
  lineCount: 2,
  hasBfr: true,
  schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 3 },
  extensionDays: null,
}

function facts(changes: Partial<SubmissionFacts> = {}): SubmissionFacts {
  return {
    by: ['trainer'],
    programStatus: 'not-started',
    version: draft,
    screening: standard,
    findings: [],
    ...changes,
  }
}

function why(changes: Partial<SubmissionFacts>): Refusal | 'ok' {
  const verdict = maySubmit(facts(changes))
  return verdict.ok ? 'ok' : verdict.why
}

describe('a submission', () => {
  it('is a trainer or a clinician to make, an admin never', () => {
    expect(why({})).toBe('ok')
    expect(why({ by: ['clinician'] })).toBe('ok')
    expect(why({ by: [] })).toBe('not-your-role')
  })

  it.each([
    ['a version that was submitted', { version: { ...draft, status: 'submitted' } }, 'not-draft'],
    ['a program that is over', { programStatus: 'stopped' }, 'program-finished'],
    ['a version without a line', { version: { ...draft, lineCount: 0 } }, 'no-lines'],
    ['no screening', { screening: null }, 'screening-missing'],
    ['a screening out of date', { screening: { ...standard, isStale: true } }, 'screening-stale'],
    [
      'a screening before surgery',
      { screening: { ...standard, isOutdatedByEvent: true } },
      'screening-outdated-by-event',
    ],
    ['BFR where it is prohibited', { screening: { ...standard, outcome: 'no-restriction' } }, 'no-restriction'],
    ['any program where exercise is', { screening: { ...standard, outcome: 'no-exercise' } }, 'no-exercise'],
    ['a finding that stops', { findings: [{ severity: 'stop', why: 'All the same.' }] }, 'stop-finding'],
    ['a finding without a why', { findings: [{ severity: 'justify', why: ' ' }] }, 'why-missing'],
  ] as [string, Partial<SubmissionFacts>, Refusal][])('is refused: %s', (_case, changes, expected) => {
    expect(why(changes)).toBe(expected)
  })

  it('takes a finding with its why, advice as it is, and plain lines where only restriction is prohibited', () => {
    expect(why({ findings: [{ severity: 'justify', why: 'Endurance is the goal.' }] })).toBe('ok')
    expect(why({ findings: [{ severity: 'advise', why: '' }] })).toBe('ok')
    const screening = { ...standard, outcome: 'no-restriction' } as const
    expect(why({ screening, version: { ...draft, hasBfr: false } })).toBe('ok')
  })

  it('of an extension asks for 1 to 21 days', () => {
    const extension = { ...draft, kind: 'extension' } as const
    expect(why({ version: { ...extension, extensionDays: 21 } })).toBe('ok')
    expect(why({ version: { ...extension, extensionDays: 22 } })).toBe('extension-out-of-range')
    expect(why({ version: extension })).toBe('extension-out-of-range')
  })

  it('of a step-down plans at most 3 sessions a week, once a day', () => {
    const planning = (sessionsPerWeek: number, sessionsPerDay: number) =>
      why({ version: { ...draft, kind: 'step-down', schedule: { sessionsPerWeek, sessionsPerDay, weeks: 3 } } })
    expect(planning(3, 1)).toBe('ok')
    expect(planning(4, 1)).toBe('not-a-step-down')
    expect(planning(2, 2)).toBe('not-a-step-down')
  })
})

describe('a next version', () => {
  const next = (...versions: VersionStatus[]) => {
    const verdict = mayDraftNext({ by: ['trainer'], programStatus: 'active', versions })
    return verdict.ok ? 'ok' : verdict.why
  }

  it('is drafted beside the one in force, and after one sent back, withdrawn or expired', () => {
    expect(next('cleared')).toBe('ok')
    expect(next('changes-requested')).toBe('ok')
    expect(next('withdrawn')).toBe('ok')
    expect(next('expired')).toBe('ok')
  })

  it('is one at a time', () => {
    expect(next('cleared', 'draft')).toBe('version-open')
    expect(next('cleared', 'submitted')).toBe('version-open')
  })

  it('does not follow a declined program, but a declined amendment', () => {
    expect(next('declined')).toBe('declined-is-final')
    expect(next('changes-requested', 'declined')).toBe('declined-is-final')
    expect(next('cleared', 'declined')).toBe('ok')
  })

  it('is for trainers and clinicians, while the program lasts', () => {
    expect(mayDraftNext({ by: [], programStatus: 'active', versions: [] })).toEqual({ ok: false, why: 'not-your-role' })
    const over = mayDraftNext({ by: ['clinician'], programStatus: 'completed', versions: ['cleared'] })
    expect(over).toEqual({ ok: false, why: 'program-finished' })
  })
})
