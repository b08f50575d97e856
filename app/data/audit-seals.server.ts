/** The access events of a clinic in the order of their seals, hashed again seal by seal without holding them all. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { netstrings } from './audit-link.server'

/** What a seal says of the rows it took; `sha256` is hexadecimal. */
export type Seal = { count: number; firstId: number; lastId: number; sha256: string }

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
     select sealed_by::float8 as "sealedBy", id::float8 as id, array[id::text, member_id::text, kind, client_id::text, path_kind,
       (extract(epoch from occurred_at) * 1000000)::bigint::text,
       (extract(epoch from recorded_at) * 1000000)::bigint::text] as fields
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
      const seal: Seal = { count: 0, firstId: 0, lastId: 0, sha256: '' }
      const hash = createHash('sha256')
      for (let row = await peek(); row?.sealedBy === seq; row = await peek()) {
        hash.update(netstrings(row.fields))
        if (seal.count === 0) seal.firstId = row.id
        seal.lastId = row.id
        seal.count += 1
        place += 1
      }
      return { ...seal, sha256: hash.digest('hex') }
    },
    next: async () => (await peek())?.sealedBy ?? null,
    close: async () => void (await client.query('close sealed_rows')),
  }
}
