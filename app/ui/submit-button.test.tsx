import { Form } from '@remix-run/react'
import { createRemixStub } from '@remix-run/testing'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { SubmitButton } from './submit-button'

function showWithSlowServer() {
  let answers = 0
  let answer = () => {}
  const action = () => {
    answers += 1
    return new Promise<null>((resolve) => {
      answer = () => resolve(null)
    })
  }
  const Page = () => (
    <Form method="post">
      <SubmitButton pendingLabel="Signing …">Sign and clear</SubmitButton>
      <SubmitButton>Decline</SubmitButton>
    </Form>
  )
  const Stub = createRemixStub([{ path: '/', Component: Page, action }])
  render(<Stub />)
  return { sent: () => answers, answerNow: () => answer() }
}

const sign = () => screen.getByRole('button', { name: /Sign and clear|Signing/ })

test('a button says that it is at work, sends once, and only the pressed one says so', async () => {
  const server = showWithSlowServer()
  fireEvent.click(sign())
  await waitFor(() => expect(sign().getAttribute('aria-disabled')).toBe('true'))
  fireEvent.click(sign())
  expect(screen.getByRole('button', { name: 'Decline' }).getAttribute('aria-disabled')).toBeNull()
  expect(server.sent()).toBe(1)
  server.answerNow()
  await waitFor(() => expect(sign().getAttribute('aria-disabled')).toBeNull())
})
