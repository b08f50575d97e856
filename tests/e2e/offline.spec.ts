/** A session on a phone without a connection: what was logged is there, in order, once, and nothing of it stays behind. */
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { axeOn } from './axe'
import { type Cuttable, cuttableWay } from './cuttable'
import { signIn } from './demo-people'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

let way: Cuttable

test.beforeAll(async () => {
  way = await cuttableWay(process.env.CLEARWAY_E2E_URL as string)
})
test.afterAll(() => way.close())

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await (await axeOn(page)).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

async function onPhone(browser: { newContext: (options: object) => Promise<BrowserContext> }): Promise<BrowserContext> {
  return browser.newContext({ ...phone, baseURL: way.url })
}

async function cut(context: BrowserContext): Promise<void> {
  way.cut()
  await context.setOffline(true)
}

async function mend(context: BrowserContext): Promise<void> {
  way.mend()
  await context.setOffline(false)
}

/** Starts a session as the demo's trainer does; resolves to its address once the phone keeps it. */
async function start(page: Page, client: string): Promise<string> {
  await page.goto('/today')
  await page.getByRole('button', { name: new RegExp(`start with ${client}$`) }).click()
  await expect(page).toHaveURL(/\/sessions\/[0-9a-f-]{36}$/)
  await expect.poll(() => keptOn(page)).toMatchObject({ isOpenedOffline: true, sessions: 1, snapshots: 1 })
  return new URL(page.url()).pathname
}

/** What the phone keeps: rows of its database, and whether the page of the floor opens without a connection. */
function keptOn(page: Page) {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name)
    const isOpenedOffline = (await caches.match('/floor')) !== undefined && navigator.serviceWorker.controller !== null
    if (!names.includes('clearway-floor')) return { sessions: 0, snapshots: 0, entries: 0, isOpenedOffline }
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const asking = indexedDB.open('clearway-floor')
      asking.onsuccess = () => resolve(asking.result)
      asking.onerror = () => reject(asking.error)
    })
    const rows = (store: string) =>
      new Promise<{ snapshot?: unknown }[]>((resolve) => {
        const asking = database.transaction(store).objectStore(store).getAll()
        asking.onsuccess = () => resolve(asking.result)
      })
    const sessions = await rows('sessions')
    const entries = await rows('entries')
    database.close()
    const snapshots = sessions.filter(({ snapshot }) => snapshot !== null).length
    return { sessions: sessions.length, snapshots, entries: entries.length, isOpenedOffline }
  })
}

const setsDone = (page: Page) => page.getByRole('list', { name: 'Sets done' }).getByRole('listitem')
const repsOf = async (page: Page) =>
  (await setsDone(page).allTextContents()).map((text) => Number(/: (\d+) reps/.exec(text)?.[1]))

/** When the server has each set done, in the order of the page, as the page was told. */
function takenAt(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    type Loaded = { session?: { lines: { done: { occurredAt: string }[] }[] } }
    const { __remixRouter: router } = window as unknown as {
      __remixRouter: { state: { loaderData: Record<string, Loaded | null> } }
    }
    const found = Object.values(router.state.loaderData).find((data) => data?.session)
    return (found?.session?.lines ?? []).flatMap(({ done }) => done.map(({ occurredAt }) => Date.parse(occurredAt)))
  })
}

/** Between these the button was pressed. */
type Span = { from: number; to: number }

/** The reps of the set that comes next are turned down, so that each set can be told from the others. */
async function logSet(page: Page, fewer: number): Promise<Span> {
  for (let i = 0; i < fewer; i += 1) await page.getByRole('button', { name: 'One rep fewer' }).click()
  const before = await setsDone(page).count()
  const span = await press(page, /^Set done/)
  await expect(setsDone(page)).toHaveCount(before + 1)
  return span
}

async function press(page: Page, name: string | RegExp): Promise<Span> {
  const from = Date.now()
  await page.getByRole('button', { name }).click()
  return { from, to: Date.now() }
}

/** The timer shows how long ago the cuff went on, to a second. */
async function expectCuffSince(page: Page, { from, to }: Span): Promise<void> {
  const least = (Date.now() - to) / 1000 - 1
  const shown = (await page.getByRole('timer', { name: 'cuff on' }).textContent()) ?? ''
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(shown) ?? []
  const on = Number(minutes) * 60 + Number(seconds)
  expect(on).toBeGreaterThanOrEqual(least)
  expect(on).toBeLessThanOrEqual((Date.now() - from) / 1000 + 1)
}

