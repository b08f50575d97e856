/** On whom it waits that a session cannot start, and where it is put right. */
import type { Refusal } from '~/domain/refusal'
import type { Blocker, WaitsOn } from '~/domain/session'
import { sentenceOf } from './refusals'

export const waitsOnWords: Record<WaitsOn, string> = {
  trainer: 'Waits for you',
  clinician: 'Waits for a physical therapist or doctor',
  doctor: 'Waits for a doctor',
  client: 'Waits for the client',
  tomorrow: 'Waits for another day',
}

export type Whose = { programId: string; clientId: string; runningSessionId: string | null }

type Way = { to: string; label: string }

/** Where the trainer, or whom they ask, puts it right; a page of the program or the client that says the next step. */
export function wayOut(why: Refusal, { programId, clientId, runningSessionId }: Whose): Way {
  if (why.startsWith('screening-')) return { to: `/clients/${clientId}/screening/new`, label: 'Screen the client' }
  if (why === 'no-exercise' || why === 'no-restriction' || why === 'lop-missing') {
    return { to: `/clients/${clientId}`, label: 'Open the client' }
  }
  if (why === 'pressure-not-taken') return { to: `/programs/${programId}/session`, label: 'Take it now' }
  if (why === 'session-running' && runningSessionId) {
    return { to: `/sessions/${runningSessionId}`, label: 'Open the session' }
  }
  return { to: `/programs/${programId}`, label: 'Open the program' }
}

export type InTheWay = { waitsOn: string; says: string; way: Way; others: number }

/** The gravest of what stands in the way, in words; a session that runs is none of it. */
export function inTheWay(program: Whose & { blockers: readonly Blocker[] }): InTheWay | null {
  const [first, ...others] = program.blockers.filter(({ why }) => why !== 'session-running')
  if (!first) return null
  const { why, waitsOn } = first
  return { waitsOn: waitsOnWords[waitsOn], says: sentenceOf(why), way: wayOut(why, program), others: others.length }
}
