/** What every bench leans on, without a second measured: figures, goals, rounds, and a load that believes no wrong answer. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { chosen } from './choose'
import { type Figure, median, percentile, resultOf, rounded } from './figure'
import { load } from './load'
import { interleaved, inTurn } from './rounds'

describe('a figure', () => {
  const figure = (changes: Partial<Figure>): Figure => ({ name: 'page', unit: 'ms', values: [30, 10, 20], ...changes })

  it('is the median of its rounds, and has a place for each that is past a part of them', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([7])]).toEqual([2, 2.5, 7])
    expect([percentile([4, 1, 3, 2], 0.5), percentile([4, 1, 3, 2], 0.99)]).toEqual([3, 4])
    expect([rounded(1234.5), rounded(12.345), rounded(0.0012345)]).toEqual([1235, 12.3, 0.00123])
  })

  it.each([
    ['no higher', { most: 20 }, '<= 20', true],
    ['no higher, and is', { most: 19.9 }, '<= 19.9', false],
    ['no lower', { least: 20 }, '>= 20', true],
    ['no lower, and is', { least: 20.1 }, '>= 20.1', false],
  ])('is held to a goal it may be %s', (_says, goal, says, met) => {
    expect(resultOf(figure({ goal }))).toEqual({ name: 'page', value: 20, unit: 'ms', goal: says, met })
  })

  it('without a goal is neither met nor missed, and says the same five things', () => {
    expect(resultOf(figure({}))).toEqual({ name: 'page', value: 20, unit: 'ms', goal: null, met: null })
  })

  it('that was never measured meets no goal', () => {
    for (const goal of [{ most: 1 }, { least: 1 }]) expect(resultOf(figure({ values: [], goal })).met).toBe(false)
  })
})

describe('what is run', () => {
  const benches = { worklist: 1, start: 2, logins: 3 }

  it('is all of them, or what was named', () => {
    expect(chosen(benches, [])).toEqual(['worklist', 'start', 'logins'])
    expect(chosen(benches, ['logins', 'worklist'])).toEqual(['worklist', 'logins'])
  })

  it.each(['stat', 'constructor', ''])('is nothing when one is called "%s", which there is none of', (name) => {
    expect(() => chosen(benches, ['start', name])).toThrow(`There is no bench called ${name}. There are: worklist, `)
  })
})

describe('rounds', () => {
  it('give each its turn, another first each time, and keep nothing of the one that warms up', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const order: string[] = []
    const turn = (name: string) => async () => `${name}${order.push(name)}`
    const answers = await interleaved({ a: turn('a'), b: turn('b'), c: turn('c') }, 2)
    vi.restoreAllMocks()
    expect(order.join('')).toBe('abcbcacab')
    expect(answers).toEqual({ a: ['a6', 'a8'], b: ['b4', 'b9'], c: ['c5', 'c7'] })
  })

  it('ask for one after another, and for the first again', () => {
    const next = inTurn(['a', 'b', 'c'])
    expect([next(), next(), next(), next()].sort()).toEqual(expect.arrayContaining(['a', 'b', 'c']))
  })
})

describe('a load', () => {
  let server: Server | undefined
  afterEach(() => server?.close())

  async function serving(status: number, body: string) {
    let asked = 0
    server = createServer((_request, response) => {
      asked += 1
      response.writeHead(status).end(body)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    return { port, asked: () => asked }
  }
  const ask = () => ({ path: '/worklist' })

  it('asks as often as it is told, and says how much came', async () => {
    const { port, asked } = await serving(200, 'whole')
    const answered = await load({ port, ask, isRight: (body) => body === 'whole', requests: 50 })
    expect([asked(), answered.bytes]).toEqual([50, 5])
  })

  it.each([302, 404, 500, 503])('counts no answer of %i, and ends the bench', async (status) => {
    const { port } = await serving(status, 'whole')
    await expect(load({ port, ask, isRight: () => true, requests: 8 })).rejects.toThrow(
      `/worklist was answered by ${status} with 5 characters`,
    )
  })

  it('counts no answer that is not the whole one, and ends the bench', async () => {
    const { port } = await serving(200, 'who')
    await expect(load({ port, ask, isRight: (body) => body === 'whole', requests: 8 })).rejects.toThrow(
      'which are not the whole answer',
    )
  })
})
