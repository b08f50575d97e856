/** Where a clearance stands, as a badge and as a sentence: the same on the proof and on the certificate. */
import type { ClearanceStanding } from '~/domain/clearance-standing'
import type { Proof } from '~/domain/proof'
import { type ClinicFormat, formatDay, formatInstant } from './format'
import type { StatusLook } from './status-badge'

export const standingLooks: Record<ClearanceStanding, StatusLook> = {
  'in-force': { tone: 'ok', icon: 'check', word: 'In force' },
  'on-hold': { tone: 'hold', icon: 'bars', word: 'In force, on hold' },
  'not-whole': { tone: 'stop', icon: 'octagon', word: 'Not what was signed' },
  revoked: { tone: 'stop', icon: 'octagon', word: 'Revoked' },
  superseded: { tone: 'off', icon: 'dash', word: 'Superseded' },
  expired: { tone: 'off', icon: 'clock', word: 'Expired' },
  'program-over': { tone: 'off', icon: 'square', word: 'Program over' },
  'review-passed': { tone: 'stop', icon: 'clock', word: 'Review day passed' },
}

type Shown = Pick<Proof, 'decision' | 'endedBy'> & { program: Pick<Proof['program'], 'status'> }

/** Why it is in force or not, in one sentence. */
export function standingSentence(standing: ClearanceStanding, proof: Shown, format: ClinicFormat): string {
  const { decision, endedBy, program } = proof
  const ended = endedBy ? ` ${formatInstant(endedBy.at, format)}` : ''
  const sentences: Record<ClearanceStanding, string> = {
    'in-force': 'Sessions may take place under it.',
    'on-hold': 'A hold is open: no session starts until it is lifted.',
    'not-whole': 'The stored content is not what was signed, so nothing runs under it.',
    revoked: `Revoked by ${endedBy?.signerName ?? 'a clinician'},${ended}. Nothing runs under it.`,
    superseded: `Version ${endedBy?.versionNumber ?? 'after it'} was cleared in its place,${ended}.`,
    expired: `No session was started by ${decision.validUntil ? formatDay(decision.validUntil, format) : 'its last day'}.`,
    'program-over': `The program is ${program.status}. Nothing runs under it.`,
    'review-passed': `It was to be looked at again by ${
      decision.limits.reviewBy ? formatDay(decision.limits.reviewBy, format) : 'a day'
    }, and nobody cleared it again.`,
  }
  return sentences[standing]
}
