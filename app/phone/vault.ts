/** The sessions kept on this phone: each under a key of its own, which is deleted with all that it opens. */
import type { Entry } from '~/domain/kept-entries'
import { inStores } from './database'
import { newKey, type Seal, type Sealed, seal, unseal } from './seal'

/** Whose session it is; staff, so in clear. Times in milliseconds of this phone's clock. */
export type Head = { sessionId: string; memberId: string; memberName: string; startedAt: number; touchedAt: number }
/** `snapshot` null: it was dropped at a logout, or is of another edition of Clearway. */
export type Kept<Snapshot> = Head & { snapshot: Snapshot | null; entries: Entry[] }

type Row = Head & { key: CryptoKey; snapshot: Sealed | null; edition: number }
/** `isOpen`: not taken by the server yet. */
type EntryRow = { key: string; sessionId: string; order: number; isOpen: boolean; sealed: Sealed }

/** To be raised when a snapshot of before could not be shown any longer. */
const edition = 1

export function canKeep(): boolean {
  return typeof indexedDB !== 'undefined' && typeof crypto !== 'undefined' && crypto.subtle !== undefined
}

/** Keeps the session as it was loaded; the key and the time of the last touch stay as they are. */
export async function keepSession(head: Omit<Head, 'touchedAt'>, snapshot: unknown, now: number): Promise<void> {
  const known = await rowOf(head.sessionId)
  if (known && known.memberId !== head.memberId) return
  const key = known?.key ?? (await newKey())
  const sealed = await seal({ ...head, key }, snapshot)
  const row: Row = { ...head, key, snapshot: sealed, edition, touchedAt: now }
  await inStores(['sessions'], 'readwrite', (store) => store('sessions').put(row))
}

/** Adds an entry, or puts one again with what became of it. Rejects when its session is not kept here. */
export async function putEntry(entry: Entry): Promise<void> {
  const row = await rowOf(entry.sessionId)
  if (!row) throw new Error('This session is not kept on this phone.')
  const sealed = await seal(row, entry)
  const isOpen = entry.state.is !== 'taken'
  await inStores(['entries'], 'readwrite', (store) => {
    const entries = store('entries')
    const known = entries.get(entry.key)
    known.onsuccess = () => {
      const order = known.result?.order ?? Date.parse(entry.doneAt)
      entries.put({ key: entry.key, sessionId: entry.sessionId, order, isOpen, sealed } satisfies EntryRow)
    }
    return null
  })
}

export async function removeEntry(key: string): Promise<void> {
  await inStores(['entries'], 'readwrite', (store) => store('entries').delete(key))
}

export async function readKept<Snapshot>(sessionId: string): Promise<Kept<Snapshot> | null> {
  const row = await rowOf(sessionId)
  if (!row) return null
  const { key, snapshot, edition: of, ...head } = row
  const bound: Seal = { ...head, key }
  const rows = await inStores<EntryRow[]>(['entries'], 'readonly', (store) =>
    store('entries').index('bySession').getAll(sessionId),
  )
  const inOrder = (rows ?? []).sort((one, other) => one.order - other.order)
  return {
    ...head,
    snapshot: snapshot && of === edition ? await unseal<Snapshot>(bound, snapshot) : null,
    entries: await Promise.all(inOrder.map(({ sealed }) => unseal<Entry>(bound, sealed))),
  }
}

/** What is kept, newest first, with how many entries wait of each. */
export async function listKept(): Promise<(Head & { hasSnapshot: boolean; open: number })[]> {
  const rows = await inStores<Row[]>(['sessions'], 'readonly', (store) => store('sessions').getAll())
  const entries = await inStores<EntryRow[]>(['entries'], 'readonly', (store) => store('entries').getAll())
  return (rows ?? [])
    .map(({ key: _, snapshot, edition: of, ...head }) => ({
      ...head,
      hasSnapshot: snapshot !== null && of === edition,
      open: (entries ?? []).filter(({ sessionId, isOpen }) => isOpen && sessionId === head.sessionId).length,
    }))
    .sort((one, other) => other.startedAt - one.startedAt)
}

/** The page was touched: it is not idle. */
export async function touchKept(sessionId: string, now: number): Promise<void> {
  const row = await rowOf(sessionId)
  if (row) await inStores(['sessions'], 'readwrite', (store) => store('sessions').put({ ...row, touchedAt: now }))
}

/** What the page shows of the client goes; entries that wait stay, sealed, for their member. */
export async function dropSnapshot(sessionId: string): Promise<void> {
  const row = await rowOf(sessionId)
  if (row) await inStores(['sessions'], 'readwrite', (store) => store('sessions').put({ ...row, snapshot: null }))
}

/** Snapshot, entries and key are deleted: nothing of the client stays here. */
export async function forgetSession(sessionId: string): Promise<void> {
  await inStores(['sessions', 'entries'], 'readwrite', (store) => {
    const entries = store('entries')
    const keys = entries.index('bySession').getAllKeys(sessionId)
    keys.onsuccess = () => {
      for (const key of keys.result) entries.delete(key)
    }
    return store('sessions').delete(sessionId)
  })
}

async function rowOf(sessionId: string): Promise<Row | undefined> {
  return inStores<Row | undefined>(['sessions'], 'readonly', (store) => store('sessions').get(sessionId))
}
