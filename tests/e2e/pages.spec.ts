/** Every main page: nothing that axe finds in light or dark, nothing wider than the window, no error in the console. */
import { type Browser, expect, type Page, test } from '@playwright/test'
import { axeOn, coloursSettled } from './axe'
import { type DemoPerson, signIn } from './demo-people'
import { mainPages, open } from './main-pages'

// Both at a desk; the phone has other boxes and the same colours, so dark is enough there.
const schemes = (project: string) => (project === 'desk' ? (['light', 'dark'] as const) : (['dark'] as const))
// What the same document can fail on a phone alone: by its colours, its boxes, and what is hidden there.
const byLayout = [
  'color-contrast',
  'target-size',
  'scrollable-region-focusable',
  'aria-hidden-focus',
  'region',
  'bypass',
]

type Seat = { page: Page; errors: string[] }
const seats = new Map<DemoPerson, Seat>()

/** One page for all that a person looks at: in a new one each, opening them would cost twice as much. */
async function seatOf(browser: Browser, who: DemoPerson): Promise<Seat> {
  const known = seats.get(who)
  if (known) return known
  const page = await browser.newPage(test.info().project.use as object)
  await signIn(page, who)
  const seat: Seat = { page, errors: [] }
  page.on('console', (message) => message.type() === 'error' && seat.errors.push(message.text()))
  page.on('pageerror', (error) => seat.errors.push(error.message))
  seats.set(who, seat)
  return seat
}

for (const main of mainPages) {
  test(`${main.name}, as ${main.who} sees it`, async ({ browser }) => {
    const { page, errors } = await seatOf(browser, main.who)
    const [first = 'dark', second] = schemes(test.info().project.name)
    await page.emulateMedia({ colorScheme: first, reducedMotion: 'reduce' })
    await open(page, main)
    await alive(page)
    expect(await violationsOf(page, second ? undefined : byLayout), `${main.name} ${first}`).toEqual([])
    if (second) {
      await page.emulateMedia({ colorScheme: second })
      await coloursSettled(page)
      expect(await violationsOf(page, ['color-contrast']), `${main.name} ${second}`).toEqual([])
    }
    const width = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
    expect(width[0], 'no wider than the window').toBeLessThanOrEqual(width[1] ?? 0)
    expect(errors).toEqual([])
  })
}

test('a session that runs, with the cuff on and a set beyond its dose', async ({ page }) => {
  await signIn(page, 'trainer', '/today')
  const day = page.getByRole('listitem').filter({ hasText: 'Jürgen Größmann' })
  await day
    .getByRole('button', { name: /start with/ })
    .or(day.getByRole('link', { name: 'Go on with the session' }))
    .click()
  await expect(page).toHaveURL(/\/sessions\//)
  const put = page.getByRole('button', { name: 'Cuff is on' })
  if (await put.isEnabled()) await put.click()
  await page.getByText('Load, side, pressure and effort as they were').click()
  await page.getByLabel('Load in kg').fill('90')
  await expect(page.getByLabel('What happened?')).toBeVisible()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await coloursSettled(page)
    expect(await violationsOf(page), colorScheme).toEqual([])
  }
})

/** React has taken over what the server drew, and a chart that comes with the first hand on it stands in its place. */
async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__reactProps')))
  const sketch = page.locator('.chart-plot').first()
  if ((await sketch.count()) > 0) await sketch.hover()
  await page.waitForFunction(() => document.querySelector('.chart-plot') === null)
}

/** What axe finds, each with the first element it is found on; `rules` where the others cannot have changed. */
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  // Rows of a long table are alike, and the first twenty hold every kind there is.
  const axe = (await axeOn(page)).exclude('tbody tr:nth-child(n + 21)')
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

test('signing in says the same of a wrong password and of nobody', async ({ page }) => {
  const said: (string | null)[] = []
  for (const email of ['trainer@demo.clearway.example', 'nobody@demo.clearway.example']) {
    await page.goto('/login')
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill('not the right one at all')
    await page.getByRole('button', { name: 'Sign in' }).click()
    said.push(await page.getByRole('alert').first().textContent())
  }
  expect(said[0]).toBe(said[1])
})
