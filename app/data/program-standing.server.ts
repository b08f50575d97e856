/** Where a program stands: what stands before its next session, its window with its flags, and what its doses rest on. */
import type { Query } from '~/database/query.server'
import type { SessionFacts } from '~/domain/session'
import type { FlagRecord } from '~/domain/window-flag'
import { type DoseFacts, doseColumns, doseFactsOf, type DoseFound, doseTables } from './dose-facts.server'
import { struck } from './progress-sql.server'
import { type FactsRow, factsOf, sessionFactsSql } from './session-facts.server'
import { flagsSql } from './window-flags.server'
import { stripOf, type StripRow, stripsSql, type WindowStrip } from './window-strips.server'

export type ProgramStanding = {
  facts: SessionFacts
  strip: WindowStrip | null
  /** The newest first; of a program without a window, none. */
  flags: FlagRecord[]
  dose: DoseFacts
}

type Row = DoseFound & { facts: FactsRow; strip: StripRow | null; flags: FlagRecord[] }

const [ids, at] = ['array[$2::uuid]', '$3::timestamptz']
const text = `
with ${struck}, ${doseTables}
select ${doseColumns},
  (select row_to_json(f) from (${sessionFactsSql(ids, at)}) f) as "facts",
  (select row_to_json(s) from (${stripsSql(ids, at)}) s) as "strip",
  (select coalesce(json_agg(f), '[]') from (${flagsSql('$2::uuid', at)}) f) as "flags"`

/** Whether the member may see the program was asked before. */
export async function programStanding(
  query: Query,
  { programId, clientId, at }: { programId: string; clientId: string; at: Date },
): Promise<ProgramStanding> {
  const values = [clientId, programId, at]
  const [row] = await query<Row>({ name: 'program-standing', text, values })
  if (!row) throw new Error('Where a program stands is one row.')
  const strip = row.strip && stripOf(row.strip)
  return {
    facts: factsOf(row.facts).facts,
    strip,
    flags: strip ? row.flags.map((flag) => ({ ...flag, flaggedAt: new Date(flag.flaggedAt).toISOString() })) : [],
    dose: doseFactsOf(row),
  }
}
