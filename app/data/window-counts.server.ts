/** How many programs are past or close to the end of their window, among the clients a member sees. */
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import type { Acting } from './acting.server'

/** An admin sees where the clinic's programs stand, and opens none. */
export function seesAllWindows(member: Acting): boolean {
  return seesAllClients(member) || member.roles.includes('admin')
}

/** The windows `w` of a trainer's own clients: found by their clients, not looked for among all that runs. */
function ownClients(member: string): string {
  return `and w.client_id = any (array(select r.client_id from reached_clients(${member}::uuid) r
      where r.way <> 'emergency'))`
}

export type WindowCounts = { breaches: number; reviews: number; closing: number }

const kinds = [
  ['breaches', "w.severity = 'breach' and w.review_on <= (select day.today from day)"],
  ['reviews', "w.severity = 'review-due' and w.review_on <= (select day.today from day)"],
  ['closing', 'w.opened_on > (select day.past from day) and w.opened_on <= (select day.closing from day)'],
] as const

const most = 100
/** A program has a window for each limb under a cuff, and one of its own. */
const mostOfAProgram = 5

/**
 * What it counts as one value of json, for a statement that asks more: `at` and, where not all of the clinic's are the
 * member's, `member` are expressions of its own. Up to a hundred: past that the exact number tells nobody anything. A
 * program counts once for each.
 */
export function windowCountsSql({ at, member }: { at: string; member?: string }): string {
  const counted = kinds.map(
    ([name, stands]) => `'${name}', (select least(count(distinct x.program_id), ${most}) from (
      select w.program_id from rehab_windows w
      where w.clinic_id = current_clinic() and w.is_running and ${stands} ${member ? ownClients(member) : ''}
      limit ${most * mostOfAProgram}) x)`,
  )
  return `(with day as materialized (select t.today, t.today - c.window_days as past, t.today - c.closing_from_day + 1 as closing
    from clinics c, (select clinic_day(${at}::timestamptz) as today offset 0) t where c.id = current_clinic()) select json_build_object(${counted.join(', ')}))`
}

const wide = { name: 'window-counts', text: `select ${windowCountsSql({ at: '$1' })} as "counts"` }
const own = { name: 'own-window-counts', text: `select ${windowCountsSql({ at: '$1', member: '$2' })} as "counts"` }

/** For where the member lands. */
export async function countWindows(query: Query, member: Acting, at: Date): Promise<WindowCounts> {
  const asked = seesAllWindows(member) ? { ...wide, values: [at] } : { ...own, values: [at, member.memberId] }
  const [found] = await query<{ counts: WindowCounts }>(asked)
  return found?.counts ?? { breaches: 0, reviews: 0, closing: 0 }
}
