import { brotliCompressSync, constants } from 'node:zlib'
import { createRemixStub } from '@remix-run/testing'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addDays, type CalendarDay } from '~/domain/calendar-day'
import type { Progress } from '~/domain/progress-shown'
import { symmetrySeries } from '~/domain/progress-symmetry'
import { madeUpProgress } from './progress.fixture'
import { ProgressBoard } from './progress-board'
import { choicesOf, ProgressChoices } from './progress-choices'

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const

// The stub's router is the browser's, and React says so of each link.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => vi.restoreAllMocks())

function pageOf(progress: Progress, address: string): string {
  const Component = () =>
    createElement(
      'div',
      null,
      createElement(ProgressChoices, choicesOf(progress)),
      createElement(ProgressBoard, { clientId: 'c1', progress, format }),
    )
  const Stub = createRemixStub([{ path: '*', Component }])
  return renderToString(createElement(Stub, { initialEntries: [address] }))
}

test('before JavaScript every chart is drawn, and the choices are links and a form with a button', () => {
  const page = pageOf(madeUpProgress('outlier'), '/clients/c1/progress?range=all&side=right')
  expect(page.match(/aria-label="[^"]*; the numbers stand below/g)).toHaveLength(10)
  const form = /<form method="get".*?<\/form>/s.exec(page)?.[0]
  expect(form).toContain('<input type="hidden" name="range" value="all"/>')
  expect(form).toContain('<input type="hidden" name="side" value="right"/>')
  expect(form).toMatch(/<noscript><button[^>]*type="submit"[^>]*>Show<\/button>/)
})

/** Three years, drawn by week: the most points a line can have; unrest as of real values, so that they do not compress. */
const weeks: CalendarDay[] = Array.from({ length: 157 }, (_, week) =>
  addDays('2023-11-27', week * 7 + ((week * 5) % 7)),
)
const unrest = (index: number, seed: number) => Math.abs(Math.sin((index + 1) * 12.9898 * seed) * 43758.5453) % 1

function busiest(): Progress {
  const made = madeUpProgress('one')
  const strength = made.strength.map((series, seed) => ({
    ...series,
    points: weeks.map((on, index) => ({
      on,
      kind: index % 5 === 0 ? ('tested' as const) : ('estimated' as const),
      loadG: 60_000 + Math.round(unrest(index, seed + 1) * 200) * 250,
      reps: 5,
    })),
  }))
  const [left, right] = strength
  if (!left || !right) throw new Error('Two sides.')
  return {
    ...made,
    exercises: Array.from({ length: 200 }, (_, index) => ({
      exercise: `Exercise ${(unrest(index, 3) * 1e6).toFixed(0)} with a long name`,
      days: Math.round(unrest(index, 4) * 900),
      lastOn: '2026-11-23',
      isTested: index < 20,
    })),
    bucket: 'week',
    strength,
    symmetry: symmetrySeries(right, left),
    pain: weeks.map((on, index) => ({ on, nrs: Math.round(unrest(index, 5) * 10) })),
    weeks: weeks.map((_, index) => ({
      weekOf: addDays('2023-11-27', index * 7),
      volumeG: Math.round(unrest(index, 6) * 20_000_000),
      sessions: Math.round(unrest(index, 7) * 5),
      planned: 3,
    })),
    girth: made.girth.map((series, seed) => ({
      ...series,
      points: weeks.map((on, index) => ({ on, mm: 470 + Math.round(unrest(index, seed + 8) * 60) })),
    })),
    course: {
      ...made.course,
      holds: weeks.filter((_, index) => index % 10 === 0).map((from) => ({ from, until: addDays(from, 3) })),
      clearedOn: weeks.filter((_, index) => index % 9 === 0),
    },
  }
}

test('the busiest three years come to no more than 50 kB as they are packed for a browser, data and drawings', () => {
  const progress = busiest()
  const sent = `${pageOf(progress, '/clients/c1/progress?range=all')}${JSON.stringify(progress)}`
  // As the server's compression packs while it sends; the frame of the page has the 10 kB left to 60.
  const packed = brotliCompressSync(sent, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
  expect(packed.length).toBeLessThanOrEqual(50_000)
})
