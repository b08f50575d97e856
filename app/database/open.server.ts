/** The database of this process, found and opened in one step. */
import { findDatabase } from './location.server'
import { closePools, openPools } from './pools.server'

/** Finds the database of the environment and opens the pools on it. Resolves with what closes both again. */
export async function openDatabase(env: NodeJS.ProcessEnv = process.env): Promise<() => Promise<void>> {
  const { urls, leave } = await findDatabase(env)
  try {
    await openPools(urls)
  } catch (error) {
    await leave()
    throw error
  }
  return async () => {
    await closePools()
    await leave()
  }
}
