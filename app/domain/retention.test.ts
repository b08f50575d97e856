import { describe, expect, it } from 'vitest'
import { mayErase, maySetRetention, type RecordStanding } from './retention'

const over: RecordStanding = { isErased: false, openPrograms: 0, isPast: true }
const asked = { basis: 'retention', reason: 'Kept ten years' } as const

describe('how long a clinic keeps a record', () => {
  it.each([
    [null, true],
    [1, true],
    [100, true],
    [0, false],
    [101, false],
    [2.5, false],
  ])('may be %s years: %s', (years, ok) => {
    expect(maySetRetention({ years }).ok).toBe(ok)
  })
})

describe('erasing a record', () => {
  it.each<[string, Partial<RecordStanding>, Partial<{ basis: 'retention' | 'client-demand'; reason: string }>, string]>(
    [
      ['once', { isErased: true }, {}, 'client-erased'],
      ['with no program on its way', { openPrograms: 1 }, {}, 'programs-not-over'],
      [
        'with no program on its way, demanded or not',
        { openPrograms: 1 },
        { basis: 'client-demand' },
        'programs-not-over',
      ],
      ['past a time that was decided', { isPast: null }, {}, 'retention-not-decided'],
      ['past that time', { isPast: false }, {}, 'retention-not-over'],
      ['with a reason', {}, { reason: '  ' }, 'reason-missing'],
      ['with a reason when demanded', { isPast: false }, { basis: 'client-demand', reason: '' }, 'reason-missing'],
    ],
  )('is done %s', (_, standing, how, why) => {
    expect(mayErase({ ...over, ...standing }, { ...asked, ...how })).toEqual({ ok: false, why })
  })

  it('is done past the time, and before it where the client demands it', () => {
    expect(mayErase(over, asked)).toEqual({ ok: true })
    expect(mayErase({ ...over, isPast: false }, { ...asked, basis: 'client-demand' })).toEqual({ ok: true })
    expect(mayErase({ ...over, isPast: null }, { ...asked, basis: 'client-demand' })).toEqual({ ok: true })
  })
})
