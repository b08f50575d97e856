/** Goals of a client: the newest word on a kind, subject and side holds, all words stay, and one is taken back by another. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { type AskedGoal, type GoalKind, type GoalUnit, mayTakeBackGoal, maySetGoal } from '~/domain/goal'
import type { Side } from '~/domain/limb'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { findGoalFacts } from './goal-subjects.server'
import { isId, lastSeq, newId } from './id.server'
import { queryOf } from './rule-facts.server'

/** `amount` null: with this word the goal was taken back. */
export type GoalOnRecord = {
  id: string
  seq: number
  kind: GoalKind
  subject: string
  side: Side
  amount: number | null
  enteredValue: string
  enteredUnit: GoalUnit | null
  setOn: CalendarDay
  at: string
  setBy: string
  holds: boolean
}

export type GoalsPage = { holding: GoalOnRecord[]; history: GoalOnRecord[]; after: number | null }

const columns = `g.id, g.seq, g.kind, g.subject, g.side, g.amount, g.entered_value as "enteredValue",
  g.entered_unit as "enteredUnit", clinic_day(g.occurred_at) as "setOn", g.occurred_at as "at", b.name as "setBy"`
const ofClient = `from goals g join members b on b.clinic_id = g.clinic_id and b.id = g.set_by
  where g.clinic_id = current_clinic() and g.client_id = $1::uuid`
const holds = `(g.amount is not null and not exists (select 1 from goals n where n.clinic_id = g.clinic_id
  and n.client_id = g.client_id and n.kind = g.kind and n.subject = g.subject and n.side = g.side and n.seq > g.seq))`

const pageSize = 50
/** More than anybody aims at; what is beyond stands in the history. */
const mostHolding = 200

/** What holds, in order of kind and subject, and all that was ever set, newest first; `after` is the seq a page ended with. */
export async function listGoals(query: Query, clientId: string, after: number | null): Promise<GoalsPage> {
  const [row] = await query<{ holding: GoalOnRecord[]; history: GoalOnRecord[] }>({
    name: 'goals',
    text: `
      select coalesce((select json_agg(h order by h.kind, h.subject, h.side) from (
          select ${columns}, true as "holds" ${ofClient} and ${holds} order by g.kind, g.subject, g.side
          limit ${mostHolding}) h), '[]') as "holding",
        coalesce((select json_agg(p order by p.seq desc) from (
          select ${columns}, ${holds} as "holds" ${ofClient} and g.seq < $2::bigint order by g.seq desc
          limit ${pageSize + 1}) p), '[]') as "history"`,
    values: [clientId, after ?? lastSeq],
  })
  const { holding = [], history = [] } = row ?? {}
  const shown = history.slice(0, pageSize)
  return { holding, history: shown, after: history.length > pageSize ? (shown.at(-1)?.seq ?? null) : null }
}

/** Throws a 404 Response for a goal that is not this client's. */
export async function getGoal(query: Query, clientId: string, goalId: string): Promise<GoalOnRecord> {
  const text = `select row_to_json(x) as "goal" from (select ${columns}, ${holds} as "holds" ${ofClient} and g.id = $2::uuid) x`
  const values = [clientId, goalId]
  const [row] = isId(goalId) ? await query<{ goal: GoalOnRecord }>({ name: 'goal', text, values }) : []
  if (!row) throw new Response(null, { status: 404 })
  return row.goal
}

/** `seen` is the seq of the client's newest goal when the form was opened. */
type Setting = { key: string; at: Date; clientId: string; seen: number; goal: AskedGoal }

export function setGoal(
  member: Acting,
  { key, at, clientId, seen, goal }: Setting,
): Promise<Outcome<{ goalId: string }>> {
  const asked = { key, name: 'goal:set', action: 'goal:set', clientId, body: goal, at } as const
  return commandOnClient<{ goalId: string }>(member, asked, async (tx) => {
    const may = maySetGoal(goal, await findGoalFacts(queryOf(tx), clientId, goal), seen)
    if (!may.ok) return may
    const goalId = newId()
    const who = { clinicId: member.clinicId, id: goalId, clientId, setBy: member.memberId, occurredAt: at }
    await tx.goal.create({ data: { ...goal, ...who }, select: { id: true } })
    return { ok: true, goalId }
  })
}

type TakingBack = { key: string; at: Date; clientId: string; goalId: string }

export function takeBackGoal(member: Acting, { key, at, clientId, goalId }: TakingBack): Promise<Outcome> {
  const asked = { key, name: 'goal:take-back', action: 'goal:set', clientId, body: { goalId }, at } as const
  return commandOnClient(member, asked, async (tx) => {
    const goal = await getGoal(queryOf(tx), clientId, goalId)
    const may = mayTakeBackGoal(goal)
    if (!may.ok) return may
    const { kind, subject, side } = goal
    const who = { clinicId: member.clinicId, id: newId(), clientId, setBy: member.memberId, occurredAt: at }
    await tx.goal.create({ data: { kind, subject, side, amount: null, ...who }, select: { id: true } })
    return { ok: true }
  })
}
