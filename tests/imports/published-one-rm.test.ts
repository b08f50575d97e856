/** The seven formulas against every number of the published tables: within its rounding in range, and refused outside. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCsv } from '~/data/csv.server'
import { estimateOneRm, type Formula, formulas } from '~/domain/strength'

function recordsOf(name: string) {
  const file = readCsv(readFileSync(new URL(`../../../shared/data/validation/${name}.csv`, import.meta.url)))
  if (!file.ok) throw new Error(file.says)
  return file.records
}

/** The table gives kilograms to the gram for 100 kg. Our Brzycki is the decimal form (clinical-rules, "Strength"). */
const columnOf: Record<Formula, string> = {
  epley: 'epley',
  brzycki: 'brzycki_decimal',
  lombardi: 'lombardi',
  oconner: 'oconner',
  wathan: 'wathan',
  mayhew: 'mayhew',
  lander: 'lander',
}

function estimate(formula: Formula, loadKg: number, reps: number) {
  return estimateOneRm({ loadG: loadKg * 1000, reps, isRestricted: false, isTestOrRpe9: true, formula })
}

const table = recordsOf('one-rm-formulas-100kg.computed')

describe.each(formulas)('%s', (formula) => {
  const inRange = table.filter((row) => Number(row.reps) <= 10)
  const beyond = table.filter((row) => Number(row.reps) > 10)

  it('has ten rows of the published table in its range and eight beyond', () => {
    expect([inRange.length, beyond.length]).toEqual([10, 8])
  })

  it.each(inRange)('agrees with the table at $reps repetitions', (row) => {
    const reps = Number(row.reps)
    // The table runs Epley through its formula at 1; the rules say that one repetition is the load itself.
    const expectedG = formula === 'epley' && reps === 1 ? 100_000 : Number(row[columnOf[formula]]) * 1000
    const found = estimate(formula, 100, reps)
    expect(found.ok && Math.abs(found.loadG - expectedG)).toBeLessThanOrEqual(1)
  })

  it.each(beyond)('says nothing at $reps repetitions, whatever the table computes', (row) => {
    expect(estimate(formula, 100, Number(row.reps))).toEqual({ ok: false, why: 'too-many-reps' })
  })
})

/** Brzycki as 36 / (37 - r); its decimal form, which we use, is published as the same formula, and rounds otherwise. */
const fractionApartPercent = 0.03

describe('Brzycki in decimals', () => {
  it.each(table.filter((row) => Number(row.reps) <= 10))('is the fraction of the table at $reps repetitions', (row) => {
    const [found, fraction] = [estimate('brzycki', 100, Number(row.reps)), Number(row.brzycki)]
    const apart = found.ok ? Math.abs(found.loadG / 1000 / fraction - 1) * 100 : Number.NaN
    expect(apart).toBeLessThanOrEqual(fractionApartPercent)
  })

  it('leaves no column of the table without a look', () => {
    expect(Object.keys(table[0] ?? {}).sort()).toEqual(['reps', 'brzycki', ...Object.values(columnOf)].sort())
  })
})

const exampleFormulas: Record<string, Formula> = {
  epley: 'epley',
  'brzycki decimal': 'brzycki',
  oconner: 'oconner',
}

describe('the published examples', () => {
  const all = recordsOf('one-rm-published-examples')
  const examples = all.filter((row) => (row.formula ?? '') in exampleFormulas)

  it('are five by formulas used here, one by the fraction of Brzycki, and one sentence', () => {
    expect(examples).toHaveLength(5)
    const others = all.filter((row) => !examples.includes(row)).map(({ formula, expected }) => [formula, expected])
    expect(others).toEqual([
      ['brzycki 36/(37-r)', '253.125'],
      ['epley vs brzycki', 'identical'],
    ])
  })

  it('by the fraction: 225 for 5 are 253.125, and as much by the decimal form as the two forms are alike', () => {
    const found = estimate('brzycki', 225, 5)
    expect(found.ok && Math.abs(found.loadG / 1000 / 253.125 - 1) * 100).toBeLessThanOrEqual(fractionApartPercent)
  })

  it('in the sentence: Epley and Brzycki are identical at 10 repetitions, to 100 g in 133 kg', () => {
    const [epley, brzycki] = [estimate('epley', 100, 10), estimate('brzycki', 100, 10)]
    expect(epley.ok && brzycki.ok && Math.abs(epley.loadG - brzycki.loadG)).toBeLessThanOrEqual(100)
  })

  it.each(examples)('$formula: $weight for $reps is $expected', ({ formula, weight, reps, expected }) => {
    const found = estimate(exampleFormulas[formula ?? ''] ?? 'epley', Number(weight), Number(reps))
    expect(found.ok && found.loadG / 1000).toBeCloseTo(Number(expected), 2)
  })
})

/**
 * The chart is of no formula: whole percents from practice. How far each formula lies from it at the most, in percent of
 * the maximum, worked out from the chart by itself.
 */
const farthestFromChart: Record<Formula, number> = {
  epley: 2.37,
  brzycki: 2.28,
  lombardi: 5.58,
  oconner: 6.25,
  wathan: 2.94,
  mayhew: 8.86,
  lander: 1.39,
}

describe('the NSCA load chart', () => {
  const percents = recordsOf('nsca-percent-1rm')
  const loads = recordsOf('nsca-load-chart-rows').flatMap(({ one_rm, ...row }) =>
    Object.entries(row).map(([column, load]) => ({
      oneRm: Number(one_rm),
      reps: Number(column.slice(2)),
      load: Number(load),
    })),
  )

  it('has loads that are its percents of the maximum, to the tenth', () => {
    expect(loads).toHaveLength(77)
    for (const { oneRm, reps, load } of loads) {
      const percent = Number(percents.find(({ max_reps }) => Number(max_reps) === reps)?.percent_1rm)
      expect(Math.abs((oneRm * percent) / 100 - load)).toBeLessThanOrEqual(0.05)
    }
  })

  it.each(formulas)(
    'is kept to by %s as closely as the formula goes, at every load up to 10 repetitions',
    (formula) => {
      const apart = loads
        .filter(({ reps }) => reps <= 10)
        .map(({ oneRm, reps, load }) => {
          const found = estimate(formula, load, reps)
          return found.ok ? Math.abs(found.loadG / 1000 / oneRm - 1) * 100 : Number.NaN
        })
      expect(apart).toHaveLength(70)
      expect(Math.max(...apart)).toBeCloseTo(farthestFromChart[formula], 2)
    },
  )

  it.each(formulas)('is not answered by %s beyond 10 repetitions', (formula) => {
    const beyond = loads.filter(({ reps }) => reps > 10)
    expect(beyond).toHaveLength(7)
    for (const { load, reps } of beyond) {
      expect(estimate(formula, load, reps)).toEqual({ ok: false, why: 'too-many-reps' })
    }
  })
})

describe.each(formulas)('outside its range %s says nothing', (formula) => {
  it.each([
    ['at no repetition', { reps: 0 }, 'no-reps'],
    ['after a failed attempt', { isFailed: true }, 'failed-attempt'],
    ['with restriction', { isRestricted: true }, 'restricted'],
    ['at 37 repetitions, where a fraction would divide by nothing', { reps: 37 }, 'too-many-reps'],
  ] as const)('%s', (_, part, why) => {
    const set = { loadG: 100_000, reps: 5, isRestricted: false, isTestOrRpe9: true, formula }
    expect(estimateOneRm({ ...set, ...part })).toEqual({ ok: false, why })
  })
})
