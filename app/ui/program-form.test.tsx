import { createRemixStub } from '@remix-run/testing'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { usualLine } from '~/domain/typed-line'
import { ProgramForm } from './program-form'

const facts = {
  today: '2026-11-26',
  screening: null,
  oneRms: [],
  lops: [],
  lopValidDays: 14,
  lastLoads: [],
  windows: [],
  raiser: { isBfrTrained: true, hasTrainedSupervisor: false },
}
const builder = { kind: 'new', unit: 'kg', isNew: true, facts, plateStepG: 1000 } as const

beforeEach(() => {
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response())
  const lines = ['Leg press', 'Step-up'].map((exercise) => ({ ...usualLine, exercise, limb: 'left-leg' }))
  const Stub = createRemixStub([
    {
      path: '/',
      Component: () => (
        <ProgramForm
          commandKey="a-key"
          start={{ goal: 'strength', rhythm: 'week', sessionsPerWeek: '3', sessionsPerDay: '1', weeks: '3', lines }}
          kept={{ subject: { clientId: 'a-client' }, isOffered: false }}
          builder={builder}
          supervisors={[]}
          formats={{ locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' }}
          isCuffBarred={false}
          lastResult={undefined}
          refused={undefined}
        />
      ),
    },
  ])
  render(<Stub />)
})

afterEach(() => {
  // The form is kept once more as it goes.
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const exercises = () => screen.getAllByLabelText<HTMLInputElement>('Exercise').map(({ value }) => value)
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const settled = () => new Promise((resolve) => setTimeout(resolve, 450))

test('a line that was removed is announced, and comes back with all that was in it', async () => {
  press('Remove Line 1, Leg press')
  await waitFor(() => expect(exercises()).toEqual(['Step-up']))
  expect(screen.getByText('Line 1, Leg press, was removed.').getAttribute('role')).toBe('status')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Undo' }))
  press('Undo')
  await waitFor(() => expect(exercises()).toEqual(['Leg press', 'Step-up']))
  const [first] = screen.getAllByRole('group', { name: /^Line/ })
  expect(within(first ?? document.body).getByLabelText<HTMLInputElement>('Load').value).toBe('30')
  press('Redo')
  await waitFor(() => expect(exercises()).toEqual(['Step-up']))
})

test('what was typed in a field is taken back and done again, by the keys outside of text fields alone', async () => {
  type('Diagnosis', 'ACL reconstruction')
  const diagnosis = screen.getByLabelText<HTMLInputElement>('Diagnosis')
  await waitFor(() => expect(screen.getByRole('button', { name: 'Undo' }).getAttribute('aria-disabled')).toBe('false'))
  fireEvent.keyDown(diagnosis, { key: 'z', ctrlKey: true })
  await settled()
  expect(diagnosis.value).toBe('ACL reconstruction')
  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true })
  await waitFor(() => expect(diagnosis.value).toBe(''))
  await settled()
  fireEvent.keyDown(document.body, { key: 'Z', ctrlKey: true, shiftKey: true })
  await waitFor(() => expect(diagnosis.value).toBe('ACL reconstruction'))
})

test('a line is moved and written again, and the focus goes with it', async () => {
  press('Move up Line 2, Step-up')
  await waitFor(() => expect(exercises()).toEqual(['Step-up', 'Leg press']))
  expect(document.activeElement?.textContent).toBe('Move down Line 1, Step-up')
  press('Duplicate Line 1, Step-up')
  await waitFor(() => expect(exercises()).toEqual(['Step-up', 'Step-up', 'Leg press']))
})

test('an exercise of the list says how it is done, and what in the line does not go with it', () => {
  const [first] = screen.getAllByLabelText('Exercise')
  if (first) fireEvent.input(first, { target: { value: 'Biceps curl' } })
  expect(screen.getByText('The elbow bends against a weight, the palm up.')).toBeTruthy()
  expect(screen.getByText('It trains the arm, and the line names the left leg. Is it meant?')).toBeTruthy()
})

test('a test line is one repetition as heavy as it goes', async () => {
  press('Add a test line')
  await waitFor(() => expect(exercises()).toHaveLength(3))
  const line = within(screen.getByRole('group', { name: 'Line 3' }))
  const typedIn = (label: string) => line.getByLabelText<HTMLInputElement>(label).value
  expect(['How', 'Load in', 'Load', 'Sets, one number each'].map(typedIn)).toEqual(['strength-test', 'rpe', '10', '1'])
  expect(typedIn('Limb')).toBe('left-leg')
})

test('what is typed is kept, and where it cannot be, the page says so and stays', async () => {
  vi.useFakeTimers()
  const fetched = vi.mocked(fetch)
  const keptAt = (time: string) => new Response(null, { headers: { Date: `Thu, 26 Nov 2026 ${time} GMT` } })
  const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))
  fetched.mockResolvedValueOnce(keptAt('13:02:00'))
  type('Diagnosis', 'ACL')
  await pass(1_900)
  expect(fetched).not.toHaveBeenCalled()
  await pass(200)
  expect(screen.getByText('Kept 14:02')).toBeTruthy()
  const [path, sent] = fetched.mock.calls[0] ?? []
  expect(path).toBe('/kept-forms.data')
  expect(String(sent?.body)).toMatch(/diagnosis=ACL.*clientId=a-client/)

  fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  type('Diagnosis', 'ACL, left')
  await pass(2_100)
  expect(screen.getByText(/^Not kept: offline/)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Diagnosis').value).toBe('ACL, left')

  fetched.mockResolvedValueOnce(keptAt('13:03:00'))
  window.dispatchEvent(new Event('online'))
  await pass(0)
  expect(screen.getByText('Kept 14:03')).toBeTruthy()

  fetched.mockResolvedValueOnce(keptAt('13:04:00'))
  type('Diagnosis', 'ACL, left knee')
  cleanup()
  await pass(0)
  expect(String(fetched.mock.calls.at(-1)?.[1]?.body)).toContain('diagnosis=ACL%2C+left+knee')
})
