/** Any page of any list: the first, the middle and the last one in a large clinic, beside those of one of a thousand programs. */
import pg from 'pg'
import { findLogin } from '~/data/login.server'
import { closePools, openPools } from '~/database/pools.server'
import { readTransaction } from '~/database/query.server'
import { type Bench, type Figure, median } from './kit/figure'
import { type ScaleClinic, useScaleClinic } from './kit/scale-clinic'
import { cases, type ListCase, type People, placesText } from '../tests/list-cases'

const small = 1_000
const places = ['first', 'middle', 'last'] as const
type Place = (typeof places)[number]

type Side = { clinic: ScaleClinic; people: People; pool: pg.Pool }
type Asked = { name: string; ask: () => Promise<number> }

export const lists: Bench = {
  says: 'first, middle and last page of the lists of a large clinic beside those of one with a thousand programs',
  async run({ rounds, programs }) {
    const sides: Side[] = []
    try {
      for (const size of [small, programs ?? 1_000_000]) sides.push(await openSide(size))
      return await figuresOf(sides, rounds)
    } finally {
      for (const { clinic, people, pool } of sides) {
        await pool.end()
        await clinic.superuser.query('delete from care_team where clinic_id = $1 and member_id = $2', [
          clinic.id,
          people.ofFew.memberId,
        ])
        await clinic.leave()
      }
    }
  },
}

async function openSide(programs: number): Promise<Side> {
  const clinic = await useScaleClinic(programs)
  await openPools({ app: clinic.urls.app }, 1)
  const member = async (name: string) => {
    const login = await findLogin((await clinic.logIn(name)).idHash)
    if (!login) throw new Error('The login is open.')
    return login.member
  }
  const people = {
    clinician: await member('Lin Chen'),
    trainer: await member('Maya Ruiz'),
    ofFew: await member('Jo Okafor'),
    admin: await member('Ada Admin'),
  }
  await closePools()
  await giveClients(clinic, people.ofFew.memberId, people.admin.memberId)
  const pool = new pg.Pool({ connectionString: clinic.urls.app, max: 1, options: '-c TimeZone=UTC' })
  return { clinic, people, pool }
}

/** Sixty clients from all over the clinic, half of them with a program that runs. */
async function giveClients({ superuser, id }: ScaleClinic, memberId: string, addedBy: string): Promise<void> {
  await superuser.query("set session_replication_role = 'replica'")
  for (const status of ['active', 'completed'])
    await superuser.query(
      `insert into care_team (clinic_id, client_id, member_id, added_by)
       select $1, client_id, $2, $3 from (select distinct client_id from programs where clinic_id = $1 and status = $4) p
       order by md5(client_id::text) limit 30 on conflict do nothing`,
      [id, memberId, addedBy, status],
    )
  await superuser.query('analyze care_team')
}

/** Lists of one order, read from either end: what the one ends with the other begins with, so that depth is all they differ by. */
const ends = [
  ['programs newest first', 'programs oldest first'],
  ['programs by client', 'programs by client, from the end'],
  ['clients by name', 'clients by name, from the end'],
] as const

async function figuresOf(sides: readonly Side[], rounds: number): Promise<Figure[]> {
  const pages: Figure[] = []
  const depths: number[] = []
  const plain = new Map<string, number>()
  const inLarge = new Map<string, number>()
  for (const each of cases.filter(({ isUneven }) => !isUneven)) {
    const took = await pagesOf(sides, each, rounds)
    const list = each.says.split(' ')[0] ?? ''
    if (!plain.has(list)) plain.set(list, took.first?.small.p50 ?? 0)
    for (const place of places) {
      const page = took[place]
      if (!page) continue
      const { small, large } = page
      inLarge.set(`${each.says}, ${place}`, large.p50)
      process.stderr.write(`${each.says}, ${place}: ${small.p50.toFixed(2)} -> ${large.p50.toFixed(2)} ms\n`)
      // An empty list that has no filter has nothing to read.
      if (large.rows === 0 && plain.get(list) === small.p50) continue
      // Half a page is no page: what the small clinic cannot fill is held against a page of its plain list.
      const held = small.rows === large.rows ? small.p50 : Math.max(small.p50, plain.get(list) ?? 0)
      pages.push({ name: `${each.says}, ${place}`, unit: 'times', values: [large.p50 / held] })
      if (place === 'last' && took.first) depths.push(large.p50 / took.first.large.p50)
    }
  }
  const sameRows = [...ends, ...ends.map(([one, other]) => [other, one] as const)].map(
    ([one, other]) => (inLarge.get(`${one}, last`) ?? 0) / (inLarge.get(`${other}, first`) ?? 0),
  )
  const worst = Math.max(...pages.flatMap(({ values }) => values))
  return [
    {
      name: 'dearest page beside that of a thousand programs',
      unit: 'times',
      values: [worst],
      goal: { most: 1.3 },
    },
    { name: 'dearest last page beside the first', unit: 'times', values: [Math.max(...depths)], goal: { most: 1.5 } },
    {
      name: 'dearest last page beside the same rows from the other end',
      unit: 'times',
      values: [Math.max(...sameRows)],
    },
    ...pages,
  ]
}

type Took = { p50: number; rows: number }

/** What each page takes in both clinics; a list of two pages at most has the first alone. */
async function pagesOf(sides: readonly Side[], each: ListCase, rounds: number) {
  const keys = await Promise.all(sides.map((side) => keysOf(side, each)))
  const shown = places.filter((place) => place === 'first' || keys.every((of) => of[place]))
  const asked = shown.flatMap((place) =>
    sides.map(
      (side, index): Asked => ({
        name: `${index} ${place}`,
        ask: () => askOf(side, each, keys[index]?.[place] ?? null),
      }),
    ),
  )
  const took = new Map(await measured(asked, rounds))
  const none = { p50: Number.NaN, rows: 0 }
  return Object.fromEntries(
    shown.map((place) => [place, { small: took.get(`0 ${place}`) ?? none, large: took.get(`1 ${place}`) ?? none }]),
  ) as Partial<Record<Place, { small: Took; large: Took }>>
}

type Keys = Partial<Record<Place, string>>

async function keysOf({ clinic, people }: Side, { keys, who }: ListCase): Promise<Keys> {
  if (!keys) return {}
  const { rows } = await clinic.superuser.query<{ key: string }>(placesText(keys), [clinic.id, people[who].memberId])
  const [middle, last] = rows
  return middle && last ? { middle: middle.key, last: last.key } : {}
}

async function askOf({ pool, people }: Side, { ask, who }: ListCase, after: string | null): Promise<number> {
  const member = people[who]
  const rows = await readTransaction(pool, member, (query) => ask(query, member, after))
  return rows.length
}

/** In turns, so that a machine that is busy now and then is as busy for each of them. */
async function measured(asked: readonly Asked[], rounds: number) {
  const took = new Map(asked.map(({ name }) => [name, [] as number[]]))
  const counts = new Map<string, number>()
  for (let round = -8; round < rounds * 8; round += 1) {
    for (const { name, ask } of asked) {
      const started = performance.now()
      counts.set(name, await ask())
      if (round >= 0) took.get(name)?.push(performance.now() - started)
    }
  }
  return [...took].map(([name, all]) => [name, { p50: median(all), rows: counts.get(name) ?? 0 }] as const)
}
