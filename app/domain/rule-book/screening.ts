/** The part of the screening in what stands on a version. */
import { limbs } from '../limb'
import type { Prescription } from '../prescription'
import { outcomeFor, type ScopedOutcome, type ScreeningOutcome, worst } from '../screening'
import { wearsCuff } from './restriction'
import type { Ruling, VersionRule } from './rule'

type Line = Pick<Prescription, 'mode' | 'limb' | 'restriction'>

const answers: Record<ScreeningOutcome, Pick<Ruling, 'verdict' | 'says'>> = {
  standard: { verdict: 'within', says: 'within' },
  precaution: { verdict: 'justify', says: "a physical therapist's or doctor's written reason" },
  elevated: { verdict: 'justify', says: "a doctor's written justification" },
  'no-restriction': { verdict: 'stop', says: 'no restriction for this client: offer the program without it' },
  'no-exercise': { verdict: 'stop', says: 'no exercise of any kind: refer to a doctor' },
}

export const screeningOutcome: VersionRule = {
  id: 'screening-outcome',
  group: 'screening',
  sentence: 'The client is screened, and what the screening found is answered by somebody who may.',
  outside:
    'precaution: justify; elevated: justify, by a doctor; no restriction, with a cuff: stop; no exercise: stop; no screening: stop',
  severity: 'stop',
  source: 'As each reason of the screening cites',
  standing: 'sourced',
  check: ({ version, screening }) => {
    const range = 'standard'
    if (!screening)
      return { verdict: 'stop', says: 'no confirmed screening', value: 'not screened', range, track: null }
    const outcome = outcomeOfLines(screening, version.prescriptions)
    return { ...answers[outcome], value: outcome, range, track: null }
  },
}

/** The worst over the lines, each with or without its cuff, on its limb; a line without a limb counts for all four. */
export function outcomeOfLines(outcomes: readonly ScopedOutcome[], lines: readonly Line[]): ScreeningOutcome {
  const ofClient = outcomeFor(outcomes, { isBfr: false, limbs: [] })
  const ofLines = lines.map((line) =>
    outcomeFor(outcomes, { isBfr: wearsCuff(line), limbs: line.limb ? [line.limb] : limbs }),
  )
  return worst([ofClient, ...ofLines])
}
