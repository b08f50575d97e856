import { createRemixStub } from '@remix-run/testing'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Progress } from '~/domain/progress-shown'
import { madeUpProgress, noProgress } from './progress.fixture'
import { NothingMeasured } from './nothing-measured'
import { ProgressBoard } from './progress-board'
import { choicesOf, ProgressChoices } from './progress-choices'
import { isCold } from './progress-not-measured'

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const

function boardOf(progress: Progress) {
  return () => (
    <>
      <ProgressChoices {...choicesOf(progress)} />
      <ProgressBoard clientId="c1" progress={progress} format={format} />
    </>
  )
}

function show(progress: Progress, address = '/clients/c1/progress') {
  const Stub = createRemixStub([{ path: '*', Component: boardOf(progress) }])
  render(<Stub initialEntries={[address]} />)
}

const questions = () =>
  screen.getAllByRole('region').flatMap((card) => within(card).queryByRole('heading')?.textContent ?? [])
const hrefOf = (name: string | RegExp) => screen.getByRole('link', { name }).getAttribute('href')

describe('the board', () => {
  test('asks first whether the limb in rehab is getting stronger, then what supports it', () => {
    show(madeUpProgress('one'))
    expect(questions()).toEqual([
      'Is the right leg getting stronger?',
      'Are the legs evening out?',
      'Is it hurting less?',
      'Is the work being done?',
      'How much is lifted?',
      'Is endurance up: leg press at 20\u00a0kg?',
      'Is the force up: knee extension?',
      'Is the limb growing: thigh, 16 cm above the kneecap?',
      'Is there more movement: knee extension?',
      'Is the score better: LEFS?',
    ])
  })

  test('gives each chart its table, its file, its picture and a way to aim', () => {
    show(madeUpProgress('gaps'))
    const card = screen.getByRole('region', { name: /^Is the limb growing/ })
    expect(within(card).getByRole('table', { hidden: true }).textContent).toContain('49.7\u00a0cm')
    const file = within(card).getByRole('link', { name: 'CSV' }).getAttribute('href') ?? ''
    expect(Object.fromEntries(new URL(file, 'http://x').searchParams)).toEqual({
      chart: 'girth',
      range: 'all',
      exercise: 'Leg press',
      subject: 'Thigh, 16 cm above the kneecap',
    })
    expect(within(card).getByRole('button', { name: 'Picture' })).toBeDefined()
    const aim = within(card).getByRole('link', { name: 'Set a goal' }).getAttribute('href') ?? ''
    expect(aim.split('?')[0]).toBe('/clients/c1/goals/new')
    expect(Object.fromEntries(new URL(aim, 'http://x').searchParams)).toEqual({
      kind: 'girth',
      subject: 'Thigh, 16 cm above the kneecap',
      side: 'right',
    })
  })

  test('is not a wall of empty cards for somebody new: one card, and a line of what may be added', () => {
    show({ ...noProgress, involved: null })
    expect(questions()).toEqual(['Getting stronger?', 'Not measured yet'])
    expect(hrefOf('Girth')).toBe('/clients/c1/measurements/new?kind=girth')
    expect(hrefOf('Range of motion')).toBe('/clients/c1/measurements/new?kind=range-of-motion')
  })

  test('names no longer what was measured, and says that it speaks of this time only', () => {
    const { girth } = madeUpProgress('one')
    show({ ...noProgress, girth, range: '90-days' })
    const missing = screen.getByRole('region', { name: 'Not measured in this time' })
    expect(within(missing).queryByText('Girth')).toBeNull()
    expect(within(missing).getByText('Isometric force')).toBeDefined()
  })

  test('asks for the other side where one side alone was tested', () => {
    const { strength } = madeUpProgress('one')
    show({ ...madeUpProgress('one'), symmetry: [], strength: strength.slice(0, 1) })
    expect(hrefOf('1RM of Leg press on both sides, for symmetry')).toContain('kind=one-rm')
  })

  test('puts away what nobody looks over at once', () => {
    const [girth] = madeUpProgress('one').girth
    const sites = Array.from(
      { length: 12 },
      (_, index) => ({ ...girth, site: `Site ${index}` }) as Progress['girth'][number],
    )
    show({ ...noProgress, girth: sites })
    expect(screen.getByText('4 more charts').closest('details')?.open).toBe(false)
    cleanup()
    show({ ...noProgress, girth: sites.slice(0, 9) })
    expect(screen.getByText('1 more chart')).toBeDefined()
  })
})

describe('the choices', () => {
  test('of a range are links that keep the exercise and the side', () => {
    show(madeUpProgress('one'), '/clients/c1/progress?exercise=Leg+press&side=left&done=saved')
    expect(hrefOf('90 days')).toBe('/clients/c1/progress?exercise=Leg+press&side=left&range=90-days')
    expect(screen.getByRole('link', { name: 'All' }).getAttribute('aria-current')).toBe('true')
  })

  test('of a side are asked where no program says it, and not of what has no sides', () => {
    show({ ...madeUpProgress('one'), involved: null }, '/clients/c1/progress?range=all')
    const asked = screen.getByRole('navigation', { name: 'Which side is in rehab?' })
    expect(within(asked).getByRole('link', { name: 'Left' }).getAttribute('href')).toBe(
      '/clients/c1/progress?range=all&side=left',
    )
  })

  test.each([
    ['a program says it', madeUpProgress('one')],
    ['nothing has sides', { ...noProgress, involved: null, pain: madeUpProgress('one').pain }],
  ])('of a side are not asked where %s', (_, progress) => {
    show(progress)
    expect(screen.queryByText('Which side is in rehab?')).toBeNull()
  })

  test('of an exercise are grouped, the tested ones first, and go at once', async () => {
    const exercises = Array.from({ length: 200 }, (_, index) => ({
      exercise: `Exercise ${index}`,
      days: 200 - index,
      lastOn: '2026-11-01',
      isTested: index < 3,
    }))
    const progress = { ...madeUpProgress('one'), exercises, exercise: 'Exercise 0' }
    let asked = ''
    const Stub = createRemixStub([
      {
        path: '*',
        loader: ({ request }) => {
          asked = new URL(request.url).search
          return null
        },
        Component: boardOf(progress),
      },
    ])
    render(<Stub initialEntries={['/clients/c1/progress?range=all']} />)
    const select = await screen.findByLabelText('Exercise')
    expect([...select.querySelectorAll('optgroup')].map(({ label, children }) => [label, children.length])).toEqual([
      ['Tested', 3],
      ['Trained', 197],
    ])
    fireEvent.change(select, { target: { value: 'Exercise 7' } })
    await waitFor(() => expect(asked).toBe('?range=all&exercise=Exercise+7'))
  })

  test('say how far points are drawn together, and by which formula maxima are estimated', () => {
    show({ ...madeUpProgress('one'), bucket: 'month', formula: 'oconner' })
    expect(screen.getByText(/All time, sets as one point a month/).textContent).toBe(
      "All time, sets as one point a month, the best of it. 1RM is estimated by O'Conner.",
    )
  })
})

test('nothing measured is said once, with what to do', () => {
  expect(isCold(noProgress)).toBe(true)
  expect(isCold({ ...noProgress, scores: madeUpProgress('one').scores })).toBe(false)
  const Stub = createRemixStub([{ path: '*', Component: () => <NothingMeasured clientId="c1" /> }])
  render(<Stub initialEntries={['/']} />)
  expect(hrefOf('Add a test')).toBe('/clients/c1/measurements/new')
  expect(hrefOf('Import a strength log')).toBe('/clients/c1/strength/import')
})
