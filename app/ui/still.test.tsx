import { createRemixStub } from '@remix-run/testing'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { still } from './still'
import { useTouch } from './use-touch'

const Part = ({ says }: { says: string }) => <a href="/there">{says} now</a>
const cameAs = (name: string) =>
  `<button>Other</button><div data-still="${name}" class="contents"><a href="/there" data-discover="true">as it came</a></div>`

/** The page as the server sent it, waking up around the part. */
function wake(name: string, hands?: typeof useTouch, load = vi.fn(async () => Part)) {
  const Still = still(name, load, hands)
  const Page = () => {
    const [says, setSays] = useState('first')
    return (
      <>
        <button type="button" onClick={() => setSays('other')}>
          Other
        </button>
        <Still says={says} />
      </>
    )
  }
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = cameAs(name).replace('<button>', '<button type="button">')
  const Stub = createRemixStub([
    { path: '/', Component: Page },
    { path: '/there', Component: () => <h1>There</h1> },
  ])
  render(<Stub />, { container, hydrate: true })
  return { load, link: () => screen.getByRole('link') }
}

test('a part is left as it came, and its code is not fetched', async () => {
  const { load, link } = wake('left')
  expect(link().textContent).toBe('as it came')
  fireEvent.pointerOver(link())
  await Promise.resolve()
  expect(load).not.toHaveBeenCalled()
})

test('it is drawn anew with other data, and the focus stays where it was', async () => {
  const { load, link } = wake('other')
  link().focus()
  fireEvent.click(screen.getByRole('button', { name: 'Other' }))
  await waitFor(() => expect(link().textContent).toBe('other now'))
  expect(load).toHaveBeenCalledTimes(1)
  expect(document.activeElement).toBe(link())
})

test('nothing of before is to be seen beside other data while its code is on the way', async () => {
  const { link } = wake(
    'slow',
    undefined,
    vi.fn(() => new Promise<typeof Part>(() => {})),
  )
  const part = link().closest<HTMLElement>('[data-still]')
  expect(part?.style.visibility).toBe('')
  fireEvent.click(screen.getByRole('button', { name: 'Other' }))
  expect(part?.style.visibility).toBe('hidden')
})

test('a click alone, as a screen reader brings it, wakes it as well', async () => {
  const { link } = wake('click', useTouch)
  fireEvent.click(link(), { ctrlKey: true })
  await waitFor(() => expect(link().textContent).toBe('first now'))
})

test('its links go without loading a page', async () => {
  const { load, link } = wake('links')
  fireEvent.click(link())
  expect(await screen.findByRole('heading', { name: 'There' })).toBeTruthy()
  expect(load).not.toHaveBeenCalled()
})

test('one that answers to more is fetched with the first hand on it', async () => {
  const { link } = wake('hands', useTouch)
  expect(link().textContent).toBe('as it came')
  fireEvent.pointerOver(link())
  await waitFor(() => expect(link().textContent).toBe('first now'))
})

test('where nothing came, it is drawn', async () => {
  const Still = still('nothing', async () => Part)
  const Stub = createRemixStub([{ path: '/', Component: () => <Still says="here" /> }])
  render(<Stub />)
  expect((await screen.findByRole('link')).textContent).toBe('here now')
})
