import { describe, expect, it } from 'vitest'
import { apart, deciderWords, headline, mayNow } from './outcome-words'

describe('what may be done now', () => {
  it.each([
    [
      'no-exercise',
      'no-exercise',
      ['No program of any kind is submitted, and no session starts.', 'Refer the client to a doctor today.'],
    ],
    [
      'no-restriction',
      'precaution',
      [
        'A program with restriction cannot be submitted, and no LOP is measured.',
        'A program without a cuff may be submitted: a physical therapist or a doctor decides, with a written reason.',
      ],
    ],
    [
      'no-restriction',
      'elevated',
      [
        'A program with restriction cannot be submitted, and no LOP is measured.',
        'A program without a cuff may be submitted: a doctor decides, with a written reason.',
      ],
    ],
    [
      'elevated',
      'precaution',
      [
        'A program with restriction may be submitted: a doctor decides, with a written reason.',
        'Without a cuff a physical therapist or a doctor decides, with a written reason.',
      ],
    ],
    ['elevated', 'elevated', ['Any program may be submitted: a doctor decides, with a written reason.']],
    [
      'precaution',
      'precaution',
      ['Any program may be submitted: a physical therapist or a doctor decides, with a written reason.'],
    ],
    ['standard', 'standard', ['Any program may be submitted: a physical therapist or a doctor decides.']],
  ] as const)('after %s with restriction and %s without is said with who decides', (bfr, plain, says) => {
    expect(mayNow({ bfr, plain }, false)).toEqual(says)
  })

  it('names the doctor where the clinic demands one for a precaution', () => {
    expect(deciderWords('precaution', true)).toBe('a doctor')
    expect(mayNow({ bfr: 'precaution', plain: 'precaution' }, true)).toEqual([
      'Any program may be submitted: a doctor decides, with a written reason.',
    ])
  })
})

it('a limb is told apart only where it differs from the whole client', () => {
  const whole = { scope: 'all', bfr: 'elevated', plain: 'precaution' } as const
  const same = { ...whole, scope: 'left-arm' } as const
  const graver = { scope: 'left-leg', bfr: 'no-restriction', plain: 'precaution' } as const
  expect(apart([whole, same, graver])).toEqual([whole, graver])
  expect(headline([graver, whole])).toBe('elevated')
})
