/** How much memory there is to divide up. */
import { totalmem } from 'node:os'

/** Bytes of this machine, or of the container it is one of: `limit` is 0 or beyond all memory where nothing limits it. */
export function usableMemory(total = totalmem(), limit = process.constrainedMemory()): number {
  return limit > 0 ? Math.min(total, limit) : total
}
