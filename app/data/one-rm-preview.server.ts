/** What would become of a file of tested maxima, with nothing written: counts, who is not here, and what to look at twice. */
import type { Query } from '~/database/query.server'
import { type Jump, oneRmJumps, type OneRmReason, oneRmReasons, type Tested } from '~/domain/one-rm-file-rows'
import type { NamedRules, OneRmFile } from './one-rm-file.server'
import { findByNumbers, type JudgedTest, judgeTests, notTakenOf, numbersIn, readTests } from './one-rm-judging.server'
import type { Sheet } from './sheet.server'

export type OneRmCounts = { rows: number; taken: number; known: number; skipped: number; refused: number }

/** The first of a list, and how many there are. */
export type Some<Item> = { first: Item[]; all: number }

export type OneRmPreview = {
  counts: OneRmCounts
  clientsFound: number
  /** Record numbers of the file that nobody here has. */
  unknown: Some<string>
  archived: Some<string>
  first: JudgedTest[]
  reasons: OneRmReason[]
  jumps: Some<Jump>
  /** This very file was brought in, and rows of it would come in once more: other days or columns were chosen. */
  earlier: { at: Date; by: string } | null
}

const some = <Item>(items: readonly Item[], most: number): Some<Item> => ({
  first: items.slice(0, most),
  all: items.length,
})

export async function previewOneRm(
  query: Query,
  file: OneRmFile,
  { sheet, rules }: { sheet: Sheet; rules: NamedRules },
): Promise<OneRmPreview> {
  const rows = readTests(sheet.rows, rules)
  const found = await findByNumbers(query, numbersIn(rows))
  const judged = await judgeTests(query, rows, { names: rules.names, found })
  const counts = { rows: judged.length, taken: 0, known: 0, skipped: 0, refused: 0 }
  for (const { verdict } of judged) counts[verdict.is] += 1
  const numbersOf = (why: string) => [
    ...new Set(
      judged.flatMap(({ client, verdict }) => (verdict.is === 'refused' && verdict.why === why ? [client] : [])),
    ),
  ]
  const taken = judged.filter(({ verdict }) => verdict.is === 'taken')
  return {
    counts,
    clientsFound: new Set(judged.flatMap(({ test }) => test?.clientId ?? [])).size,
    unknown: some(numbersOf('no-such-client'), 100),
    archived: some(numbersOf('client-archived'), 100),
    first: judged.slice(0, 12),
    reasons: oneRmReasons(notTakenOf(judged)),
    jumps: some(await jumpsOf(query, taken), 50),
    earlier: counts.taken > 0 ? await findEarlier(query, file.fileHash) : null,
  }
}

/** Whether somebody has to say that they looked before it begins. */
export function wantsConfirming({ jumps, earlier }: Pick<OneRmPreview, 'jumps' | 'earlier'>): boolean {
  return jumps.all > 0 || earlier !== null
}

async function jumpsOf(query: Query, taken: readonly JudgedTest[]): Promise<Jump[]> {
  const tests = taken.flatMap(({ line, test }) => (test ? [{ ...test, line }] : []))
  const numbers = new Map(tests.map(({ clientId, client }) => [clientId, client]))
  const rows = await query<Omit<Tested, 'client'> & { clientId: string }>({
    name: 'one-rm-on-record',
    text: `select m.client_id as "clientId", m.exercise, m.side, m.measured_on::text as "on", m.amount as "loadG" from measurements m
      where m.clinic_id = current_clinic() and m.client_id = any ($1::uuid[]) and m.kind = 'one-rm' and not is_struck('measurement', m.id)
      order by m.measured_on, m.occurred_at`,
    values: [[...numbers.keys()]],
  })
  const onRecord = rows.map(({ clientId, ...row }) => ({ ...row, client: numbers.get(clientId) ?? '' }))
  return oneRmJumps(
    tests.map(({ line, client, exercise, side, on, loadG }) => ({ line, client, exercise, side, on, loadG })),
    onRecord,
  )
}

async function findEarlier(query: Query, fileHash: string): Promise<{ at: Date; by: string } | null> {
  const [earlier] = await query<{ at: Date; by: string }>({
    name: 'one-rm-file-earlier',
    text: `select i.occurred_at as "at", m.name as "by" from imports i join members m on m.clinic_id = i.clinic_id and m.id = i.imported_by
      where i.clinic_id = current_clinic() and i.kind = 'one-rm' and i.file_hash = $1 and i.rows_taken > 0
        and not is_struck('import', i.id) order by i.occurred_at desc limit 1`,
    values: [fileHash],
  })
  return earlier ?? null
}
