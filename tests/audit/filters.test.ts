/** The audit's filters: what each shows, in which order, and that none reads the whole log for it. */
import type pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccessFilter, listAccessEvents } from '~/data/access-events.server'
import { type AuditFilter, listAuditEvents } from '~/data/audit-events.server'
import type { Cursor } from '~/data/audit-paging.server'
import { readClinic } from '~/database/door.server'
import type { Named, Query } from '~/database/query.server'
import { buildClinic, type Clinic } from '../builders'
import { buildClient } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { headOf, superuserOf } from './superuser'

const database = useTestDatabase()
let superuser: pg.Client

beforeAll(async () => {
  superuser = await superuserOf(database.urls.superuser)
})
afterAll(() => superuser.end())

type Made = { kind: string; actor: string | null; client?: string; at: string }

/** Events with the numbers 1, 2, 3 … after the clinic's own, as triggers would have left them; returns the offset. */
async function addEvents(clinic: Clinic, events: Made[]): Promise<number> {
  const first = await headOf(superuser, clinic.id)
  for (const [index, { kind, actor, client, at }] of events.entries()) {
    const seq = first + index + 1
    await superuser.query(
      `insert into audit_events select $1, $2, $3, $4, split_part($3, '.', 1), '', $5, $5, sha256('x'), sha256('x'), sha256('x')`,
      [clinic.id, seq, kind, actor, at],
    )
    if (client) await superuser.query('insert into audit_subjects values ($1, $2, $3)', [clinic.id, seq, client])
  }
  return first
}

describe('the changes', () => {
  let clinic: Clinic
  let offset: number
  let ana: string
  let bo: string

  // Berlin puts its clocks forward on 28 March 2027: that day begins at 23:00 and ends at 22:00 in UTC.
  beforeAll(async () => {
    clinic = await buildClinic(database)
    ana = await buildClient(clinic)
    bo = await buildClient(clinic)
    const [maya, lin] = [clinic.trainer.memberId, clinic.therapist.memberId]
    offset = await addEvents(clinic, [
      { kind: 'sets.insert', actor: maya, client: ana, at: '2027-03-27T22:59:59Z' },
      { kind: 'sets.insert', actor: maya, client: ana, at: '2027-03-27T23:00:00Z' },
      { kind: 'decision.cleared', actor: lin, client: bo, at: '2027-03-28T08:00:00Z' },
      { kind: 'holds.insert', actor: maya, client: bo, at: '2027-03-28T21:59:59Z' },
      { kind: 'decision.revoked', actor: lin, client: ana, at: '2027-03-28T22:00:00Z' },
      { kind: 'access.sealed', actor: null, at: '2027-03-29T10:00:00Z' },
      // The server's clock was set back by half an hour.
      { kind: 'sets.insert', actor: lin, client: ana, at: '2027-03-29T09:30:00Z' },
      { kind: 'export.progress', actor: lin, client: ana, at: '2027-03-30T00:00:00Z' },
    ])
  })

  const shown = async (filter: AuditFilter, cursor: Cursor = null, pageSize = 50) => {
    const page = await readClinic(clinic.admin, (query) => listAuditEvents(query, filter, cursor, pageSize))
    return page.rows.map(({ seq }) => seq - offset).filter((seq) => seq > 0)
  }

  it.each<[string, () => AuditFilter, number[]]>([
    ['of one client', () => ({ clientId: ana, fromDay: '2027-03-27' }), [8, 7, 5, 2, 1]],
    ['of another client', () => ({ clientId: bo, fromDay: '2027-03-27' }), [4, 3]],
    ['by one member', () => ({ memberId: clinic.therapist.memberId }), [8, 7, 5, 3]],
    ['about decisions', () => ({ topic: 'decisions' }), [5, 3]],
    ['about red flags and holds', () => ({ topic: 'red-flags-and-holds' }), [4]],
    ['about exports', () => ({ topic: 'exports' }), [8]],
    ['of a day an hour short', () => ({ fromDay: '2027-03-28', untilDay: '2027-03-28' }), [4, 3, 2]],
    ['from a day on', () => ({ fromDay: '2027-03-29' }), [8, 7, 6, 5]],
    ['until a day', () => ({ untilDay: '2027-03-27', fromDay: '2027-03-27' }), [1]],
    ['of a day on which the clock was set back', () => ({ fromDay: '2027-03-29', untilDay: '2027-03-29' }), [7, 6, 5]],
    ['of a day before there was anything', () => ({ untilDay: '2020-01-01' }), []],
    ['of a day to come', () => ({ fromDay: '2030-01-01' }), []],
    ['by a member about a topic', () => ({ memberId: clinic.therapist.memberId, topic: 'decisions' }), [5, 3]],
    ['of a client about a topic', () => ({ clientId: ana, topic: 'decisions' }), [5]],
    ['of a client by a member', () => ({ clientId: ana, memberId: clinic.therapist.memberId }), [8, 7, 5]],
    [
      'of a client by a member about a topic on a day',
      () => ({
        clientId: ana,
        memberId: clinic.therapist.memberId,
        topic: 'sessions',
        fromDay: '2027-03-29',
        untilDay: '2027-03-29',
      }),
      [7],
    ],
  ])('%s', async (_what, filter, seqs) => {
    expect(await shown(filter())).toEqual(seqs)
  })

  it('name whom they are about', async () => {
    const page = await readClinic(clinic.admin, (query) => listAuditEvents(query, { topic: 'decisions' }))
    expect(page.rows[0]).toMatchObject({ clientId: ana, clientName: 'Ana Lindqvist', actorName: 'Lin Chen' })
  })

  it('are paged forth and back by the same pages', async () => {
    for (const filter of [
      {},
      { memberId: clinic.trainer.memberId },
      { clientId: ana },
      { topic: 'sessions' as const },
    ]) {
      const read = (cursor: Cursor) => readClinic(clinic.admin, (query) => listAuditEvents(query, filter, cursor, 2))
      const first = await read(null)
      const second = await read({ older: first.older ?? 0 })
      const again = await read({ newer: second.newer ?? 0 })
      expect(first.newer).toBeNull()
      expect(again.rows).toEqual(first.rows)
      expect(again.newer).toBeNull()
      expect(first.rows.map(({ seq }) => seq)).not.toEqual(second.rows.map(({ seq }) => seq))
      const everything = await readClinic(clinic.admin, (query) => listAuditEvents(query, filter, null, 500))
      expect([...first.rows, ...second.rows]).toEqual(everything.rows.slice(0, first.rows.length + second.rows.length))
      expect(everything.older).toBeNull()
    }
  })

  it('of another clinic are never among them', async () => {
    const other = await buildClinic(database)
    for (const filter of [{ clientId: ana }, { memberId: clinic.trainer.memberId }]) {
      const page = await readClinic(other.admin, (query) => listAuditEvents(query, filter))
      expect(page.rows).toEqual([])
    }
  })
})

