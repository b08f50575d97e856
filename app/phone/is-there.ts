/** Whether this phone keeps anything at all; apart from what reads it, because most pages need no more. */

export const databaseName = 'clearway-floor'

/** False where nothing was ever kept, so that looking does not make a database. */
export async function isThere(): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false
  // Older browsers cannot tell; an empty one does no harm.
  if (!('databases' in indexedDB)) return true
  return (await indexedDB.databases()).some(({ name }) => name === databaseName)
}
