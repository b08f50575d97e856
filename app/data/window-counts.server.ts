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
  ['breaches', "w.severity = 'breach' and w.review_on <= day.today"],
  ['reviews', "w.severity = 'review-due' and w.review_on <= day.today"],
  ['closing', 'w.opened_on > day.today - day.window_days and w.opened_on <= day.today - day.closing_from_day + 1'],
] as const

// Up to a hundred: past that the exact number tells nobody anything. A program counts once for each.
function textOf(isWide: boolean): string {
  const counted = kinds.map(
    ([name, stands]) => `(select count(*)::integer from (
      select distinct w.program_id from rehab_windows w cross join day
      where w.clinic_id = current_clinic() and w.is_running and ${stands} ${isWide ? '' : ownClients('$2')} limit 100) x) as "${name}"`,
  )
  return `with day as materialized (select clinic_day($1::timestamptz) as today, c.window_days, c.closing_from_day
    from clinics c where c.id = current_clinic()) select ${counted.join(', ')}`
}

const wide = { name: 'window-counts', text: textOf(true) }
const own = { name: 'own-window-counts', text: textOf(false) }

/** For where the member lands. */
export async function countWindows(query: Query, member: Acting, at: Date): Promise<WindowCounts> {
  const [counts] = seesAllWindows(member)
    ? await query<WindowCounts>({ ...wide, values: [at] })
    : await query<WindowCounts>({ ...own, values: [at, member.memberId] })
  return counts ?? { breaches: 0, reviews: 0, closing: 0 }
}
