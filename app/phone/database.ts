/** The browser's own database, as promises: two stores, one of sessions with their keys and one of entries in order. */
import { databaseName } from './is-there'

export type Store = 'sessions' | 'entries'

let opened: Promise<IDBDatabase> | null = null

/** Rejects where the browser keeps nothing (a private window, a full disk). */
function openDatabase(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asking = indexedDB.open(databaseName, 1)
    asking.onupgradeneeded = () => {
      asking.result.createObjectStore('sessions', { keyPath: 'id' })
      asking.result.createObjectStore('entries', { keyPath: 'key' }).createIndex('bySession', 'session')
    }
    asking.onsuccess = () => resolve(watched(asking.result))
    asking.onerror = () => reject(asking.error)
  })
  opened.catch(() => {
    opened = null
  })
  return opened
}

/** A logout clears the database under an open page: the next who asks opens it anew. */
function watched(database: IDBDatabase): IDBDatabase {
  const close = () => {
    database.close()
    opened = null
  }
  database.onversionchange = close
  database.onclose = close
  return database
}

/** Resolves with what `work` asked for once all of it is on the disk: a tab killed after that loses nothing. */
export async function inStores<T>(
  stores: readonly Store[],
  mode: IDBTransactionMode,
  work: (store: (name: Store) => IDBObjectStore) => IDBRequest<T> | null,
): Promise<T | undefined> {
  const database = await openDatabase()
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: 'strict' })
    const request = work((store) => transaction.objectStore(store))
    transaction.oncomplete = () => resolve(request?.result)
    transaction.onabort = () => reject(transaction.error)
  })
}
