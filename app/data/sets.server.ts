/** Sets as they were done: each held against the cleared dose, recorded with its reason where it went beyond. */
import type { Tx } from '~/database/client.server'
import type { Named, Query } from '~/database/query.server'
import { canOnClient } from '~/domain/access'
import type { LoggedSet } from '~/domain/deviation'
import { doneAtWithin, sessionAt } from '~/domain/done-at'
import type { Side } from '~/domain/limb'
import { nextSetNumber, setFacts } from '~/domain/live-limits'
import type { Refusal } from '~/domain/refusal'
import { reasonFor, type SetDeviation, standingOfSet } from '~/domain/set-standing'
import type { EnteredLoad } from '~/domain/units'
import { type Acting, mayReach } from './acting.server'
import { hotCommand, type Outcome } from './command.server'
import { isId, newId } from './id.server'
import { queryOf } from './rule-facts.server'
import { findSessionDose, findSessionToLog, type SessionDose, type SessionToLog } from './session-dose.server'

/** `load` null: none, or not known. `reason` is why the set went beyond the cleared dose. */
export type SetAsked = {
  sessionId: string
  lineId: string
  side: Side
  reps: number
  load: EnteredLoad | null
  rpe: number | null
  isRestricted: boolean
  restrictionSeconds: number | null
  pressureMmhg: number | null
  reason: string
}

/** A refusal for want of a reason says what it is that goes beyond. */
export type SetOutcome = { ok: true; setId: string } | { ok: false; why: Refusal; beyond: SetDeviation[] }

/** `doneAt` is when it was done, where that is not now; `isKept`: it could not be sent at once. */
type Logging = { key: string; at: Date; doneAt?: Date; isKept?: boolean }

export async function logSet(
  member: Acting,
  { key, at, doneAt: told = at, isKept = false, ...asked }: SetAsked & Logging,
): Promise<SetOutcome> {
  let beyond: SetDeviation[] = []
  const name = 'session:log'
  const outcome: Outcome<{ setId: string }> = await hotCommand(
    member,
    { key, name, body: asked },
    {
      load: (query) => sessionToLog(query, member, asked.sessionId),
      save: async (session, { save }) => {
        const dosed = session.lines.find(({ line }) => line.id === asked.lineId)
        if (!dosed) return { ok: false, why: 'line-not-in-version' }
        const set = setOf(asked, dosed.line.exercise, numberOf(asked.lineId, session))
        const doneAt = doneAtWithin(told, { began: new Date(session.occurredAt), now: at })
        const standing = standingOfSet(setFacts(sessionAt(session, doneAt), dosed), set)
        if (!standing.ok) return standing
        beyond = standing.deviations
        const { outsideReason } = session
        const reasoned = beyond.map((one) => ({
          ...one,
          reason: reasonFor(one, { reason: asked.reason, outsideReason, isKept }),
        }))
        if (!areReasoned(reasoned)) return { ok: false, why: 'deviation-needs-reason' }
        const occurredAt = session.kind === 'reported' ? new Date(session.occurredAt) : doneAt
        const isTest = dosed.line.mode === 'strength-test'
        const { setId, statements } = setToSave(session, { asked, set, isTest, occurredAt, reasoned, at: doneAt })
        for (const statement of statements) save(statement)
        return { ok: true, setId }
      },
    },
  )
  return outcome.ok ? outcome : { ...outcome, beyond: outcome.why === 'deviation-needs-reason' ? beyond : [] }
}

/** As sessionToLog, with all there is to a session, by the door of the commands that are not hot. */
export async function getSessionToLog(tx: Tx, member: Acting, sessionId: string): Promise<SessionDose> {
  const session = isId(sessionId) ? await findSessionDose(queryOf(tx), member, sessionId) : null
  if (!session || session.struck || !canOnClient(member, 'session:log', session))
    throw new Response(null, { status: 404 })
  return session
}

/** Throws a 404 Response unless this member may log in this session. */
async function sessionToLog(query: Query, member: Acting, sessionId: string): Promise<SessionToLog> {
  const session = isId(sessionId) ? await findSessionToLog(query, member, sessionId) : null
  const isOpen = session && !session.isStruck && (await mayReach(query, member, { ...session, action: 'session:log' }))
  if (!isOpen) throw new Response(null, { status: 404 })
  return session
}

/** The next of its line. */
export function numberOf(lineId: string, { sets }: Pick<SessionToLog, 'sets'>): number {
  return nextSetNumber(sets.filter((done) => done.lineId === lineId))
}

export function setOf(told: Omit<SetAsked, 'sessionId'>, exercise: string, setNumber: number): LoggedSet {
  const { load, side, reps, rpe, isRestricted, restrictionSeconds, pressureMmhg } = told
  return {
    exercise,
    side,
    setNumber,
    reps,
    loadG: load?.loadG ?? null,
    rpe,
    isRestricted,
    restrictionSeconds,
    pressureMmhg,
  }
}

export type Reasoned = SetDeviation & { reason: string }

export function areReasoned(
  found: readonly (SetDeviation & { reason: string | null })[],
): found is readonly Reasoned[] {
  return found.every(({ reason }) => reason !== null)
}

/** `at` is when it is recorded how far it went beyond. */
type Saving = {
  asked: SetAsked
  set: LoggedSet
  isTest: boolean
  occurredAt: Date
  reasoned: readonly Reasoned[]
  at: Date
}

const setText = `
insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, load_g, entered_value,
  entered_unit, rpe, is_restricted, is_test, restriction_seconds, pressure_mmhg, occurred_at, logged_by)
values (current_clinic(), $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7::int, $8::int, $9::int, $10, $11, $12::float8, $13::boolean,
  $14::boolean, $15::int, $16::int, $17::timestamptz, current_member())`

const deviationsText = `
insert into deviations (clinic_id, id, session_id, set_id, kind, says, logged, cleared, reason, recorded_by, occurred_at)
select current_clinic(), d.id, $2::uuid, $3::uuid, d.kind, d.says, d.logged, d.cleared, d.reason, current_member(), $4::timestamptz
from json_to_recordset($1::json) as d (id uuid, kind text, says text, logged float8, cleared float8, reason text)`

/** The statements that save a set with what of it went beyond, for either door of commands. */
export function setToSave(
  session: Pick<SessionDose, 'id' | 'clientId'>,
  saving: Saving,
): { setId: string; statements: Named[] } {
  const { asked, set, isTest, occurredAt, reasoned, at } = saving
  const setId = newId()
  const { exercise, setNumber, reps, loadG, rpe, isRestricted, restrictionSeconds, pressureMmhg } = set
  const { enteredValue = '', enteredUnit = null } = asked.load ?? {}
  const ids = [setId, session.clientId, session.id, asked.lineId]
  const done = [exercise, asked.side, setNumber, reps, loadG, enteredValue, enteredUnit, rpe, isRestricted, isTest]
  const values = [...ids, ...done, restrictionSeconds, pressureMmhg, occurredAt]
  const statements: Named[] = [{ name: 'set', text: setText, values }]
  if (reasoned.length > 0) {
    const rows = reasoned.map((one) => ({ ...one, id: newId() }))
    statements.push({
      name: 'set-deviations',
      text: deviationsText,
      values: [JSON.stringify(rows), session.id, setId, at],
    })
  }
  return { setId, statements }
}
