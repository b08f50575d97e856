/** What a page of a long register reads, by the plans PostgreSQL makes for the app's role: rows, never milliseconds. */
import { beforeAll, describe, expect, it } from 'vitest'
import { linesOfRegister } from '~/data/register-csv.server'
import { listRegister, registerChoices } from '~/data/register-list.server'
import { planFor, type RegisterCursor } from '~/data/register-query.server'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { type RegisterFilter, type RegisterSort, registerSorts } from '~/domain/register'
import { buildClinic, type Clinic } from '../builders'
import { explained, rowsRead } from '../explain'
import { everyDecision, fillRegister } from '../fill-register'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
/** The number of a decision with as many before it as after. */
let middle: number

beforeAll(async () => {
  clinic = await buildClinic(database)
  await fillRegister(database, await buildClinic(database), 300)
  await fillRegister(database, clinic, 3_000)
  const [row] = await clinic.sql<{ seq: string }>(
    clinic.admin,
    `select seq from register_lists where list = 'all' order by signed_at offset 1500 limit 1`,
  )
  middle = Number(row?.seq)
}, 60_000)

type Asked = { filter?: Partial<RegisterFilter>; sort: RegisterSort; cursor?: RegisterCursor }

/** What a page reads, and what its count would. */
async function cost({ filter, sort, cursor = null }: Asked): Promise<{ page: number; count: number }> {
  const read = { page: 0, count: 0 }
  await readClinic(clinic.admin, async (query) => {
    const explaining: Query = async (named) => {
      if (['register-plan', 'register-period'].includes(named.name)) return query(named)
      read[named.name.startsWith('register-count') ? 'count' : 'page'] += rowsRead(await explained(query, named))
      return []
    }
    await listRegister(explaining, { filter: { ...everyDecision, ...filter }, sort, cursor })
  })
  return read
}

const newestFirst: RegisterSort = { by: 'signed', direction: 'descending' }

// 51 numbers, then as many decisions, versions, programs and clients, and at most two lists looked up for each.
const aPage = 51 * 7 + 1

const aFilter: [string, () => Partial<RegisterFilter>][] = [
  ['nothing', () => ({})],
  ['an outcome', () => ({ outcome: 'revoked' })],
  ['a risk', () => ({ risk: 'no-exercise' })],
  ['a signer', () => ({ signerId: clinic.otherTherapist.memberId })],
  ['a common rule', () => ({ ruleId: 'pressure' })],
  ['a rare rule', () => ({ ruleId: 'rep-tempo' })],
  ['what a limit cured', () => ({ override: 'cured' })],
  ['past the window', () => ({ isPastWindow: true })],
  ['outside clearance', () => ({ isOutsideClearance: true })],
]

describe('a page of 3,000 decisions', () => {
  it.each(aFilter)('filtered by %s reads a page, in every order, first and in the middle', async (_says, filter) => {
    const read: [string, number][] = []
    for (const by of registerSorts) {
      for (const direction of ['ascending', 'descending'] as const) {
        const side = direction === 'ascending' ? 'after' : 'before'
        const first = await cost({ filter: filter(), sort: { by, direction } })
        const further = await cost({ filter: filter(), sort: { by, direction }, cursor: { seq: middle, side } })
        read.push([`${by} ${direction}`, first.page], [`${by} ${direction} ${side}`, further.page])
      }
    }
    expect(read.filter(([, rows]) => rows > aPage)).toEqual([])
    expect(Math.max(...read.map(([, rows]) => rows))).toBeGreaterThan(9)
  })

  it('of a period reads a page when the newest or oldest come first', async () => {
    for (const direction of ['ascending', 'descending'] as const) {
      const period = { from: '2022-03-01', until: '2022-12-31' }
      const { page } = await cost({ filter: period, sort: { by: 'signed', direction } })
      expect(page).toBeLessThanOrEqual(aPage)
    }
  })

  // 1,800 are cleared, and 60 of the risk: those of the risk are read, and looked up among the cleared.
  it('filtered by two things reads no more than the shorter of their lists and a page', async () => {
    const { page } = await cost({ filter: { outcome: 'cleared', risk: 'no-exercise' }, sort: newestFirst })
    expect(page).toBeLessThanOrEqual(aPage + 2 * 60)
  })

  it('is counted by the index, and no further than a thousand', async () => {
    const { count } = await cost({ filter: {}, sort: newestFirst, cursor: { seq: middle, side: 'after' } })
    expect(count).toBe(1_001)
  })
})

it('a thousand lines of the file read a thousand decisions and what belongs to them, and no more', async () => {
  const read = await readClinic(clinic.admin, async (query) => {
    await query(planFor(everyDecision))
    const sort: RegisterSort = { by: 'signed', direction: 'ascending' }
    const part = { filter: everyDecision, from: null, before: null, lastSeq: 2 ** 40 }
    const lines = linesOfRegister({ ...part, sort, cursor: { seq: middle, side: 'after' } })
    return rowsRead(await explained(query, lines))
  })
  // The number, the decision, its version, program and client; 418 findings of 334, with their answers.
  expect(read).toBeGreaterThan(5_000)
  expect(read).toBeLessThanOrEqual(5 * 1_000 + 1 + 2 * 420)
})

it('what a filter can choose from is found by hopping, not by reading the register', async () => {
  let read = 0
  await readClinic(clinic.admin, async (query) => {
    await registerChoices(async (named) => {
      read = rowsRead(await explained(query, named))
      return []
    })
  })
  expect(read).toBeLessThan(150)
})
