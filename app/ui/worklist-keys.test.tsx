import { createRemixStub } from '@remix-run/testing'
import { useParams, useSearchParams } from '@remix-run/react'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Neighbour, Place } from '~/domain/review'
import type { WaitingItem } from '~/domain/waiting-item'
import { PageHeader } from './page-header'
import { PlaceLinks } from './place-links'
import { filterParams } from './worklist-filters'
import { WorklistTable, worklistRow } from './worklist-table'

const names = ['Aziz', 'Ana', 'Greta']
const items = names.map(
  (givenName, index): WaitingItem => ({
    id: `w${index}`,
    programId: `p${index}`,
    asks: 'new',
    risk: 'standard',
    waitedMinutes: 60 * 24 * (index + 1),
    whyNotYours: null,
    whose: 'pool',
    standsInFor: null,
    client: { givenName, familyName: 'Karimi', ageYears: 40 },
    programName: 'Knee',
    diagnosis: 'ACL injury',
    trainerName: 'Maya Ruiz',
    windowDay: null,
    version: { number: 1, extensionDays: null, step: null, findings: [], linesWithoutRule: 0 },
    hold: null,
  }),
)

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const

function neighbour(index: number): Neighbour | null {
  const item = items[index]
  return item ? { id: item.id, programId: item.programId, isHold: false } : null
}

function List() {
  const [params] = useSearchParams()
  return (
    <>
      <PageHeader title="Needs your decision" />
      <WorklistTable
        rows={items.map((item) => worklistRow(item, { targetHours: 48, format, list: filterParams(params) }))}
        filters={[]}
        isFiltered={false}
      />
    </>
  )
}

function Review() {
  const { versionId } = useParams()
  const index = items.findIndex(({ id }) => id === versionId)
  const [params] = useSearchParams()
  const place: Place = {
    id: `w${index}`,
    pageAfter: null,
    number: index + 1,
    count: 3,
    previous: neighbour(index - 1),
    next: neighbour(index + 1),
    nextYours: null,
  }
  return (
    <>
      <PageHeader title={names[index]} actions={<PlaceLinks place={place} list={filterParams(params)} />} />
      <input aria-label="Password" />
    </>
  )
}

function show(at = '/worklist?whose=all') {
  const Stub = createRemixStub([
    { path: '/worklist', Component: List },
    { path: '/programs/:programId/versions/:versionId/review', Component: Review },
  ])
  render(<Stub initialEntries={[at]} />)
}

const press = (key: string, on: Element = document.activeElement ?? document.body) => fireEvent.keyDown(on, { key })
const focusIsOn = (text: string) => waitFor(() => expect(document.activeElement?.textContent).toBe(text))

describe('by keyboard alone a clinician', () => {
  test('goes down the list, opens a row, on to the next, and back to that row of the same list', async () => {
    show()
    press('j')
    press('j')
    await focusIsOn('Ana Karimi')
    // What Enter does to a link that has the focus.
    fireEvent.click(document.activeElement ?? document.body)
    await focusIsOn('Ana')
    expect(document.activeElement?.tagName).toBe('H1')
    press('j')
    await focusIsOn('Greta')
    press('j')
    await focusIsOn('Greta')
    press('k')
    await focusIsOn('Ana')
    press('u')
    await focusIsOn('Ana Karimi')
    expect(document.activeElement?.getAttribute('href')).toBe('/programs/p1/versions/w1/review?whose=all')
  })

  test('types J, K and U into a field as letters', async () => {
    show('/programs/p1/versions/w1/review')
    const field = screen.getByLabelText('Password')
    field.focus()
    for (const key of ['j', 'k', 'u']) press(key, field)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ana')
  })
})

test('what waits past the target says so in a word and a shape, and the rest in words', () => {
  show()
  const waits = screen.getAllByRole('row').map((row) => row.lastElementChild?.textContent)
  expect(waits).toEqual(['Waits', '1\u00a0d', '2\u00a0d', '3\u00a0d past target'])
  expect(screen.getByText('past target').querySelector('.i-triangle')).not.toBeNull()
})
