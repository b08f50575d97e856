/** A whole file of tested maxima taken back within a day: one command a client, in the background, so that it may break off and go on. */
import { v5 } from 'uuid'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Refusal } from '~/domain/refusal'
import type { Acting } from './acting.server'
import { undoImport } from './import-undo.server'
import { importsOfOneRmFile, type ImportOfFile } from './one-rm-imports.server'
import { getOneRmFile, type OneRmFile } from './one-rm-file.server'

type Verdict = { ok: true } | { ok: false; why: Refusal }

const addsSomething = ({ clientId, taken }: ImportOfFile) => clientId !== null && taken > 0

export type UndoCounts = { all: number; done: number; movedAt: Date | null }

/** How many clients' parts there are to take back, and how many are. */
export function undoCounts(imports: readonly ImportOfFile[]): UndoCounts {
  const adding = imports.filter(addsSomething)
  const times = adding.flatMap(({ struckAt }) => struckAt ?? [])
  const movedAt = times.length > 0 ? new Date(Math.max(...times.map((time) => time.getTime()))) : null
  return { all: adding.length, done: times.length, movedAt }
}

const undoing = new Map<string, Promise<Verdict>>()

type OnPart = (done: number, of: number) => void

/**
 * Refused while the file is still being written. Gives the answer once all is taken back, or to the first client's who
 * is refused: what is taken back stays so.
 */
export function undoOneRm(member: Acting, fileId: string | undefined, onPart?: OnPart): Promise<Verdict> {
  const known = undoing.get(fileId ?? '')
  if (known !== undefined) return known
  const run = undoAll(member, fileId, onPart).finally(() => undoing.delete(fileId ?? ''))
  undoing.set(fileId ?? '', run)
  return run
}

/** The first client's part alone: what a page waits for, to say at once where it is refused. */
export async function undoFirst(member: Acting, fileId: string | undefined): Promise<Verdict> {
  const left = await leftToUndo(member, fileId)
  if (!left) return { ok: false, why: 'list-begun' }
  const [first] = left
  return first ? undoOne(member, first) : { ok: true }
}

async function undoAll(member: Acting, fileId: string | undefined, onPart?: OnPart): Promise<Verdict> {
  const left = await leftToUndo(member, fileId)
  if (!left) return { ok: false, why: 'list-begun' }
  for (const [index, each] of left.entries()) {
    const outcome = await undoOne(member, each)
    if (!outcome.ok) return outcome
    onPart?.(index + 1, left.length)
  }
  return { ok: true }
}

/** Null while it is being written. */
function leftToUndo(member: Acting, fileId: string | undefined): Promise<ImportOfFile[] | null> {
  return readClinic(member, async (query: Query) => {
    const file = await getOneRmFile(query, fileId)
    if (!isAtRest(file)) return null
    return (await importsOfOneRmFile(query, file)).filter((each) => addsSomething(each) && !each.isStruck)
  })
}

const isAtRest = ({ stoppedAt, finishedAt }: OneRmFile) => stoppedAt !== null || finishedAt !== null

async function undoOne(member: Acting, { id: importId, clientId }: ImportOfFile): Promise<Verdict> {
  if (clientId === null) return { ok: true }
  const outcome = await undoImport(member, { key: v5('undo', importId), at: new Date(), clientId, importId })
  // Somebody else, or the same person in another window, was quicker.
  return outcome.ok || outcome.why === 'already-struck' ? { ok: true } : outcome
}