describe('a filter of many thousands', () => {
  let clinic: Clinic
  const clientId = v7()
  const bulk = 8_000

  // One member, two kinds and one client make most of it; the others are rare, so that looking for them by hand is long.
  beforeAll(async () => {
    clinic = await buildClinic(database)
    const first = await headOf(superuser, clinic.id)
    const { trainer, doctor } = clinic
    await superuser.query(
      `insert into audit_events select $1, $2 + i, case when i % 2000 = 7 then 'decision.cleared' when i % 3 = 0 then 'holds.update' else 'sets.insert' end,
         case when i % 1500 = 3 then $4::uuid else $3::uuid end, 'sets', '', now(), now() + i * interval '1 minute', sha256('x'), sha256('x'), sha256('x')
       from generate_series(1, ${bulk}) i`,
      [clinic.id, first, trainer.memberId, doctor.memberId],
    )
    await superuser.query(
      `insert into audit_subjects select $1, $2 + i, case when i % 900 = 5 then $3::uuid else gen_random_uuid() end
       from generate_series(1, ${bulk}) i where i % 4 <> 0`,
      [clinic.id, first, clientId],
    )
    await superuser.query(
      `insert into access_events (clinic_id, member_id, kind, client_id, path_kind, occurred_at, recorded_at)
       select $1, case when i % 1500 = 3 then $3::uuid else $2::uuid end, case when i % 1900 = 3 then 'denial' else 'reading' end,
         case when i % 900 = 5 then $4::uuid when i % 4 > 0 then gen_random_uuid() end, 'routes/_index', now(), now() + i * interval '1 minute'
       from generate_series(1, ${bulk}) i`,
      [clinic.id, trainer.memberId, doctor.memberId, clientId],
    )
    await superuser.query('analyze audit_events, audit_subjects, access_events')
  })

  const day = (days: number) =>
    new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'UTC' })

  const auditFilters: [string, () => AuditFilter][] = [
    ['none', () => ({})],
    ['a common topic', () => ({ topic: 'sessions' })],
    ['a rare topic', () => ({ topic: 'decisions' })],
    ['a topic of which there is nothing', () => ({ topic: 'exports' })],
    ['a busy member', () => ({ memberId: clinic.trainer.memberId })],
    ['a member who did little', () => ({ memberId: clinic.doctor.memberId })],
    ['a member who never did such a thing', () => ({ memberId: clinic.trainer.memberId, topic: 'exports' })],
    ['a member, rarely', () => ({ memberId: clinic.doctor.memberId, topic: 'sessions' })],
    ['a client', () => ({ clientId })],
    ['a client of whom there is nothing', () => ({ clientId: v7() })],
    ['a client, a member and a topic', () => ({ clientId, memberId: clinic.doctor.memberId, topic: 'decisions' })],
    ['a day', () => ({ fromDay: day(3), untilDay: day(3) })],
    [
      'a day and a topic of which there is nothing on it',
      () => ({ topic: 'exports', fromDay: day(3), untilDay: day(3) }),
    ],
    ['a day and a member', () => ({ memberId: clinic.doctor.memberId, fromDay: day(2), untilDay: day(3) })],
    ['a time to come', () => ({ fromDay: day(300) })],
  ]
  const accessFilters: [string, () => AccessFilter][] = [
    ['none', () => ({})],
    ['readings', () => ({ kind: 'reading' })],
    ['denials', () => ({ kind: 'denial' })],
    ['exports, of which there is none', () => ({ kind: 'export' })],
    ['a member', () => ({ memberId: clinic.trainer.memberId })],
    ['a member, denied', () => ({ memberId: clinic.trainer.memberId, kind: 'export' })],
    ['a client', () => ({ clientId })],
    ['a client and a member', () => ({ clientId, memberId: clinic.doctor.memberId, kind: 'denial' })],
    ['a day', () => ({ fromDay: day(3), untilDay: day(3) })],
    ['a day and a member', () => ({ memberId: clinic.doctor.memberId, fromDay: day(2), untilDay: day(3) })],
  ]

  /** The statements of a page, each asked again for what it read: by the values, and by the plan that knows none. */
  async function rowsRead(page: (query: Query) => Promise<unknown>): Promise<number[]> {
    const asked: Named[] = []
    await readClinic(clinic.admin, (query) =>
      page((named) => {
        asked.push(named)
        return query(named)
      }),
    )
    const read: number[] = []
    for (const mode of ['force_custom_plan', 'force_generic_plan']) {
      let sum = 0
      await clinic.as(clinic.admin, async (rows) => {
        await rows(`set local plan_cache_mode = ${mode}`)
        for (const [index, { text, values }] of asked.entries()) {
          await rows(`prepare page_${index} as ${text}`)
          const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : ''
          const [plan] = await rows<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
            `explain (analyze, costs off, timing off, format json) execute page_${index}${given}`,
          )
          await rows(`deallocate page_${index}`)
          sum += readBy(plan?.['QUERY PLAN'][0]?.Plan)
        }
      })
      read.push(sum)
    }
    return read
  }

  // Of the topic with the most kinds here, a page and one row more of each, found, joined and named.
  const most = 700

  it.each(auditFilters)('of the changes, by %s, reads a page and not the chain', async (_what, filter) => {
    const read = await rowsRead((query) => listAuditEvents(query, filter()))
    expect(Math.max(...read)).toBeLessThan(most)
  })

  it.each(accessFilters)('of the readings, by %s, reads a page and not the log', async (_what, filter) => {
    const read = await rowsRead((query) => listAccessEvents(query, filter()))
    expect(Math.max(...read)).toBeLessThan(most)
  })

  it('would be found out if it read them all', async () => {
    const text =
      'select e.seq from audit_events e where e.clinic_id = current_clinic() and e.row_id = $1 order by e.seq desc'
    const read = await rowsRead((query) => query({ name: 'all-of-it', text, values: ['nowhere'] }))
    expect(Math.min(...read)).toBeGreaterThan(bulk)
  })
})

type PlanNode = {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}

function readBy(node: PlanNode | undefined): number {
  if (!node) return 0
  const isScan = /(Seq|Index|Index Only|Bitmap Heap) Scan$/.test(node['Node Type'])
  const each =
    node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  const own = isScan ? each * node['Actual Loops'] : 0
  return own + (node.Plans ?? []).reduce((sum, child) => sum + readBy(child), 0)
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return `'{${value.join(',')}}'`
  if (value instanceof Date) return `'${value.toISOString()}'`
  return typeof value === 'number' ? String(value) : `'${String(value)}'`
}
