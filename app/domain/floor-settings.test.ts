import { describe, expect, it } from 'vitest'
import { type FloorSettings, maySetFloor } from './floor-settings'

const usual: FloorSettings = {
  redFlagEscalationMinutes: 30,
  plateStepG: 1000,
  lopValidDays: 14,
  emergencyNumber: '112',
  onCallNumber: '+49 30 5550100',
}

/** product.md: 30 minutes and 14 days are the most a clinic may take; both numbers are required. */
describe('the floor of a clinic', () => {
  it.each([
    [{ redFlagEscalationMinutes: 4 }, 'red-flag-escalation-out-of-range'],
    [{ redFlagEscalationMinutes: 5 }, null],
    [{ redFlagEscalationMinutes: 30 }, null],
    [{ redFlagEscalationMinutes: 31 }, 'red-flag-escalation-out-of-range'],
    [{ redFlagEscalationMinutes: 7.5 }, 'red-flag-escalation-out-of-range'],
    [{ plateStepG: 99 }, 'plate-step-out-of-range'],
    [{ plateStepG: 1134 }, null],
    [{ plateStepG: 20_001 }, 'plate-step-out-of-range'],
    [{ lopValidDays: 0 }, 'lop-days-out-of-range'],
    [{ lopValidDays: 1 }, null],
    [{ lopValidDays: 15 }, 'lop-days-out-of-range'],
    [{ emergencyNumber: '' }, 'emergency-number-missing'],
    [{ emergencyNumber: 'ask' }, 'emergency-number-missing'],
    [{ onCallNumber: '1' }, 'on-call-number-missing'],
    [{ onCallNumber: '9'.repeat(41) }, 'on-call-number-missing'],
  ] as const)('of %o is refused: %s', (part, why) => {
    expect(maySetFloor({ ...usual, ...part })).toEqual(why ? { ok: false, why } : { ok: true })
  })
})
