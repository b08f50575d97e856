/** The sessions kept on this phone: each under a key of its own, which is deleted with all that it opens. */
import type { Entry } from '~/domain/kept-entries'
import { inStores } from './database'
import { isThere } from './is-there'
import { newKey, type Sealed, seal, unseal } from './seal'

/** A session as one member of staff has it. */
export type Own = { sessionId: string; memberId: string }
/** In clear, for it names staff alone. Times in milliseconds of this phone's clock. */
export type Head = Own & { memberName: string; startedAt: number; touchedAt: number }
/** `snapshot` null: it was dropped at a logout, or is of another edition of Clearway. */
export type Kept<Snapshot> = Head & { snapshot: Snapshot | null; entries: Entry[] }

type Row = Head & { id: string; key: CryptoKey; snapshot: Sealed | null; edition: number }
/** `isOpen`: not taken by the server yet. `session` is the id of its row. */
type EntryRow = { key: string; session: string; order: number; isOpen: boolean; sealed: Sealed }

/** A session outlasts the login by this, and is not shown for longer. */
const longestMs = 3 * 60 * 60_000

/** To be raised when a snapshot of before could not be shown any longer. */
const edition = 1

export function canKeep(): boolean {
  return typeof indexedDB !== 'undefined' && typeof crypto !== 'undefined' && crypto.subtle !== undefined
}

/** Keeps the session as it was loaded; where it is kept already its key stays, and so do its entries. */
export async function keepSession(head: Omit<Head, 'touchedAt'>, snapshot: unknown, now: number): Promise<void> {
  const key = (await rowOf(head))?.key ?? (await newKey())
  const sealed = await seal({ ...head, key }, snapshot)
  await putRow({ ...head, id: idOf(head), key, snapshot: sealed, edition, touchedAt: now })
}

/** Adds an entry, or puts one again with what became of it. Rejects when its session is not kept here. */
export async function putEntry(own: Own, entry: Entry): Promise<void> {
  const row = await rowOf(own)
  if (!row) throw new Error('This session is not kept on this phone.')
  const sealed = await seal(row, entry)
  const isOpen = entry.state.is !== 'taken'
  await inStores(['entries'], 'readwrite', (store) => {
    const entries = store('entries')
    const before: IDBRequest<EntryRow[]> = entries.index('bySession').getAll(row.id)
    before.onsuccess = () => {
      const known = before.result.find(({ key }) => key === entry.key)
      const order = known?.order ?? Math.max(0, ...before.result.map((one) => one.order)) + 1
      entries.put({ key: entry.key, session: row.id, order, isOpen, sealed } satisfies EntryRow)
    }
    return null
  })
}

export async function removeEntry(key: string): Promise<void> {
  await inStores(['entries'], 'readwrite', (store) => store('entries').delete(key))
}

export async function readKept<Snapshot>(own: Own): Promise<Kept<Snapshot> | null> {
  const row = await rowOf(own)
  if (!row) return null
  const rows = await inStores<EntryRow[]>(['entries'], 'readonly', (store) =>
    store('entries').index('bySession').getAll(row.id),
  )
  const inOrder = (rows ?? []).sort((one, other) => one.order - other.order)
  const { key: _, id, snapshot, edition: of, ...head } = row
  return {
    ...head,
    snapshot: snapshot && of === edition ? await unseal<Snapshot>(row, snapshot) : null,
    entries: await Promise.all(inOrder.map(({ sealed }) => unseal<Entry>(row, sealed))),
  }
}

/** What is kept, newest first, with how many entries wait of each. */
export async function listKept(): Promise<(Head & { hasSnapshot: boolean; open: number })[]> {
  if (!(await isThere())) return []
  const rows = await inStores<Row[]>(['sessions'], 'readonly', (store) => store('sessions').getAll())
  const entries = await inStores<EntryRow[]>(['entries'], 'readonly', (store) => store('entries').getAll())
  return (rows ?? [])
    .map(({ key: _, id, snapshot, edition: of, ...head }) => ({
      ...head,
      hasSnapshot: snapshot !== null && of === edition,
      open: (entries ?? []).filter(({ session, isOpen }) => isOpen && session === id).length,
    }))
    .sort((one, other) => other.startedAt - one.startedAt)
}

/**
 * What may not be kept any longer goes: what is shown of a client after three hours, or once somebody else is signed
 * in; and all of a session of which nothing waits then. Entries that wait stay, whoever signs in, for their member.
 */
export async function tidyKept(now: number, signedInId: string | null): Promise<void> {
  for (const { open, ...head } of await listKept()) {
    const isOver = now - head.startedAt > longestMs
    const isOfAnother = signedInId !== null && head.memberId !== signedInId
    if (!isOver && !isOfAnother) continue
    await (open === 0 ? forgetSession(head) : dropSnapshot(head))
  }
}

/** The page was touched: it is not idle. */
export async function touchKept(own: Own, now: number): Promise<void> {
  const row = await rowOf(own)
  if (row) await putRow({ ...row, touchedAt: now })
}

/** What the page shows of the client goes; entries that wait stay, sealed, for their member. */
export async function dropSnapshot(own: Own): Promise<void> {
  const row = await rowOf(own)
  if (row) await putRow({ ...row, snapshot: null })
}

/** Snapshot, entries, key and the times of the cuff are deleted: nothing of the client stays here. */
export async function forgetSession(own: Own): Promise<void> {
  await inStores(['sessions', 'entries'], 'readwrite', (store) => {
    const entries = store('entries')
    const keys = entries.index('bySession').getAllKeys(idOf(own))
    keys.onsuccess = () => {
      for (const key of keys.result) entries.delete(key)
    }
    return store('sessions').delete(idOf(own))
  })
  for (const name of Object.keys(localStorage)) if (name.includes(own.sessionId)) localStorage.removeItem(name)
}

function idOf({ sessionId, memberId }: Own): string {
  return `${memberId} ${sessionId}`
}

async function rowOf(own: Own): Promise<Row | undefined> {
  return inStores<Row | undefined>(['sessions'], 'readonly', (store) => store('sessions').get(idOf(own)))
}

async function putRow(row: Row): Promise<void> {
  await inStores(['sessions'], 'readwrite', (store) => store('sessions').put(row))
}
