/** What becomes of each row of a list, beside all who are here and the rows before it: the same before and while writing. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { swapped } from '~/domain/client-likeness'
import { readRow, type RosterClient, type RosterMapping } from '~/domain/roster'
import { type Present, type Verdict, verdictOn } from '~/domain/roster-verdict'
import type { Acting } from './acting.server'
import { listCandidates } from './client-alike.server'
import type { RosterRow } from './roster-file.server'
import { partOfRoster, type Roster, type RosterCounts } from './rosters.server'

export type RosterRules = { mapping: RosterMapping; width: number; today: CalendarDay; takesAlike: boolean }

type Mapped = Pick<Roster, 'columns' | 'takesAlike'> & { mapping: RosterMapping }

export async function rosterRules(query: Query, { mapping, columns, takesAlike }: Mapped): Promise<RosterRules> {
  const text = 'select clinic_day(now())::text as today'
  const [row] = await query<{ today: CalendarDay }>({ name: 'roster-today', text, values: [] })
  return { mapping, width: columns.length, today: row?.today ?? '', takesAlike }
}

export type Judged = { line: number; cells: string[]; client: RosterClient | null; verdict: Verdict }

/** Who is there, by what one looks them up by; the rows that were taken join them. */
export type Company = { byNumber: Map<string, Present[]>; byDay: Map<CalendarDay, Present[]> }

export const newCompany = (): Company => ({ byNumber: new Map(), byDay: new Map() })

function join({ byNumber, byDay }: Company, one: Present): void {
  if (one.recordNumber !== null) byNumber.set(one.recordNumber, [...(byNumber.get(one.recordNumber) ?? []), one])
  byDay.set(one.birthDate, [...(byDay.get(one.birthDate) ?? []), one])
}

function companyOf({ byNumber, byDay }: Company, { recordNumber, birthDate }: RosterClient): Present[] {
  const other = swapped(birthDate)
  return [
    ...(recordNumber === null ? [] : (byNumber.get(recordNumber) ?? [])),
    ...(byDay.get(birthDate) ?? []),
    ...(other === null ? [] : (byDay.get(other) ?? [])),
  ]
}

type Asked = { rows: readonly RosterRow[]; rules: RosterRules; company: Company }

/** `company` holds the rows taken so far; those of this part join it. */
export async function judgeRows(query: Query, member: Acting, { rows, rules, company }: Asked): Promise<Judged[]> {
  const read = rows.map(([line, cells]) => ({ line, cells, reading: readRow(cells, rules) }))
  const clients = read.flatMap(({ reading }) => (reading.ok ? [reading.client] : []))
  const here = newCompany()
  for (const one of clients.length > 0 ? await listCandidates(query, member, clients) : []) {
    join(here, { ...one, isVisible: one.isVisible || one.isOwn })
  }
  return read.map(({ line, cells, reading }) => {
    if (!reading.ok) return { line, cells, client: null, verdict: { is: 'refused', why: reading.why } }
    const { client } = reading
    const present = [...companyOf(here, client), ...companyOf(company, client)]
    const verdict = verdictOn(client, present, rules.takesAlike)
    if (verdict.is === 'taken') join(company, { ...client, isVisible: true })
    return { line, cells, client, verdict }
  })
}

const shownRows = 12
const shownNotTaken = 20

export type RosterPreview = {
  counts: Omit<RosterCounts, 'done'>
  /** The first rows as they will be read. */
  first: Judged[]
  /** The first of those that will not be taken. */
  notTaken: Judged[]
}

/** What would become of the whole list, with nothing written. */
export async function previewRoster(
  query: Query,
  member: Acting,
  roster: Roster & { mapping: RosterMapping },
): Promise<RosterPreview> {
  const rules = await rosterRules(query, roster)
  const company = newCompany()
  const counts = { rows: roster.rowCount, taken: 0, known: 0, alike: 0, refused: 0 }
  const first: Judged[] = []
  const notTaken: Judged[] = []
  for (let number = 1; ; number += 1) {
    const rows = await partOfRoster(query, roster.id, number)
    if (!rows) return { counts, first, notTaken }
    for (const judged of await judgeRows(query, member, { rows, rules, company })) {
      counts[judged.verdict.is] += 1
      if (first.length < shownRows) first.push(judged)
      if (judged.verdict.is !== 'taken' && notTaken.length < shownNotTaken) notTaken.push(judged)
    }
  }
}
