/**
 * An entry of a session as a phone sends it by script, at once or when its connection is back: answered in JSON alone.
 * The forms of its kinds, which work without script, have pages of their own (docs/decisions/020, 024).
 */
import type { ActionFunctionArgs } from '@remix-run/node'
import { memberOfSession } from '~/auth/floor-guard.server'
import type { Member } from '~/auth/member.server'
import { noteDenial } from '~/data/access-events.server'
import { type Entry, readEntry } from '~/data/entry-form.server'
import { isId } from '~/data/id.server'
import { logInflation } from '~/data/inflations.server'
import { logSet } from '~/data/sets.server'
import { endSession } from '~/data/training-sessions.server'
import { isUnreachable } from '~/database/refused.server'
import { can } from '~/domain/access'
import type { Refusal } from '~/domain/refusal'
import type { SetDeviation } from '~/domain/set-standing'
import { deviationWords } from '~/ui/live/line-words'
import { sentenceOf } from '~/ui/refusals'

const pathKind = 'routes/sessions.$sessionId_.entries'

export function loader() {
  throw Response.json({ outcome: 'not-there' }, { status: 405, headers: { Allow: 'POST' } })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const at = new Date()
  const onFloor = await memberOfSession(request, params.sessionId)
  if (!onFloor) return Response.json({ outcome: 'login-over' }, { status: 401 })
  const { member } = onFloor
  if (!can(member, 'session:log')) return Response.json({ outcome: 'not-there' }, { status: 404 })
  const read = readEntry(await request.formData().catch(() => new FormData()), member)
  if (!read.ok && read.why === 'another-member') return Response.json({ outcome: read.why }, { status: 403 })
  if (!read.ok) return Response.json({ outcome: read.why, mistakes: read.mistakes }, { status: 400 })
  try {
    return answer(await take(member, params.sessionId, read.entry, at), member)
  } catch (error) {
    if (isUnreachable(error)) return Response.json({ outcome: 'unavailable' }, { status: 503 })
    if (!(error instanceof Response && error.status === 404)) throw error
    await noteDenial(member, { clientId: null, pathKind, occurredAt: at })
    return Response.json({ outcome: 'not-there' }, { status: 404 })
  }
}

type Taken = { ok: true; id: string } | { ok: false; why: Refusal; beyond: readonly SetDeviation[] }

async function take(member: Member, sessionId: string | undefined, entry: Entry, at: Date): Promise<Taken> {
  if (!isId(sessionId)) throw new Response(null, { status: 404 })
  const { key, doneAt, isKept } = entry
  if (entry.kind === 'set') {
    const outcome = await logSet(member, { ...entry.set, sessionId, at, doneAt, isKept })
    return outcome.ok ? { ok: true, id: outcome.setId } : outcome
  }
  if (entry.kind === 'inflation') {
    const outcome = await logInflation(member, { ...entry.inflation, sessionId, at, isKept })
    return outcome.ok ? { ok: true, id: outcome.inflationId } : outcome
  }
  const outcome = await endSession(member, { key, sessionId, at, doneAt })
  return outcome.ok ? { ok: true, id: outcome.sessionId } : { ...outcome, beyond: [] }
}

function answer(outcome: Taken, { clinic }: Member): Response {
  if (outcome.ok) return Response.json({ outcome: 'taken', id: outcome.id })
  const { why, beyond } = outcome
  const words = beyond.map((one) => deviationWords(one, clinic))
  return Response.json({ outcome: 'refused', why, says: sentenceOf(why), beyond: words }, { status: 409 })
}
