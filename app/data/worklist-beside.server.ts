/**
 * What stands around the list of what needs a decision: its frame, the windows, check-ins, deviations and red flags. It is
 * kept for each member until something of it has changed or will have by itself: docs/decisions/053-what-stands-beside.md.
 */
import type { Query } from '~/database/query.server'
import type { Acting } from './acting.server'
import { besideStampSql, daysSql } from './chain-stamps.server'
import { type MissedCheckIns, type MissedRows, missedOf, missedSql, missedUntilSql } from './check-ins.server'
import { type SessionsToReview, toReviewOf, toReviewSql } from './deviations.server'
import { openStill } from './emergency-access.server'
import { keeping } from './kept.server'
import { type Unanswered, type UnansweredRow, unansweredOf, unansweredSql } from './red-flag-record.server'
import { type Shell, type StandingCounts, shellKey, shellWith, standingSql } from './shell.server'
import { type WindowCounts, windowCountsSql } from './window-counts.server'
import { type WatchedRows, type WatchedWindow, watchedOf, watchedSql } from './window-strips.server'
import type { Look } from './worklist-look.server'

const mostWindows = 5
const mostMissed = 5

const rowsOf = (text: string) => `(select coalesce(json_agg(x), '[]') from (${text}) x)`

type Lister = Acting & Parameters<typeof standingSql>[0]

// Whom they reach because a session of theirs runs, and what an emergency has opened to them, ends by itself.
const reachedUntilSql = `(select min(s.occurred_at) + interval '3 hours' from training_sessions s where s.clinic_id = current_clinic()
    and s.logged_by = $1::uuid and s.kind = 'started' and s.ended_at is null and s.occurred_at > statement_timestamp() - interval '3 hours')`
const openUntilSql = `(select min(x.expires_at) from emergency_accesses x where x.clinic_id = current_clinic() and x.member_id = $1::uuid
    and x.expires_at > statement_timestamp())`

// $1 is the member, $2 the time it is.
const textFor = (member: Lister) => `
with day as materialized ${daysSql('$2')}
select ${besideStampSql('day')} as "stamp", statement_timestamp() as "now",
  least(${missedUntilSql('$2')}, ${reachedUntilSql}, ${openUntilSql}) as "until",
  ${standingSql(member)} as "standing", ${watchedSql({ member: '$1', at: '$2', most: mostWindows })} as "windows",
  ${windowCountsSql({ at: '$2' })} as "counts", ${missedSql({ at: '$2', most: mostMissed })} as "missed",
  ${rowsOf(unansweredSql(true))} as "unanswered", ${rowsOf(toReviewSql)} as "deviations"
from day`

/** By the key of the frame: a text of twelve thousand characters is written once. */
const texts = new Map<string, string>()

type Row = {
  stamp: string | null
  now: Date
  until: Date | null
  standing: StandingCounts
  windows: WatchedRows
  counts: WindowCounts
  missed: MissedRows
  unanswered: UnansweredRow[]
  deviations: Parameters<typeof toReviewOf>[0]
}

/** `at`: when it was read, by the clock of the page as by that of the database. */
type Kept = Row & { at: Date }

/** By clinic, member and text. */
const kept = keeping<Kept>(500)

export type Beside = {
  shell: Shell
  windows: WatchedWindow[]
  counts: WindowCounts
  /** Check-ins nobody answered in time. */
  missed: MissedCheckIns
  unanswered: Unanswered
  deviations: SessionsToReview
}

/** Of a clinician, who sees all clients; `look` is the first statement of the same transaction. */
export async function readBeside(query: Query, member: Lister, look: Look): Promise<Beside> {
  const key = shellKey(member)
  const owner = `${member.clinicId} ${member.memberId} ${key}`
  const known = kept.get(owner)
  const still = known && isStill(known, look) ? { ...known, unanswered: toldBy(look, known.unanswered) } : null
  const found = still ?? (await readAnew(query, member, look.at))
  if (!still && found.stamp !== null) kept.set(owner, found)
  return {
    shell: shellWith(member, {
      ...found.standing,
      emergencies: openStill(found.standing.emergencies, look.now),
      news: look.news,
    }),
    windows: watchedOf(found.windows),
    counts: found.counts,
    missed: missedOf(found.missed, look.at),
    unanswered: unansweredOf(found.unanswered, member, look.at),
    deviations: toReviewOf(found.deviations),
  }
}

function toldBy({ told }: Look, unanswered: readonly UnansweredRow[]): UnansweredRow[] {
  return unanswered.map((flag) => ({ ...flag, isTold: told.includes(flag.id) }))
}

async function readAnew(query: Query, member: Lister, at: Date): Promise<Kept> {
  const key = shellKey(member)
  const text = texts.get(key) ?? textFor(member)
  texts.set(key, text)
  const [found] = await query<Row>({ name: `worklist-beside-${key}`, text, values: [member.memberId, at] })
  if (!found) throw new Error('What stands beside the list is one row.')
  return { ...found, at }
}

/** Nothing that it rests on was written since, and nothing of it has come or gone by the clock. */
function isStill({ stamp, at, now, until }: Kept, look: Look): boolean {
  const isBetween = (from: Date, time: Date) => from <= time && (until === null || time < until)
  return stamp === look.besideStamp && isBetween(at, look.at) && isBetween(now, look.now)
}
