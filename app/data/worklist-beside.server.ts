/** What stands around the list of what needs a decision: its frame, the windows, check-ins, deviations and red flags. One statement. */
import type { Query } from '~/database/query.server'
import { type Access, noteAccessSql, noteAccessValues } from './access-events.server'
import type { Acting } from './acting.server'
import { type MissedCheckIns, type MissedRows, missedOf, missedSql } from './check-ins.server'
import { type SessionsToReview, toReviewOf, toReviewSql } from './deviations.server'
import { type Unanswered, type UnansweredRow, unansweredOf, unansweredSql } from './red-flag-record.server'
import { type Shell, type ShellCounts, shellKey, shellSql, shellWith } from './shell.server'
import { type WindowCounts, windowCountsSql } from './window-counts.server'
import { watchedOf, type WatchedRows, type WatchedWindow, watchedSql } from './window-strips.server'

const mostWindows = 5
const mostMissed = 5

const rowsOf = (text: string) => `(select coalesce(json_agg(x), '[]') from (${text}) x)`

type Lister = Acting & Parameters<typeof shellSql>[0]

// $1 is the member, $2 whether they see all clients, $3 the time it is, $4 whether they are an admin.
const textFor = (member: Lister) => `
with noted as (${noteAccessSql(5)})
select ${shellSql(member)} as "shell", ${watchedSql({ member: '$1', at: '$3', most: mostWindows })} as "windows",
  ${windowCountsSql({ at: '$3' })} as "counts", ${missedSql({ at: '$3', most: mostMissed })} as "missed",
  ${rowsOf(unansweredSql)} as "unanswered", ${rowsOf(toReviewSql)} as "deviations"`

/** By the key of the frame: a text of twelve thousand characters is written once. */
const texts = new Map<string, string>()

type Row = {
  shell: ShellCounts
  windows: WatchedRows
  counts: WindowCounts
  missed: MissedRows
  unanswered: UnansweredRow[]
  deviations: Parameters<typeof toReviewOf>[0]
}

export type Beside = {
  shell: Shell
  windows: WatchedWindow[]
  counts: WindowCounts
  /** Check-ins nobody answered in time. */
  missed: MissedCheckIns
  unanswered: Unanswered
  deviations: SessionsToReview
}

/** Of a clinician, who sees all clients; the reading is noted in the same trip. */
export async function readBeside(query: Query, member: Lister, access: Access): Promise<Beside> {
  const at = access.occurredAt
  const key = shellKey(member)
  const text = texts.get(key) ?? textFor(member)
  texts.set(key, text)
  const values = [member.memberId, true, at, member.roles.includes('admin'), ...noteAccessValues(access)]
  const [found] = await query<Row>({ name: `worklist-beside-${key}`, text, values })
  if (!found) throw new Error('What stands beside the list is one row.')
  return {
    shell: shellWith(member, found.shell),
    windows: watchedOf(found.windows),
    counts: found.counts,
    missed: missedOf(found.missed, at),
    unanswered: unansweredOf(found.unanswered, member),
    deviations: toReviewOf(found.deviations),
  }
}
