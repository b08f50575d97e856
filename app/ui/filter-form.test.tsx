import { createRemixStub } from '@remix-run/testing'
import { useLocation } from '@remix-run/react'
import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { FilterForm } from './filter-form'

const outcome = {
  name: 'outcome',
  label: 'Decision',
  anyWord: 'Any decision',
  value: null,
  options: [{ value: 'declined', label: 'Declined' }],
}
const from = { name: 'from', label: 'From', value: null }

function show(search = '', day: string | null = null) {
  const List = () => (
    <>
      <FilterForm filters={[outcome]} more={{ filters: [], days: [{ ...from, value: day }] }} />
      <output>{useLocation().search}</output>
    </>
  )
  const Stub = createRemixStub([{ path: '/register', Component: List }])
  return render(<Stub initialEntries={[`/register${search}`]} />)
}

describe('a filter', () => {
  test('begins the list anew, and keeps its order and its columns', async () => {
    show('?sort=risk&hide=program&after=12')
    fireEvent.change(screen.getByLabelText('Decision'), { target: { value: 'declined' } })
    expect((await screen.findByRole('status')).textContent).toBe('?sort=risk&hide=program&outcome=declined')
  })

  test('that is a day is taken when it is left, not at every figure typed', async () => {
    show()
    const day = screen.getByLabelText('From')
    fireEvent.change(day, { target: { value: '0002-03-01' } })
    expect(screen.getByRole('status').textContent).toBe('')
    fireEvent.change(day, { target: { value: '2026-03-01' } })
    fireEvent.blur(day)
    expect((await screen.findByRole('status')).textContent).toBe('?from=2026-03-01')
  })

  test('asked for less often is put away, but not while it filters', () => {
    const { container, unmount } = show()
    expect(container.querySelector('details')?.open).toBe(false)
    unmount()
    expect(show('', '2026-03-01').container.querySelector('details')?.open).toBe(true)
  })
})
