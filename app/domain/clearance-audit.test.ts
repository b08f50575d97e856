import { describe, expect, it } from 'vitest'
import { auditFindings, mayDraw, mayFind } from './clearance-audit'
import { roles } from './member'

const admin = { memberId: 'ada', roles: ['admin'] } as const
const today = '2026-11-26'

describe('a sample', () => {
  it('is drawn by an admin, from days that are over or today', () => {
    expect(mayDraw(admin, { from: '2026-11-01', until: '2026-11-26' }, today)).toEqual({ ok: true })
    expect(mayDraw(admin, { from: '2026-11-26', until: '2026-11-26' }, today)).toEqual({ ok: true })
  })

  it.each([
    ['2026-11-02', '2026-11-01'],
    ['2026-11-01', '2026-11-27'],
  ])('is not drawn from %s to %s', (from, until) => {
    expect(mayDraw(admin, { from, until }, today)).toEqual({ ok: false, why: 'period-out-of-order' })
  })

  it('is drawn by nobody who is no admin', () => {
    for (const role of roles.filter((each) => each !== 'admin')) {
      const asked = { from: today, until: today }
      expect(mayDraw({ memberId: 'x', roles: [role] }, asked, today)).toEqual({ ok: false, why: 'not-your-role' })
    }
  })
})

describe('a finding', () => {
  it.each(auditFindings)('%s may be written with a note, by an admin who did not sign', (finding) => {
    expect(mayFind(admin, 'lin', { finding, note: 'Read it all' })).toEqual({ ok: true })
  })

  it.each([
    ['in-order', true],
    ['question', false],
    ['not-in-order', false],
  ] as const)('%s without a note: %s', (finding, ok) => {
    expect(mayFind(admin, 'lin', { finding, note: '  ' })).toMatchObject(ok ? { ok } : { why: 'note-missing' })
  })

  it('is not written by whoever signed, also where they are an admin', () => {
    const both = { memberId: 'sam', roles: ['admin', 'doctor'] } as const
    expect(mayFind(both, 'sam', { finding: 'in-order', note: '' })).toEqual({ ok: false, why: 'own-decision' })
    expect(mayFind(both, 'lin', { finding: 'in-order', note: '' })).toEqual({ ok: true })
  })

  it('is not written by a clinician who is no admin', () => {
    const doctor = { memberId: 'sam', roles: ['doctor'] } as const
    expect(mayFind(doctor, 'lin', { finding: 'in-order', note: '' })).toEqual({ ok: false, why: 'not-your-role' })
  })
})
