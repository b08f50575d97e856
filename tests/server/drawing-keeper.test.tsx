import { createRemixStub } from '@remix-run/testing'
import { renderToString } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import type { WaitingItem } from '~/domain/waiting-item'
import { KeepsDrawings } from '~/ui/kept-drawings'
import { WorklistTable, worklistRow } from '~/ui/worklist-table'
import { KeptDrawings } from '~/server/drawing-keeper.server'

// The stub's router warns of effects, which nothing has that is drawn into a string.
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

const item: WaitingItem = {
  id: 'version-1',
  programId: 'program-1',
  asks: 'new-program',
  risk: 'justify',
  waitedMinutes: 190,
  whyNotYours: 'needs-doctor',
  whose: 'pool',
  standsInFor: null,
  client: { givenName: 'Ana', familyName: '<Lindqvist>' },
  programName: 'Knee',
  diagnosis: 'ACL reconstruction',
  trainerName: 'Maya Ruiz',
  windowDay: null,
  version: { number: 1, extensionDays: null, step: null, findings: [], linesWithoutRule: 2 },
  hold: null,
} as unknown as WaitingItem

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const

/** The list as a page has it; by `rows`, how many of its rows were not drawn by React. */
function listOf(items: readonly WaitingItem[], rows: KeptDrawings | null, search = '') {
  const Stub = createRemixStub([
    {
      path: '/worklist',
      Component: () => (
        <WorklistTable
          rows={items.map((each) => worklistRow(each, { targetHours: 24, format, list: '' }))}
          filters={[]}
          isFiltered={false}
        />
      ),
    },
  ])
  const keeper = rows?.forPage()
  let kept = 0
  const counting = keeper && {
    ...keeper,
    drawnOf: (...given: Parameters<typeof keeper.drawnOf>) => {
      const cells = keeper.drawnOf(...given)
      kept += cells ? 1 : 0
      return cells
    },
  }
  const html = renderToString(
    <KeepsDrawings value={counting ?? null}>
      <Stub initialEntries={[`/worklist${search}`]} />
    </KeepsDrawings>,
  )
  keeper?.keep()
  return { html, kept }
}

test('a row that is seen a third time is not drawn by React, and is letter by letter what it draws', () => {
  const rows = new KeptDrawings()
  const seen = [1, 2, 3].map(() => listOf([item], rows))
  expect(seen.map(({ kept }) => kept)).toEqual([0, 0, 1])
  expect(new Set([...seen, listOf([item], null)].map(({ html }) => html)).size).toBe(1)
  expect(seen[2]?.html).toContain('Ana &lt;Lindqvist&gt;')
})

test.each<[string, Partial<WaitingItem>]>([
  ['who decides', { whyNotYours: null }],
  ['how grave it is', { risk: 'standard' }],
  ['the name of the client', { client: { ...item.client, familyName: 'Falk' } }],
  ['how long it waits, by the hour', { waitedMinutes: 250 }],
  ['what the rule book says', { version: { ...item.version, linesWithoutRule: 0 } as WaitingItem['version'] }],
  ['where it leads', { id: 'version-2' }],
])('with another word for %s it is drawn anew', (_says, change) => {
  const rows = new KeptDrawings()
  for (let seen = 0; seen < 3; seen += 1) listOf([item], rows)
  const other = { ...item, ...change }
  const { html, kept } = listOf([other], rows)
  expect(kept).toBe(0)
  expect(html).toBe(listOf([other], null).html)
  expect(html).not.toBe(listOf([item], null).html)
})

test('with a column put away it is drawn without it', () => {
  const rows = new KeptDrawings()
  for (let seen = 0; seen < 3; seen += 1) listOf([item], rows)
  const { html, kept } = listOf([item], rows, '?hide=trainer')
  expect(kept).toBe(0)
  expect(html).not.toContain('M.\u00a0Ruiz')
})

test('nothing lies there for more than an hour and a minute, asked for or not', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
  const rows = new KeptDrawings()
  for (let seen = 0; seen < 3; seen += 1) listOf([item], rows)
  vi.advanceTimersByTime(3_500_000)
  expect(rows.count).toBe(1)
  vi.advanceTimersByTime(160_000)
  expect(rows.count).toBe(0)
  vi.useRealTimers()
})

test('a minute more that no word tells draws nothing anew', () => {
  const rows = new KeptDrawings()
  for (let seen = 0; seen < 3; seen += 1) listOf([item], rows)
  expect(listOf([{ ...item, waitedMinutes: 191 }], rows).kept).toBe(1)
})
