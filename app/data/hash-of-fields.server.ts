/** Several fields as one hash, as the database makes it: each with its length before it, so that no two lists are alike. */
import { createHash } from 'node:crypto'

const netstring = (field: string) => `${Buffer.byteLength(field)}:${field},`

/** SHA-256 in hexadecimal; `hash_of(netstring(…) || …)` of the database says the same. */
export function hashOfFields(...fields: string[]): string {
  return createHash('sha256').update(fields.map(netstring).join('')).digest('hex')
}
