/** Random tampering before the last witnessed head, by a superuser who also mends the hashes: all of it is found. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyIn } from '~/data/audit-verify.server'
import { readWitness, type Witnessed } from '~/data/audit-witness-file.server'
import type { Clinic } from '../builders'
import { useTestDatabase } from '../use-database'
import { buildWitnessed, headOf, rechain, renumber, superuserOf } from './superuser'

// `npm run test:audit` makes it 10,000.
const times = Number(process.env.CLEARWAY_AUDIT_TAMPERINGS ?? 500)
const seed = Number(process.env.CLEARWAY_AUDIT_SEED ?? 20261123)
const database = useTestDatabase()
let superuser: pg.Client
let folder: string
let clinic: Clinic
let headSeq: number
let witnessed: (Witnessed | null)[]

beforeAll(async () => {
  superuser = await superuserOf(database.urls.superuser)
  folder = await mkdtemp(join(tmpdir(), 'clearway-witness-'))
  const path = join(folder, 'audit-witness.log')
  clinic = await buildWitnessed(database, path)
  headSeq = await headOf(superuser, clinic.id)
  witnessed = []
  for await (const line of readWitness(path, 1_000_000)) witnessed.push(line)
})
afterAll(async () => {
  await superuser.end()
  await rm(folder, { recursive: true })
})

// mulberry32, so that a failure can be run again by its seed.
function randomFrom(state: number): (below: number) => number {
  let a = state
  return (below) => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

type Random = (below: number) => number
/** `isUndoneByMending`: computing the hashes anew would only put back what was there. */
type Tampering = { says: string; isUndoneByMending?: boolean }

const at = (seq: number) => `where clinic_id = '${clinic.id}' and seq = ${seq}`

async function edit(random: Random): Promise<Tampering> {
  const seq = 1 + random(headSeq)
  const edits = [
    "kind = 'sets.update'",
    'actor_member_id = uuidv7()',
    `table_name = table_name || 's'`,
    `row_id = '${random(1e9)}'`,
    `occurred_at = occurred_at + interval '${1 + random(1e6)} microseconds'`,
    `recorded_at = recorded_at - interval '${1 + random(1e6)} microseconds'`,
    'detail_hash = sha256(detail_hash)',
    'previous_hash = sha256(previous_hash)',
    'hash = sha256(hash)',
  ]
  const chosen = edits[random(edits.length)] ?? ''
  await superuser.query(`update audit_events set ${chosen} ${at(seq)}`)
  return { says: `edit ${seq}: ${chosen}`, isUndoneByMending: /^(previous_)?hash/.test(chosen) }
}

async function editDetail(random: Random): Promise<Tampering> {
  const seq = 1 + random(headSeq)
  const { rows } = await superuser.query<{ size: number }>(
    `select length(detail) as size from audit_details ${at(seq)}`,
  )
  const place = 1 + random(rows[0]?.size ?? 1)
  const chosen = [
    `detail = overlay(detail placing chr((ascii(substr(detail, ${place}, 1)) + 1) % 100 + 27) from ${place} for 1)`,
    `detail = left(detail, ${place - 1})`,
    "detail = detail || ' '",
    'salt = substr(sha256(salt), 1, 16)',
  ][random(4)]
  await superuser.query(`update audit_details set ${chosen} ${at(seq)}`)
  return { says: `edit the detail of ${seq}: ${chosen}` }
}

async function remove(random: Random): Promise<Tampering> {
  const seq = 1 + random(headSeq)
  const many = 1 + random(Math.min(4, headSeq - seq + 1))
  for (const table of ['audit_details', 'audit_events']) {
    await superuser.query(`delete from ${table} where clinic_id = $1 and seq between $2 and $3`, [
      clinic.id,
      seq,
      seq + many - 1,
    ])
  }
  const isClosed = random(2) === 1
  if (isClosed) await renumber(superuser, clinic.id, seq + many, -many)
  return { says: `remove ${many} from ${seq}${isClosed ? ', gap closed' : ''}` }
}

async function reorder(random: Random): Promise<Tampering> {
  const one = 1 + random(headSeq)
  const other = 1 + ((one + random(headSeq - 1)) % headSeq)
  for (const table of ['audit_events', 'audit_details']) {
    const moves = [
      [one, 1_000_000],
      [other, one],
      [1_000_000, other],
    ] as const
    for (const [from, to] of moves) await superuser.query(`update ${table} set seq = ${to} ${at(from)}`)
  }
  return { says: `swap ${one} and ${other}` }
}

async function cut(random: Random): Promise<Tampering> {
  const many = 1 + random(headSeq)
  for (const table of ['audit_details', 'audit_events']) {
    await superuser.query(`delete from ${table} where clinic_id = $1 and seq > $2`, [clinic.id, headSeq - many])
  }
  await superuser.query('update access_events set sealed_by = null where clinic_id = $1 and sealed_by > $2', [
    clinic.id,
    headSeq - many,
  ])
  return { says: `cut ${many}` }
}

async function forge(random: Random): Promise<Tampering> {
  const seq = 1 + random(headSeq)
  await renumber(superuser, clinic.id, seq, 1)
  await superuser.query(
    `insert into audit_events select clinic_id, $2, kind, actor_member_id, table_name, row_id, occurred_at, recorded_at,
       detail_hash, previous_hash, hash from audit_events where clinic_id = $1 and seq = $3`,
    [clinic.id, seq, seq === 1 || random(2) === 0 ? seq + 1 : seq - 1],
  )
  return { says: `put in one at ${seq}` }
}

async function editAccess(random: Random): Promise<Tampering> {
  const chosen = [
    "update access_events set path_kind = path_kind || '.x'",
    'update access_events set client_id = uuidv7()',
    "update access_events set kind = 'export'",
    'update access_events set sealed_by = null',
    `update access_events set sealed_by = ${1 + random(headSeq - 1)}`,
    'delete from access_events',
  ][random(6)]
  await superuser.query(
    `${chosen} where clinic_id = $1 and id = (select id from access_events where clinic_id = $1 order by id offset ${random(5)} limit 1)`,
    [clinic.id],
  )
  return { says: chosen ?? '' }
}

const tamperings = [edit, editDetail, remove, reorder, cut, forge, editAccess]

it(`is found ${times} times of ${times}`, { timeout: 60_000 + times * 100 }, async () => {
  const random = randomFrom(seed)
  const missed: string[] = []
  for (let run = 0; run < times; run += 1) {
    await superuser.query('begin')
    const { says, isUndoneByMending = false } = await (tamperings[random(tamperings.length)] ?? edit)(random)
    const isMended = !isUndoneByMending && random(3) === 0
    if (isMended) await rechain(superuser, clinic.id, 1)
    const report = await verifyIn(superuser, lines())
    const isNamed = report.chains.some(({ clinicId, fault }) => clinicId === clinic.id && fault !== null)
    if (report.isWhole || !isNamed) missed.push(`${says}${isMended ? ', hashes mended' : ''}`)
    await superuser.query('rollback')
  }
  expect(missed).toEqual([])
  await superuser.query('begin')
  expect((await verifyIn(superuser, lines())).isWhole).toBe(true)
})

async function* lines() {
  yield* witnessed
}
