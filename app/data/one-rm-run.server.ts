/**
 * A file of tested maxima written part by part, each in one transaction, once, so that it may stop anywhere and go on.
 * Each client has one import of it, and what is of nobody here has one without a client; `occurred_at`, the moment the
 * file began, holds them together.
 */
import { inClinic, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { ClinicBusy } from '~/database/refused.server'
import { byClient } from '~/domain/one-rm-file-rows'
import type { Refusal } from '~/domain/refusal'
import type { Acting } from './acting.server'
import { rememberExerciseNames } from './exercise-names.server'
import { advanceHistoryFile, startHistoryFile, stopHistoryFile } from './history-files.server'
import { importsOfOneRmFile, writeImports, writeTests } from './one-rm-imports.server'
import { getOneRmFile, type NamedRules, type OneRmFile, rulesOfOneRmFile, sheetOfOneRmFile } from './one-rm-file.server'
import { findByNumbers, type JudgedTest, judgeTests, numbersIn, type ReadRow, readTests } from './one-rm-judging.server'
import { previewOneRm, wantsConfirming } from './one-rm-preview.server'
import { queryOf } from './rule-facts.server'

/** Rows of one transaction: a clinic's other changes wait for no more than these. */
const partSize = 100
const busyTries = 5

type Verdict = { ok: true } | { ok: false; why: Refusal }
type Asked = { fileId: string | undefined; isConfirmed: boolean; at: Date }

/** Begins it, or goes on with it. Refused unless somebody looked at what the preview wants looked at. */
export function startOneRm(member: Acting, { fileId, isConfirmed, at }: Asked): Promise<Verdict> {
  return readClinic(member, async (query) => {
    const file = await getOneRmFile(query, fileId)
    const sheet = await sheetOfOneRmFile(query, file.id)
    const rules = await rulesOfOneRmFile(query, file, sheet)
    if (!rules) return { ok: false, why: 'file-not-understood' }
    if (file.startedAt && (await importsOfOneRmFile(query, file)).some(({ isStruck }) => isStruck))
      return { ok: false, why: 'list-begun' }
    if (!file.startedAt && !isConfirmed && wantsConfirming(await previewOneRm(query, file, { sheet, rules })))
      return { ok: false, why: 'import-not-confirmed' }
    return startHistoryFile(query, file, at)
  })
}

/** After the part that is being written. */
export function stopOneRm(member: Acting, fileId: string | undefined, at: Date): Promise<void> {
  return readClinic(member, async (query) => stopHistoryFile(query, await getOneRmFile(query, fileId), at))
}

/** What is being written in this process, by the file. */
const running = new Map<string, Promise<void>>()

type OnPart = (done: number, of: number) => void

/** Writes what is left of a file in the background, in this process once; where it breaks off, its page goes on with it. */
export function runOneRm(member: Acting, fileId: string, onPart?: OnPart): Promise<void> {
  const known = running.get(fileId)
  if (known !== undefined) return known
  const run = takeAll(member, fileId, onPart).finally(() => running.delete(fileId))
  running.set(fileId, run)
  return run
}

async function takeAll(member: Acting, fileId: string, onPart?: OnPart): Promise<void> {
  const begun = await orderOneRm(member, fileId)
  for (let busy = 0; begun && busy < busyTries; ) {
    try {
      const done = await takeNextTests(member, begun)
      if (done === null) return
      onPart?.(done, begun.rows.length)
      busy = 0
    } catch (error) {
      if (!(error instanceof ClinicBusy)) throw error
      busy += 1
    }
  }
}

/** The rows of a file in the order they are written, read once: neither they nor what was chosen can change any more. */
export type OrderedFile = { fileId: string; names: NamedRules['names']; rows: ReadRow[] }

export function orderOneRm(member: Acting, fileId: string): Promise<OrderedFile | null> {
  return readClinic(member, async (query) => {
    const file = await getOneRmFile(query, fileId)
    const sheet = await sheetOfOneRmFile(query, file.id)
    const rules = file.startedAt && (await rulesOfOneRmFile(query, file, sheet))
    if (!rules) return null
    return { fileId, names: rules.names, rows: byClient(readTests(sheet.rows, rules), ({ client }) => client) }
  })
}

/** Under the clinic's lock, so that two who go on with one file take different parts. Null when there is no more. */
export function takeNextTests(member: Acting, ordered: OrderedFile): Promise<number | null> {
  return inClinic(member, async (tx) => {
    const query = queryOf(tx)
    const file = await getOneRmFile(query, ordered.fileId)
    if (!file.startedAt || file.stoppedAt || file.finishedAt) return null
    if (file.done === 0) await rememberExerciseNames(tx, ordered.names)
    const part = ordered.rows.slice(file.done, file.done + partSize)
    const done = file.done + part.length
    await takePart(query, file, ordered, part)
    if (done === ordered.rows.length) await takeNobodys(query, file, ordered)
    await advanceHistoryFile(query, file.id, done, new Date())
    return done
  })
}

/** A client's import counts all of their rows, and is written with the first of them. */
async function takePart(query: Query, file: OneRmFile, { names, rows }: OrderedFile, part: readonly ReadRow[]) {
  const found = await findByNumbers(query, numbersIn(part))
  const earlier = await importsOfOneRmFile(query, file)
  // What was taken back of one client meanwhile is not gone on with.
  const imports = new Map(earlier.map(({ id, clientId, isStruck }) => [clientId, isStruck ? null : id]))
  const isNew = (client: string) => !imports.has(found.get(client)?.id ?? '')
  const lines = new Set(part.map(({ line }) => line))
  const clients = new Set(part.map(({ client }) => client))
  const asked = rows.filter(({ line, client }) => lines.has(line) || (clients.has(client) && isNew(client)))
  const judged = await judgeTests(query, asked, { names, found })
  const begun = [...found.values()].filter(({ id, isArchived }) => !isArchived && !imports.has(id))
  const written = await writeImports(
    query,
    file,
    begun.map(({ id, recordNumber }) => ({
      clientId: id,
      judged: judged.filter(({ client }) => client === recordNumber),
    })),
  )
  for (const { id, clientId } of written) imports.set(clientId, id)
  const tests = judged.flatMap(({ line, verdict, test }) => {
    const importId = test && imports.get(test.clientId)
    return verdict.is === 'taken' && lines.has(line) && test && importId ? [{ ...test, importId }] : []
  })
  await writeTests(query, tests)
}

/** Whoever came or went while the file was being written: a row without an import of its client is nobody's. */
async function takeNobodys(query: Query, file: OneRmFile, { names, rows }: OrderedFile): Promise<void> {
  const found = await findByNumbers(query, numbersIn(rows))
  const imported = new Set((await importsOfOneRmFile(query, file)).map(({ clientId }) => clientId))
  const left = rows.filter(({ client }) => !imported.has(found.get(client)?.id ?? null))
  if (left.length === 0) return
  const judged = (await judgeTests(query, left, { names, found })).map((row): JudgedTest => {
    const isTest = row.verdict.is === 'taken' || row.verdict.is === 'known'
    return isTest ? { ...row, verdict: { is: 'refused', why: 'no-such-client' } } : row
  })
  await writeImports(query, file, [{ clientId: null, judged }])
}
