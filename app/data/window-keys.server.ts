/** Which windows stand on a page of the board: breaches, reviews due, the rest, each along an index of its own as far as a page. */
import type { Query } from '~/database/query.server'
import type { Limb } from '~/domain/limb'
import type { RehabWindow } from '~/domain/rehab-window'
import type { Severity } from '~/domain/window-flag'
import type { Acting } from './acting.server'
import { few, isOwnSql, keepPlans, ownClientsSql, type Whose, whoseClients } from './own-clients.server'
import { seesAllWindows } from './window-counts.server'

export const boardPhases = ['past', 'extended', 'last-day', 'closing', 'open'] as const satisfies RehabWindow['phase'][]
export type BoardPhase = (typeof boardPhases)[number]
export const frequencies = ['high', 'standard'] as const
export type BoardFrequency = (typeof frequencies)[number]

export type BoardFilter = {
  /** `closing` shows the last day as well. */
  phase: BoardPhase | null
  /** What stands on it today. */
  severity: Severity | null
  frequency: BoardFrequency | null
  trainerId: string | null
  limb: Limb | null
}

/** `cursor`: the key of the row the page begins after or, read backwards, ends before. */
export type WindowKeysAsked = { filter: BoardFilter; cursor: string | null; isBack: boolean }

/** `text` needs `dayText` before it; its first two values are the member and the moment of asking. */
export type WindowKeys = { name: string; text: string; order: string; values: unknown[] }

/** A window opened up to `over_until` has had its days, one opened up to `closing_until` is closing. */
export const dayText = `day as materialized (select d.today, c.window_days, c.closing_from_day, d.today - c.window_days as over_until,
    d.today + 1 - least(c.window_days, c.closing_from_day) as closing_until
  from clinics c cross join lateral (select clinic_day($2::timestamptz) as today) d where c.id = current_clinic())`

// As queries of their own these are known before an index is read, and say where in it to begin.
const [today, over, closing] = ['today', 'over_until', 'closing_until'].map(
  (column) => `(select day.${column} from day)`,
)

/** What opened in these days may be of the phase, and is, save for what was extended. */
const opened: Record<BoardPhase, string> = {
  past: `w.opened_on <= ${over}`,
  extended: `w.opened_on <= ${over}`,
  'last-day': `w.opened_on = ${over} + 1`,
  closing: `w.opened_on > ${over} and w.opened_on <= ${closing}`,
  open: `w.opened_on > ${closing}`,
}
const extended: Partial<Record<BoardPhase, string>> = {
  past: `and w.opened_on + w.extension_days <= ${over}`,
  extended: `and w.opened_on + w.extension_days > ${over}`,
}

const ranks = [
  { severity: 'breach', stands: `w.severity = 'breach' and w.review_on <= ${today}` },
  { severity: 'review-due', stands: `w.severity = 'review-due' and w.review_on <= ${today}` },
  { severity: null, stands: `w.review_on > ${today}` },
] as const

const severityOf: Record<BoardFrequency, Severity> = { high: 'breach', standard: 'review-due' }

const raisedBy = (trainer: string) => `array(select p.program_id from program_lists p
  where p.clinic_id = current_clinic() and p.raised_by = ${trainer}::uuid)`

/** Null where the filter leaves nothing; `limit` is the most rows there may be. */
export async function windowKeys(
  query: Query,
  member: Acting,
  asked: WindowKeysAsked & { at: Date },
  limit: number,
): Promise<WindowKeys | null> {
  const { filter, at } = asked
  const shown = ranksOf(asked)
  if (shown.length === 0) return null
  const seesAll = seesAllWindows(member)
  if (seesAll) await keepPlans(query)
  const whose = seesAll ? 'all' : await whoseClients(query, member, false)
  const lead = whose === 'few' ? 'own' : await leadOf(query, filter, [member.memberId, at])
  return keysOf({ ...asked, whose, lead, shown }, [member.memberId, at], limit)
}

/** What is flagged is past, no other phase has any of the first two ranks; and before or after the cursor's rank is none. */
function ranksOf({ filter: { phase, severity, frequency }, cursor, isBack }: WindowKeysAsked): number[] {
  const from = cursor === null ? null : Number(cursor.split('_')[0])
  return [0, 1, 2].filter((n) => {
    const stands = ranks[n]?.severity ?? null
    if (stands !== null && phase !== null && phase !== 'past') return false
    if (severity !== null && severity !== stands) return false
    if (stands !== null && frequency !== null && severityOf[frequency] !== stands) return false
    return from === null || (isBack ? n <= from : n >= from)
  })
}

