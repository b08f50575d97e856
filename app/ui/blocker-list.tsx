/** What stands in the way of a session: each as a sentence, on whom it waits, and where it is put right. */
import { Link } from '@remix-run/react'
import type { Limb } from '~/domain/limb'
import type { Refusal } from '~/domain/refusal'
import type { Blocker, WaitsOn } from '~/domain/session'
import { lineTitle } from './live/line-words'
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

type ListProps = Whose & {
  blockers: readonly Blocker[]
  lines?: readonly { id: string; exercise: string; limb: Limb | null }[]
}

export function BlockerList({ blockers, lines = [], ...whose }: ListProps) {
  return (
    <ul className="stack">
      {blockers.map(({ why, waitsOn, lineIds }) => {
        const way = wayOut(why, whose)
        const named = lines.filter(({ id }) => lineIds?.includes(id)).map(lineTitle)
        return (
          <li key={why}>
            <b className="block">{waitsOnWords[waitsOn]}</b>
            {named.length > 0 ? `${named.join('; ')}: ` : null}
            {sentenceOf(why)} <Link to={way.to}>{way.label}</Link>
          </li>
        )
      })}
    </ul>
  )
}
