import { createRemixStub } from '@remix-run/testing'
import { render, screen, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { AppShell } from './app-shell'

const items = [
  { to: '/worklist', label: 'Needs your decision', count: 5 },
  { to: '/clients', label: 'Clients', count: 0 },
]

beforeEach(() => {
  const member = {
    id: 'member-1',
    name: 'Dr. Amara Osei',
    roles: ['doctor', 'admin'] as const,
    clinicName: 'Riverside Clinic',
  }
  const Stub = createRemixStub([
    {
      path: '*',
      Component: () => (
        <AppShell member={member} items={items}>
          <h1>The list</h1>
        </AppShell>
      ),
    },
  ])
  render(<Stub initialEntries={['/worklist']} />)
})

test('the first thing in a page leads past its frame, to where the page begins', () => {
  const first = document.querySelector('a, button, summary')
  expect(first?.textContent).toBe('Skip to the page')
  expect(first?.getAttribute('href')).toBe(`#${screen.getByRole('main').id}`)
})

test('the page one is on is named as the current one', () => {
  const [rail] = screen.getAllByRole('navigation', { name: 'Main' })
  const links = within(rail ?? document.body).getAllByRole('link')
  expect(links.map((link) => [link.textContent, link.getAttribute('aria-current')])).toEqual([
    ['Needs your decision5', 'page'],
    ['Clients', null],
  ])
})

test('the menu of a phone opens without JavaScript', () => {
  expect(document.querySelector('.topbar details > summary')?.textContent).toContain('Menu')
})

test('one leaves by a form that posts, never by a link', () => {
  const form = screen.getAllByRole('button', { name: 'Sign out' })[0]?.closest('form')
  expect(form?.getAttribute('action')).toBe('/logout')
  expect(form?.method).toBe('post')
})

test('who one is stands in the frame, with every role', () => {
  expect(screen.getAllByText('Doctor, Clinic admin')).toHaveLength(2)
})
