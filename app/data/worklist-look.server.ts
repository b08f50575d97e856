/** The first statement of the worklist's page: it notes the reading, and looks whether anything has changed since the last one. */
import type { Query } from '~/database/query.server'
import { type Access, noteAccessSql, noteAccessValues } from './access-events.server'
import type { Acting } from './acting.server'
import { besideStampSql, daysSql, waitingStampSql } from './chain-stamps.server'
import { toldSql } from './red-flag-record.server'
import { newsSql } from './shell.server'

/**
 * `now` is the clock of the database. What is told has no events: `news` is new in the member's inbox, `told` the red flags
 * of those shown that were sent to them.
 */
export type Look = {
  at: Date
  now: Date
  waitingStamp: string | null
  besideStamp: string | null
  news: number
  told: string[]
}

// $1 is the member, $5 the time it is.
const text = `
with noted as (${noteAccessSql(2)}), day as materialized ${daysSql('$5')}
select statement_timestamp() as "now", ${waitingStampSql('day')} as "waitingStamp", ${besideStampSql('day')} as "besideStamp",
  ${newsSql}::int as "news", ${toldSql} as "told"
from day`

export async function lookAround(query: Query, member: Acting, access: Access): Promise<Look> {
  const values = [member.memberId, ...noteAccessValues(access)]
  const [found] = await query<Omit<Look, 'at'>>({ name: 'worklist-look', text, values })
  if (!found) throw new Error('What there is to see is one row.')
  return { ...found, at: access.occurredAt }
}