/** What is so rare that its windows are read and sorted; else the index of the order is walked until a page is full. */
type Lead = 'own' | 'trainer' | 'phase' | 'order'

async function leadOf(query: Query, { phase, trainerId }: BoardFilter, values: unknown[]): Promise<Lead> {
  const countOf = async (name: string, from: string, more: unknown[]) => {
    const text = `with ${dayText} select $1::uuid as "member", count(*)::integer as "count" from (select 1 from ${from} limit ${few + 1}) counted`
    const [row] = await query<{ count: number }>({ name, text, values: [...values, ...more] })
    return row?.count ?? 0
  }
  if (trainerId !== null) {
    const from = `program_lists p where p.clinic_id = current_clinic() and p.raised_by = $3::uuid`
    if ((await countOf('windows-of-trainer', from, [trainerId])) <= few) return 'trainer'
  }
  if (phase === null) return 'order'
  const from = `rehab_windows w where w.clinic_id = current_clinic() and w.is_running and ${opened[phase]}`
  return (await countOf(`windows-of-phase-${phase}`, from, [])) <= few ? 'phase' : 'order'
}

type Shape = WindowKeysAsked & { whose: Whose; lead: Lead; shown: number[] }

function keysOf({ filter, cursor, isBack, whose, lead, shown }: Shape, values: unknown[], limit: number): WindowKeys {
  const given = (value: unknown) => `$${values.push(value)}`
  const { phase, frequency, trainerId, limb } = filter
  const trainer = trainerId === null ? '' : given(trainerId)
  const parts: [string, string][] = []
  if (whose === 'many') parts.push(['many', isOwnSql('$1', 'w.client_id')])
  if (phase !== null) parts.push([phase, `${opened[phase]} ${extended[phase] ?? ''}`])
  if (trainer)
    parts.push([
      'trainer',
      `exists (select 1 from programs p where p.clinic_id = w.clinic_id and p.id = w.program_id and p.raised_by = ${trainer}::uuid)`,
    ])
  if (limb !== null) parts.push(['limb', `w.scope = ${given(limb)}`])
  if (frequency !== null) parts.push([frequency, `w.severity = '${severityOf[frequency]}'`])
  const leads: Record<Lead, string> = {
    own: `w.client_id = any (${ownClientsSql('$1')})`,
    trainer: trainer && `w.program_id = any (${raisedBy(trainer)})`,
    phase: phase === null ? '' : opened[phase],
    order: '',
  }
  // Read once for all ranks, and not along the index of the order after all.
  const led = `with led as materialized (select w.* from rehab_windows w
    where w.clinic_id = current_clinic() and w.is_running and ${leads[lead]})`
  const [from, ...place] = cursor?.split('_') ?? []
  const way = isBack ? ' desc' : ''
  // An address may name a rank that its filter does not show.
  const isBounded = cursor !== null && shown.includes(Number(from))
  const bound = !isBounded ? '' : `(${given(place[0])}::date, ${given(place[1])}::uuid, ${given(place[2])}::text)`
  const rankSql = (n: number) => `(select ${n} as n, w.* from ${lead === 'order' ? 'rehab_windows' : 'led'} w
    where w.clinic_id = current_clinic() and w.is_running and ${ranks[n]?.stands}
      ${isBounded && n === Number(from) ? `and (w.review_on, w.program_id, w.scope) ${isBack ? '<' : '>'} ${bound}` : ''}
      ${parts.map(([, condition]) => `and ${condition}`).join(' ')}
    order by w.review_on${way}, w.program_id${way}, w.scope${way} limit ${limit})`
  const order = ['n', 'review_on', 'program_id', 'scope'].map((key) => `w.${key}${way}`).join(', ')
  const shape = [isBack ? 'before' : 'after', from ?? 'all', lead, ...parts.map(([name]) => name), filter.severity]
  return {
    // PostgreSQL cuts a name at 63 characters.
    name: ['board', ...shape].filter(Boolean).join('-'),
    text: `${lead === 'order' ? '' : led} select * from (${shown.map(rankSql).join(' union all ')}) w order by ${order} limit ${limit}`,
    order,
    values,
  }
}
