/** A set logged in error: struck through, and where it was done otherwise, replaced by the set as it was. */
import type { Tx } from '~/database/client.server'
import { canOnClient } from '~/domain/access'
import { sessionAt } from '~/domain/done-at'
import { setFacts } from '~/domain/live-limits'
import { type SetDeviation, standingOfSet } from '~/domain/set-standing'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { isId } from './id.server'
import { queryOf } from './rule-facts.server'
import { findSessionDose, type SessionDose } from './session-dose.server'
import { numberOf, type SetAsked, type SetOutcome, setOf, setToSave } from './sets.server'
import { mayStrike, strike } from './strikes.server'

/** `told` null: the set was not done at all. `why` is what was wrong; `told.reason` why it went beyond the dose. */
type Correction = { sessionId: string; setId: string; why: string; told: Omit<SetAsked, 'sessionId'> | null }

export async function correctSet(
  member: Acting,
  { key, at, ...asked }: Correction & { key: string; at: Date },
): Promise<SetOutcome> {
  let beyond: SetDeviation[] = []
  const { sessionId, setId, why, told } = asked
  const name = 'set:correct'
  const outcome: Outcome<{ setId: string }> = await command(member, { key, name, body: asked }, async (tx) => {
    const session = await getSessionToCorrect(tx, member, sessionId)
    const logged = await getLogged(tx, sessionId, setId)
    const { loggedBy } = logged
    const { clientId, isInCareTeam } = session
    const entry = { subject: 'set', subjectId: setId, clientId, loggedBy, isInCareTeam } as const
    const may = await mayStrike(tx, member, entry, why)
    if (!may.ok) return may
    if (told === null) {
      await strike(tx, member, entry, { reason: why, replacedBy: null, at })
      return { ok: true, setId }
    }
    const dosed = session.lines.find(({ line }) => line.id === told.lineId)
    if (!dosed) return { ok: false, why: 'line-not-in-version' }
    const occurredAt = new Date(logged.occurredAt)
    const set = setOf(told, dosed.line.exercise, numberFor(logged, told.lineId, session))
    const standing = standingOfSet(setFacts(sessionAt(session, occurredAt), dosed), set)
    if (!standing.ok) return standing
    beyond = standing.deviations
    const reason = told.reason.trim() || session.outsideReason || ''
    if (beyond.length > 0 && !reason) return { ok: false, why: 'deviation-needs-reason' }
    const isTest = dosed.line.mode === 'strength-test'
    const reasoned = beyond.map((one) => ({ ...one, reason }))
    const saving = { asked: { ...told, sessionId }, set, isTest, occurredAt, reasoned, at }
    const { setId: replacedBy, statements } = setToSave(session, saving)
    for (const statement of statements) await queryOf(tx)(statement)
    await strike(tx, member, entry, { reason: why, replacedBy, at })
    return { ok: true, setId: replacedBy }
  })
  return outcome.ok ? outcome : { ...outcome, beyond: outcome.why === 'deviation-needs-reason' ? beyond : [] }
}

/** Throws a 404 Response unless this member may put entries of this client right. */
export async function getSessionToCorrect(tx: Tx, member: Acting, sessionId: string): Promise<SessionDose> {
  const session = isId(sessionId) ? await findSessionDose(queryOf(tx), member, sessionId) : null
  if (!session || !canOnClient(member, 'entry:correct', session)) throw new Response(null, { status: 404 })
  return session
}

type Logged = { loggedBy: string; lineId: string | null; setNumber: number; occurredAt: string }

async function getLogged(tx: Tx, sessionId: string, setId: string): Promise<Logged> {
  const [found] = isId(setId)
    ? await queryOf(tx)<Logged>({
        name: 'set-to-correct',
        text: `select e.logged_by as "loggedBy", e.prescription_id as "lineId", e.set_number as "setNumber", e.occurred_at as "occurredAt"
               from sets e where e.clinic_id = current_clinic() and e.session_id = $1::uuid and e.id = $2::uuid`,
        values: [sessionId, setId],
      })
    : []
  if (!found) throw new Response(null, { status: 404 })
  return found
}

/** Under its line it keeps its number; under another it is the next one there. */
function numberFor(logged: Logged, lineId: string, session: SessionDose): number {
  if (logged.lineId === lineId) return logged.setNumber
  return numberOf(lineId, session)
}
