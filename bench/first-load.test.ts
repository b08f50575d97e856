import { describe, expect, it } from 'vitest'
import { budgets, chartBudget, chartFile, classedInVain, firstLoad, type FirstLoad } from './first-load'

const pages = firstLoad()

/** What the failure says: the page, what it may have, what it has, and where most of it is. */
function says({ route, kind, kib, budget, files }: FirstLoad): string {
  const dearest = files.slice(0, 6).map((file) => `${file.path.replace('/assets/', '')} ${file.kib.toFixed(1)}`)
  return `${route}: ${kib.toFixed(1)} KiB, ${kind} ${budget}: ${dearest.join(', ')}`
}

describe('what a page is sent before anybody touches it', () => {
  it('is within the budget of its kind', () => {
    expect(pages.filter(({ kib, budget }) => kib > budget).map(says)).toEqual([])
  })

  it('is known of every kind, and no page is classed that is none', () => {
    expect(new Set(pages.map(({ kind }) => kind))).toEqual(new Set(Object.keys(budgets)))
    expect(classedInVain()).toEqual([])
  })

  it('has no live chart in it', () => {
    const chart = chartFile()
    expect(chart.kib).toBeLessThanOrEqual(chartBudget)
    expect(pages.filter(({ files }) => files.some(({ path }) => path === chart.path)).map(says)).toEqual([])
  })
})
