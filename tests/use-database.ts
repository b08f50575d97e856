/** For test files that go through the doors: a database of their own, the pools open on it, both gone afterwards. */
import { afterAll, beforeAll } from 'vitest'
import { useSealKey } from '~/auth/seal.server'
import { closePools, openPools } from '~/database/pools.server'
import { createTestDatabase, type TestDatabase } from './database-template'

/** Call at the top of a test file; `urls` and `drop` are there once its tests run. */
export function useTestDatabase(): TestDatabase {
  let database: TestDatabase | undefined
  const there = (): TestDatabase => {
    if (!database) throw new Error('The test database is there only while tests run.')
    return database
  }
  beforeAll(async () => {
    useSealKey('the seal key of the tests, long enough')
    database = await createTestDatabase()
    await openPools(database.urls, 4)
  })
  afterAll(async () => {
    await closePools()
    await database?.drop()
  })
  return {
    get urls() {
      return there().urls
    },
    drop: () => there().drop(),
  }
}
