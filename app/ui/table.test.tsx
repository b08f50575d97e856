import { createRemixStub } from '@remix-run/testing'
import { fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Sort } from './address'
import { type Column, DataTable } from './table'

type Waiting = { id: string; client: string; waits: string }

const rows: Waiting[] = [
  { id: 'p1', client: 'Ana Lindqvist', waits: '22 h' },
  { id: 'p2', client: 'Greta Falk', waits: '1 d 4 h' },
  { id: 'p3', client: 'Erik Rosen', waits: '5 h' },
]

const columns: Column<Waiting>[] = [
  {
    id: 'client',
    header: 'Client',
    fixed: true,
    sortable: true,
    to: ({ id }) => `/programs/${id}`,
    render: (row) => row.client,
  },
  { id: 'trainer', header: 'Trainer', render: () => 'M. Ruiz' },
  { id: 'waits', header: 'Waits', sortable: true, descendingFirst: true, render: (row) => row.waits },
]

function show(search = '', sort?: Sort, shown = rows) {
  const List = () => (
    <DataTable
      caption="Programs that wait"
      columns={columns}
      rows={shown}
      rowKey={({ id }) => id}
      sort={sort}
      canHide
      empty={<p>Nothing waits</p>}
    />
  )
  const Stub = createRemixStub([
    { path: '/worklist', Component: List },
    { path: '/programs/:id', Component: () => <h1>The program</h1> },
  ])
  return render(<Stub initialEntries={[`/worklist${search}`]} />)
}

const hrefOf = (name: string | RegExp) => screen.getByRole('link', { name }).getAttribute('href')

describe('sorting is a link', () => {
  test('that keeps the filters and drops the place in the old order', () => {
    show('?risk=breach&after=k7')
    expect(hrefOf('Client')).toBe('/worklist?risk=breach&sort=client')
  })

  test('that begins with the longest wait where that is what is asked', () => {
    show()
    expect(hrefOf('Waits')).toBe('/worklist?sort=-waits')
  })

  test('that turns round what is sorted already, and says how it is', () => {
    show('?sort=-waits', { by: 'waits', direction: 'descending' })
    expect(screen.getByRole('columnheader', { name: 'Waits' }).getAttribute('aria-sort')).toBe('descending')
    expect(screen.getByRole('columnheader', { name: 'Client' }).getAttribute('aria-sort')).toBe('none')
    expect(hrefOf('Waits')).toBe('/worklist?sort=waits')
  })

  test('only where the server can sort', () => {
    show()
    expect(within(screen.getByRole('columnheader', { name: 'Trainer' })).queryByRole('link')).toBeNull()
  })
})

describe('columns are put away by the address', () => {
  test('and brought back by it', () => {
    show('?hide=trainer')
    expect(screen.queryByRole('columnheader', { name: 'Trainer' })).toBeNull()
    expect(hrefOf('Show Trainer')).toBe('/worklist')
    expect(hrefOf('Hide Waits')).toBe('/worklist?hide=trainer%2Cwaits')
  })

  test('but never the one that names the row', () => {
    show('?hide=client')
    expect(screen.getByRole('columnheader', { name: 'Client' })).toBeDefined()
  })
})

describe('a row', () => {
  test('is a plain link, and opens without loading the page anew', async () => {
    show()
    expect(hrefOf('Greta Falk')).toBe('/programs/p2')
    fireEvent.click(screen.getByRole('link', { name: 'Greta Falk' }))
    expect(await screen.findByText('The program')).toBeDefined()
  })

  test('is reached with J and left with K, and never past the ends', () => {
    show()
    const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })
    press('j')
    expect(document.activeElement?.textContent).toBe('Ana Lindqvist')
    press('j')
    press('j')
    press('j')
    expect(document.activeElement?.textContent).toBe('Erik Rosen')
    press('k')
    expect(document.activeElement?.textContent).toBe('Greta Falk')
  })

  test('of a second list follows on the last of the first', () => {
    show('', undefined, rows.slice(0, 1))
    show('', undefined, rows.slice(1, 2))
    const press = (key: string) => fireEvent.keyDown(document.body, { key })
    press('j')
    expect(document.activeElement?.textContent).toBe('Ana Lindqvist')
    press('j')
    expect(document.activeElement?.textContent).toBe('Greta Falk')
  })

  test('names each value on a phone', () => {
    show()
    expect(screen.getByRole('cell', { name: '22 h' }).getAttribute('data-label')).toBe('Waits')
  })
})

test('J typed into a field is a letter', () => {
  show()
  const field = document.body.appendChild(document.createElement('input'))
  field.focus()
  fireEvent.keyDown(field, { key: 'j' })
  expect(document.activeElement).toBe(field)
  field.remove()
})

test('a list without rows says so and shows no table', () => {
  show('', undefined, [])
  expect(screen.getByText('Nothing waits')).toBeDefined()
  expect(screen.queryByRole('table')).toBeNull()
})
