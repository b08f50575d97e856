/** The rows of a list that were not taken, each with its line, why, and all that stood in it, to be put right and brought again. */
import type { Query } from '~/database/query.server'
import { csvHeader, csvLine } from './csv.server'
import type { Roster } from './rosters.server'

type NotTaken = [line: number, why: string, cells: string[]]

/** `words` says a reason. */
export async function notTakenCsv(query: Query, roster: Roster, words: (why: string) => string): Promise<string> {
  const parts = await query<{ notTaken: string }>({
    name: 'roster-not-taken',
    text: `select not_taken as "notTaken" from roster_parts where clinic_id = current_clinic() and roster_id = $1::uuid
      and done_at is not null order by number`,
    values: [roster.id],
  })
  const rows = parts.flatMap(({ notTaken }) => JSON.parse(notTaken) as NotTaken[])
  return [
    csvHeader(['Line', 'Why not', ...roster.columns]),
    ...rows.map(([line, why, cells]) => csvLine([line, words(why), ...cells])),
  ].join('')
}
