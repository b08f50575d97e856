/** A member's own clients as part of a list: who has few is listed by them, who has many along the list itself. */
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import type { Acting } from './acting.server'

/** Whose rows a list shows: everybody's, or those of the member's own clients, of whom there are few or many. */
export type Whose = 'all' | 'few' | 'many'

/** As many as are read and sorted for less than a page of a long list is searched for. */
export const few = 1_000

const own = (member: string) => `reached_clients(${member}::uuid) r where r.way <> 'emergency'`

/**
 * A column of what is asked before a list: with it the plans of the list are kept, whatever they are believed to cost. Of few
 * rows PostgreSQL takes one made for them for so much better that it makes it anew for each page, which takes longer than
 * to read it.
 */
export const keepsPlans = `set_config('plan_cache_mode', 'force_generic_plan', true)`

const countText = `select count(*)::integer as "count", ${keepsPlans}
  from (select 1 from ${own('$1')} limit ${few + 1}) counted`

/** The same, where nothing is counted. */
export async function keepPlans(query: Query): Promise<void> {
  await query({ name: 'list-plan', text: `select ${keepsPlans}`, values: [] })
}

/** What it answers chooses a plan, which is kept, and never who is seen: that is asked by the list. */
export async function whoseClients(query: Query, member: Acting, isMine: boolean): Promise<Whose> {
  if (seesAllClients(member) && !isMine) {
    await keepPlans(query)
    return 'all'
  }
  const [row] = await query<{ count: number }>({ name: 'own-clients', text: countText, values: [member.memberId] })
  return (row?.count ?? 0) > few ? 'many' : 'few'
}

/** The ids of them all, as an array; `member` is the parameter with whose they are. */
export const ownClientsSql = (member: string) => `array(select r.client_id from ${own(member)})`

/**
 * Whether the client in this column is one of them, asked for one row after another: a scalar query, because of "exists"
 * the planner may make a join of all there are.
 */
export const isOwnSql = (member: string, client: string) =>
  `coalesce((select true from ${own(member)} and r.client_id = ${client} limit 1), false)`
