import { describe, expect, it } from 'vitest'
import { deedWords, detailFacts } from './audit-words'

const maya = { id: '019abcde-0000-7000-8000-00000000aaaa', name: 'Maya Ruiz' }
const words = { format: { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' }, members: [maya] } as const

describe('what somebody did', () => {
  it.each([
    ['training_sessions.insert', 'added a session'],
    ['programs.update', 'changed a program'],
    ['member_roles.delete', 'removed a role of a member'],
    ['decision.cleared-with-limits', 'signed a decision: cleared with limits'],
    ['clearance-audit.not-in-order', 'audited a clearance: not in order'],
    ['login.opened', 'signed in'],
    ['export.progress', 'exported: progress'],
    ['something_new.insert', 'added something new'],
  ])('%s reads “%s”', (kind, words) => {
    expect(deedWords(kind)).toBe(words)
  })
})

describe('a detail', () => {
  it('of a change tells the old and the new in words, the state first', () => {
    const detail = '{"started_at": [null, "2026-11-26T08:30:00+00:00"], "status": ["not-started", "active"]}'
    expect(detailFacts('programs.update', detail, words)).toEqual([
      { term: 'status', before: 'not started', after: 'active' },
      { term: 'started at', before: 'none', after: '26 Nov 2026, 09:30 CET' },
    ])
  })

  it('of something added tells what is there, with units, and leaves out what is not', () => {
    const detail =
      '{"reps": [30, 15], "load_percent": 30, "review_on": "2026-12-01", "is_bfr": true, "note": null, "at": {"a": 1}}'
    expect(detailFacts('prescriptions.insert', detail, words)).toEqual([
      { term: 'reps', after: '30, 15' },
      { term: 'load (%)', after: '30' },
      { term: 'review on', after: '1 Dec 2026' },
      { term: 'is BFR', after: 'yes' },
      { term: 'at', after: '{"a":1}' },
    ])
  })

  it('of the clinic’s settings says each as its page does, with its unit', () => {
    const detail = '{"idle_minutes": [15, 10], "second_factor_demanded": [false, true], "plate_step_g": [1000, 1250]}'
    expect(detailFacts('clinics.update', detail, words)).toEqual([
      { term: 'Idle time', before: '15 minutes', after: '10 minutes' },
      { term: 'Second factor demanded of clinicians and admins', before: 'no', after: 'yes' },
      { term: 'Smallest step of the plates', before: '1 kg', after: '1.25 kg' },
    ])
  })

  it('of an export names its facts in words too', () => {
    expect(detailFacts('export.register', '{"lastSeq": 48, "firstId": 71}', words)).toEqual([
      { term: 'last seq', after: '48' },
      { term: 'first', after: '71' },
    ])
  })

  it('names a member whose id it tells', () => {
    const detail = `{"supervised_by": [null, "${maya.id}"]}`
    expect(detailFacts('programs.update', detail, words)).toEqual([
      { term: 'supervised by', before: 'none', after: 'Maya Ruiz' },
    ])
  })

  it('shortens ids and hashes, and leaves alone what a person wrote', () => {
    const detail = JSON.stringify({
      id: '019abcde-0000-7000-8000-0123456789ab',
      hash: 'a'.repeat(64),
      note: 'R-1042: well-rested',
    })
    expect(detailFacts('holds.insert', detail, words)?.map(({ after }) => after)).toEqual([
      '…0123456789ab',
      'aaaa·aaaa·aaaa',
      'R-1042: well-rested',
    ])
  })

  it('that is no list of columns is not made into one', () => {
    expect(detailFacts('export.x', 'not json', words)).toBeNull()
    expect(detailFacts('export.x', '[1, 2]', words)).toBeNull()
  })
})
