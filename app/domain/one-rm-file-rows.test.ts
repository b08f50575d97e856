import { describe, expect, it } from 'vitest'
import { byClient, oneRmJumps, oneRmKeys, oneRmReasons, type Tested } from './one-rm-file-rows'

const test = { client: 'R-1', exerciseInFile: 'Leg press', side: 'left', on: '2026-01-05', loadG: 80_000 } as const

describe('rows of a file', () => {
  it('stand by client, in the order in which each comes first', () => {
    expect(byClient(['b1', 'a1', 'b2', 'c1', 'a2'], ([client = '']) => client)).toEqual(['b1', 'b2', 'a1', 'a2', 'c1'])
  })
})

describe('rows that are not taken', () => {
  it('are told by reason: the refused first, then what most rows have, with the first lines', () => {
    const skipped = [9, 8, 7, 6, 5, 4].map((line) => ({ line, outcome: 'skipped', reason: 'no-load' }) as const)
    const refused = { line: 3, outcome: 'refused', reason: 'side-missing' } as const
    expect(oneRmReasons([...skipped, refused])).toEqual([
      { outcome: 'refused', reason: 'side-missing', rows: 1, lines: [3] },
      { outcome: 'skipped', reason: 'no-load', rows: 6, lines: [9, 8, 7, 6, 5] },
    ])
  })
})

describe('the key of a test', () => {
  it('tells repeated identical rows of a client apart, and finds the first again in a longer file', () => {
    const [once] = oneRmKeys([test])
    const thrice = oneRmKeys([test, test, { ...test, client: 'R-2' }])
    expect(thrice[0]).toBe(once)
    expect(thrice[1]).not.toBe(once)
    expect(thrice[2]).toBe(once)
  })

  it('is the same however the exercise is spelled, and says nothing of the client', () => {
    expect(oneRmKeys([{ ...test, client: 'R-9', exerciseInFile: ' leg  PRESS ' }])).toEqual(oneRmKeys([test]))
    expect(oneRmKeys([test])[0]).not.toContain('R-1')
  })

  it.each([{ exerciseInFile: 'Leg curl' }, { side: 'right' }, { on: '2026-01-06' }, { loadG: 80_500 }] as const)(
    'changes with %j',
    (other) => {
      expect(oneRmKeys([{ ...test, ...other }])).not.toEqual(oneRmKeys([test]))
    },
  )
})

describe('a jump', () => {
  const tested = (on: string, loadG: number, other: Partial<Tested> = {}): Tested => ({
    client: 'R-1',
    exercise: 'Leg press',
    side: 'left',
    on,
    loadG,
    ...other,
  })
  const rows = (...tests: Tested[]) => tests.map((each, at) => ({ ...each, line: at + 2 }))

  it('is more than 20 % off the test before, up or down, whatever the order of the rows', () => {
    const file = rows(tested('2026-03-01', 97_300), tested('2026-01-01', 100_000), tested('2026-02-01', 121_000))
    expect(oneRmJumps(file, [])).toMatchObject([{ line: 4, on: '2026-02-01', fromG: 100_000, fromOn: '2026-01-01' }])
    expect(oneRmJumps(rows(tested('2026-01-01', 100_000), tested('2026-02-01', 120_000)), [])).toEqual([])
    expect(oneRmJumps(rows(tested('2026-01-01', 100_000), tested('2026-02-01', 79_900)), [])).toHaveLength(1)
  })

  it('is told against what is on record as well, and only of the rows of the file', () => {
    const onRecord = [tested('2026-01-01', 60_000), tested('2026-06-01', 20_000)]
    expect(oneRmJumps(rows(tested('2026-02-01', 90_000)), onRecord)).toMatchObject([{ line: 2, fromG: 60_000 }])
  })

  it.each([{ client: 'R-2' }, { exercise: 'Leg curl' }, { side: 'right' }] as const)(
    'is none between another one: %j',
    (other) => {
      expect(oneRmJumps(rows(tested('2026-01-01', 60_000), tested('2026-02-01', 90_000, other)), [])).toEqual([])
    },
  )
})
