/** The access events of a clinic in the order of their seals, hashed again seal by seal without holding them all. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { netstrings } from './audit-link.server'

/** What a seal says of the rows it took; `sha256` is hexadecimal. */
export type Seal = { count: number; firstId: number; lastId: number; sha256: string }

export const brokenSeal = 'seals access events that were altered, added or removed'
export const noSeal = 'is no seal, but access events name it as theirs'

/** Whether a seal says of its rows what they are; an erased one says nothing. */
export function fitsSeal(detail: string | null, found: Seal): boolean {
  return detail === null || JSON.stringify(found) === JSON.stringify(JSON.parse(detail))
}

/** What of a row is hashed, as a list of texts. */
export const sealedFields = `array[id::text, member_id::text, kind, client_id::text, path_kind,
  (extract(epoch from occurred_at) * 1000000)::bigint::text, (extract(epoch from recorded_at) * 1000000)::bigint::text]`

/** Hashes rows one after another, in the order of their ids. */
function beginSeal(): { add: (row: Omit<SealedRow, 'sealedBy'>) => void; end: () => Seal } {
  const seal: Seal = { count: 0, firstId: 0, lastId: 0, sha256: '' }
  const hash = createHash('sha256')
  return {
    add: ({ id, fields }) => {
      hash.update(netstrings(fields))
      if (seal.count === 0) seal.firstId = id
      seal.lastId = id
      seal.count += 1
    },
    end: () => ({ ...seal, sha256: hash.digest('hex') }),
  }
}

/** The rows of one seal, 2,000 at most, hashed again. */
export function sealOf(rows: Omit<SealedRow, 'sealedBy'>[]): Seal {
  const seal = beginSeal()
  for (const row of rows) seal.add(row)
  return seal.end()
}

type SealedRow = { sealedBy: number; id: number; fields: (string | null)[] }

export type SealReader = {
  /** The rows sealed by event `seq`, hashed. Seals are asked for in rising order. */
  read: (seq: number) => Promise<Seal>
  /** The event that the next row names as its seal; null when no row is left. */
  next: () => Promise<number | null>
  close: () => Promise<void>
}

/** Reads by a cursor in the open transaction of `client`; one reader at a time. */
export async function openSeals(client: pg.Client, clinicId: string): Promise<SealReader> {
  await client.query(
    `declare sealed_rows no scroll cursor for
     select sealed_by::float8 as "sealedBy", id::float8 as id, ${sealedFields} as fields
     from access_events where clinic_id = ${client.escapeLiteral(clinicId)} and sealed_by is not null
     order by access_events.sealed_by, access_events.id`,
  )
  let page: SealedRow[] = []
  let place = 0
  const peek = async (): Promise<SealedRow | undefined> => {
    if (place === page.length) {
      page = (await client.query<SealedRow>('fetch 1000 from sealed_rows')).rows
      place = 0
    }
    return page[place]
  }
  return {
    read: async (seq) => {
      const seal = beginSeal()
      for (let row = await peek(); row?.sealedBy === seq; row = await peek()) {
        seal.add(row)
        place += 1
      }
      return seal.end()
    },
    next: async () => (await peek())?.sealedBy ?? null,
    close: async () => void (await client.query('close sealed_rows')),
  }
}
