/** Where a program stands: what stands before its next session, its window with its flags, and what its doses rest on. */
import type { Query } from '~/database/query.server'
import type { SessionFacts } from '~/domain/session'
import type { FlagRecord } from '~/domain/window-flag'
import type { CalendarDay } from '~/domain/calendar-day'
import { type DoseFacts, doseFactsOf, type DoseFound, doseLists, doseTables } from './dose-facts.server'
import { struck } from './progress-sql.server'
import { type FactsRow, factsOf, sessionFactsSql } from './session-facts.server'
import { flagsSql } from './window-flags.server'
import { stripOf, type StripRow, stripSql, type WindowStrip } from './window-strips.server'

export type ProgramStanding = {
  facts: SessionFacts
  strip: WindowStrip | null
  /** The newest first; of a program without a window, none. */
  flags: FlagRecord[]
  dose: DoseFacts
}

type Row = Pick<DoseFound, 'tested' | 'lops'> & { facts: FactsRow & { strip: StripRow | null }; flags: FlagRecord[] }

const [at, today] = ['$3::timestamptz', '$4::date']
const more = `, ${stripSql(today)} as "strip"`
const text = `
with ${struck}, ${doseTables}
select ${doseLists},
  (select row_to_json(f) from (${sessionFactsSql({ programIds: 'array[$2::uuid]', at, today, more })}) f) as "facts",
  (select coalesce(json_agg(f), '[]') from (${flagsSql('$2::uuid', today)}) f) as "flags"`

type Asked = { programId: string; clientId: string; at: Date; today: CalendarDay }

/** Whether the member may see the program was asked before; `today` is the clinic's day at `at`. */
export async function programStanding(
  query: Query,
  { programId, clientId, at, today }: Asked,
): Promise<ProgramStanding> {
  const values = [clientId, programId, at, today]
  const [row] = await query<Row>({ name: 'program-standing', text, values })
  if (!row) throw new Error('Where a program stands is one row.')
  const { strip: shown, ...facts } = row.facts
  const strip = shown && stripOf(shown)
  return {
    facts: factsOf(facts).facts,
    strip,
    flags: strip ? row.flags.map((flag) => ({ ...flag, flaggedAt: new Date(flag.flaggedAt).toISOString() })) : [],
    dose: doseFactsOf({ ...row, lopValidDays: facts.lopValidDays }),
  }
}