test('six sets logged without a connection, the tab killed: six sets, in order, once, and timers to the second', async ({
  browser,
}) => {
  const context = await onPhone(browser)
  const first = await context.newPage()
  await signIn(first, 'trainer')
  const session = await start(first, 'Thandiwe Mokoena')
  const cuffOn = await press(first, 'Cuff is on')
  await cut(context)

  const spans: Span[] = []
  for (const fewer of [0, 1, 2]) spans.push(await logSet(first, fewer))
  await expect(first.getByText('Offline. 3 sets kept on this phone, sent when the connection is back.')).toBeVisible()
  await first.close()

  const second = await context.newPage()
  await second.goto(session)
  await expect(second).toHaveURL(/\/floor#/)
  await expect(setsDone(second)).toHaveCount(3)
  await expectCuffSince(second, cuffOn)
  spans.push(await logSet(second, 3))
  await second.getByRole('link', { name: /^Next:/ }).click()
  for (const fewer of [4, 5]) spans.push(await logSet(second, fewer))
  await second.getByRole('button', { name: 'Cuff is off' }).click()
  await expect(second.getByText('Offline. 6 sets and 1 time of the cuff kept on this phone')).toBeVisible()
  const reps = await repsOf(second)
  await second.close()

  const third = await context.newPage()
  await third.goto(session)
  await expect(setsDone(third)).toHaveCount(6)
  await mend(context)
  await expect(third).toHaveURL(new RegExp(`${session}$`))
  await expect.poll(() => keptOn(third)).toMatchObject({ sessions: 1, entries: 0 })
  expect(await repsOf(third)).toEqual(reps)

  const elsewhere = await browser.newContext({ baseURL: way.url })
  const desk = await elsewhere.newPage()
  await signIn(desk, 'trainer', session)
  expect(await repsOf(desk)).toEqual(reps)
  const instants = await takenAt(desk)
  expect(instants).toHaveLength(spans.length)
  for (const [place, { from, to }] of spans.entries()) {
    expect(instants[place], `set ${place + 1}, as it was done, to a second`).toBeGreaterThanOrEqual(from - 1_000)
    expect(instants[place], `set ${place + 1}, as it was done, to a second`).toBeLessThanOrEqual(to + 1_000)
  }

  await third.getByRole('button', { name: 'End session' }).click()
  await expect(third).toHaveURL(/\/today$/)
  await expect.poll(() => keptOn(third)).toMatchObject({ sessions: 0, entries: 0 })
  await Promise.all([context.close(), elsewhere.close()])
})

test('a set is taken once however often it is sent, by its member alone, and a sign-out asks before it goes', async ({
  browser,
}) => {
  const context = await onPhone(browser)
  const page = await context.newPage()
  await signIn(page, 'trainer')
  const session = await start(page, 'Fatima Zahra El Idrissi')

  // The server takes it, and the phone never hears of it.
  let arrived = 0
  await context.route('**/entries', async (route) => {
    await route.fetch()
    arrived += 1
    await route.abort()
  })
  await logSet(page, 1)
  await expect(page.getByText('Offline. 1 set kept on this phone')).toBeVisible()
  expect(arrived).toBe(1)
  await context.unroute('**/entries')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect.poll(() => keptOn(page)).toMatchObject({ entries: 0 })
  await expect(setsDone(page)).toHaveCount(1)

  // One more, which does not get through.
  await context.route('**/entries', (route) => route.abort())
  await logSet(page, 2)
  await expect(page.getByText('Offline. 1 set kept on this phone')).toBeVisible()
  await page.goto('/inbox')
  await expect(page.getByText('On this phone, not sent yet')).toBeVisible()
  await page.getByText('Menu').click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'One entry is not sent yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Stay' }).click()
  await expect(page).toHaveURL(/\/inbox$/)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: /^Sign out and keep/ }).click()
  await expect(page).toHaveURL(/\/login/)
  await expect.poll(() => keptOn(page)).toMatchObject({ sessions: 1, snapshots: 0, entries: 1 })

  // Somebody else on the same phone, with a connection: nothing to see, nothing is sent.
  await context.unroute('**/entries')
  await signIn(page, 'therapist')
  await page.goto('/floor')
  await expect(page.getByText('No session is kept on this phone.')).toBeVisible()
  await page.goto(session)
  await expect(setsDone(page)).toHaveCount(1)
  await expect(page.getByText(/1 entry of .* waits on this phone\. Only .* can send it\./)).toBeVisible()
  await page.goto('/logout')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('button', { name: /^Sign out and keep/ }).click()
  await expect(page).toHaveURL(/\/login/)

  // Its member comes back.
  await signIn(page, 'trainer', session)
  await expect(setsDone(page)).toHaveCount(2)
  await expect.poll(() => keptOn(page)).toMatchObject({ entries: 0 })
  await page.getByRole('button', { name: 'End session' }).click()
  await expect(page).toHaveURL(/\/today$/)
  await expect.poll(() => keptOn(page)).toMatchObject({ sessions: 0, entries: 0 })
  await page.getByText('Menu').click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/login/)
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  await context.close()
})

test('a red flag without a connection says that nobody was told, and asks to be raised when there is one', async ({
  browser,
}) => {
  const context = await onPhone(browser)
  const page = await context.newPage()
  await signIn(page, 'trainer')
  const session = await start(page, 'Chiamaka Nwosu')
  await cut(context)
  await page.getByRole('button', { name: 'Red flag' }).click()
  await expect(page.getByText(/Not sent: nobody was told\. Call /)).toBeVisible()
  await expect(page.locator('a[href^="tel:"]')).toHaveCount(2)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Chest pain' }).click()
  await expect(page.getByText('Call the emergency number now.')).toBeVisible()
  await page.getByRole('button', { name: 'Back to the session' }).click()
  await page.close()

  const again = await context.newPage()
  await again.goto(session)
  await expect(again.getByText(/Chest pain, .*: nobody was told/)).toBeVisible()
  await expectAccessible(again)
  await mend(context)
  await expect(again).toHaveURL(new RegExp(`${session}$`))
  await again.getByRole('link', { name: 'Raise it now' }).click()
  await expect(again).toHaveURL(/\/red-flag$/)
  await context.close()
})
