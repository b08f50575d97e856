import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ConfirmDialog } from './confirm-dialog'

function show() {
  render(
    <ConfirmDialog label="Stop the program" title="Stop this program?" pageTo="/programs/1/stop">
      <p>It cannot be started again.</p>
    </ConfirmDialog>,
  )
  return screen.getByRole('link', { name: 'Stop the program' })
}

test('without JavaScript the question is a page of its own', () => {
  expect(show().getAttribute('href')).toBe('/programs/1/stop')
})

test('with it the question opens over the page, by its title', () => {
  fireEvent.click(show())
  expect(screen.getByRole('dialog', { name: 'Stop this program?' })).toBeDefined()
})

test('a new tab still gets the page', () => {
  fireEvent.click(show(), { ctrlKey: true })
  expect(screen.queryByRole('dialog')).toBeNull()
})
