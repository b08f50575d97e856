/** What the page of a list shows: the step it is at, and what that needs. */
import type { Query } from '~/database/query.server'
import { orderOf } from '~/domain/birth-date'
import { guessColumns, type RosterMapping } from '~/domain/roster'
import type { Acting } from './acting.server'
import { previewRoster, type RosterPreview } from './roster-judging.server'
import type { RosterRow } from './roster-file.server'
import { getRoster, partOfRoster, rememberedMapping, type Roster } from './rosters.server'

export type RosterPage = { roster: Roster } & (
  | { step: 'columns'; example: string[]; suggested: Partial<RosterMapping>; isRemembered: boolean }
  | { step: 'preview'; preview: RosterPreview }
  | { step: 'progress'; state: 'running' | 'stalled' | 'stopped' | 'through' }
)

type Asked = { rosterId: string | undefined; choosesColumns: boolean; at: Date }

export async function rosterPage(
  query: Query,
  member: Acting,
  { rosterId, choosesColumns, at }: Asked,
): Promise<RosterPage> {
  const roster = await getRoster(query, rosterId)
  if (roster.startedAt) return { roster, step: 'progress', state: stateOf(roster, at) }
  const { mapping } = roster
  if (mapping && !choosesColumns) {
    return { roster, step: 'preview', preview: await previewRoster(query, member, { ...roster, mapping }) }
  }
  const rows = (await partOfRoster(query, roster.id, 1)) ?? []
  const remembered = mapping ?? (await rememberedMapping(query, roster.columns))
  return {
    roster,
    step: 'columns',
    example: rows[0]?.[1] ?? [],
    suggested: suggestion(roster, rows, remembered),
    isRemembered: !mapping && remembered !== null,
  }
}

/** What the columns say of themselves, else what a person chose before; where neither does, nothing. */
function suggestion(
  { columns }: Roster,
  rows: readonly RosterRow[],
  remembered: RosterMapping | null,
): Partial<RosterMapping> {
  const places = remembered ?? guessColumns(columns)
  const place = places.birthDate
  const order = place === null ? null : orderOf(rows.map(([, cells]) => cells[place] ?? ''))
  const dateOrder = order ?? remembered?.dateOrder
  return { ...places, ...(dateOrder ? { dateOrder } : {}) }
}

const stallsAfterMs = 15_000

function stateOf({ finishedAt, stoppedAt, movedAt }: Roster, at: Date) {
  if (finishedAt) return 'through'
  if (stoppedAt) return 'stopped'
  return at.getTime() - movedAt.getTime() > stallsAfterMs ? 'stalled' : 'running'
}
