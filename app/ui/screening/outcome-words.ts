/** What an outcome means for those who work with it: who decides, and what may be done now. */
import type { Limb } from '~/domain/limb'
import { deciderFor, type ScopedOutcome, type ScreeningOutcome } from '~/domain/screening'
import { limbWords } from '../words'

export function scopeWords(scope: 'all' | Limb): string {
  return scope === 'all' ? 'Whole client' : `The ${limbWords[scope]}`
}

const deciders = {
  'physical-therapist-or-doctor': 'a physical therapist or a doctor',
  doctor: 'a doctor',
  nobody: 'nobody: it cannot be submitted',
} as const

/** "a doctor": who decides on a program with this outcome. */
export function deciderWords(outcome: ScreeningOutcome, isDoctorForPrecautions: boolean): string {
  return deciders[deciderFor(outcome, isDoctorForPrecautions)]
}

/** What may be done now, the gravest first; of the whole client. */
export function mayNow(
  { bfr, plain }: Pick<ScopedOutcome, 'bfr' | 'plain'>,
  isDoctorForPrecautions: boolean,
): string[] {
  if (plain === 'no-exercise') {
    return ['No program of any kind is submitted, and no session starts.', 'Refer the client to a doctor today.']
  }
  const decides = deciderWords(plain, isDoctorForPrecautions)
  if (bfr === 'no-restriction') {
    return [
      'A program with restriction cannot be submitted, and no LOP is measured.',
      `A program without a cuff may be submitted: ${decides} decides${writtenWords(plain)}.`,
    ]
  }
  const decidesBfr = deciderWords(bfr, isDoctorForPrecautions)
  return decidesBfr === decides && bfr === plain
    ? [`Any program may be submitted: ${decides} decides${writtenWords(plain)}.`]
    : [
        `A program with restriction may be submitted: ${decidesBfr} decides${writtenWords(bfr)}.`,
        `Without a cuff ${decides} decides${writtenWords(plain)}.`,
      ]
}

function writtenWords(outcome: ScreeningOutcome): string {
  return outcome === 'standard' ? '' : ', with a written reason'
}

/** The whole client, and the limbs where it is another than there. */
export function apart(outcomes: readonly ScopedOutcome[]): ScopedOutcome[] {
  const whole = outcomes.find(({ scope }) => scope === 'all')
  return outcomes.filter((each) => each === whole || each.bfr !== whole?.bfr || each.plain !== whole.plain)
}

/** The outcome to show for a client in one word: the worst of the whole client, with restriction. */
export function headline(outcomes: readonly ScopedOutcome[]): ScreeningOutcome {
  return outcomes.find(({ scope }) => scope === 'all')?.bfr ?? 'standard'
}
