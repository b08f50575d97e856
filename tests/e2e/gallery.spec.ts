/** Every chart of the gallery: nothing that axe finds, nothing too wide, read by keys and finger, and its table says the same. */
import { type Browser, expect, type Page, test } from '@playwright/test'
import { axeOn, coloursSettled } from './axe'
import { type Served, serveGallery } from './gallery/serve'

// Each of these pages holds all charts; opening one is what costs.
test.describe.configure({ timeout: 120_000 })
const patience = 60_000

let served: Served
let desk: Page
const errors: string[] = []

test.beforeAll(async ({ browser }) => {
  served = await serveGallery()
  desk = await openGallery(browser, { width: 1360, colorScheme: 'light' })
})

test.afterAll(async () => {
  await desk.close()
  await served.stop()
})

test.afterEach(() => expect(errors).toEqual([]))

type Opened = { width: number; colorScheme: 'light' | 'dark'; isPhone?: boolean; drawing?: 'live' | 'sketch' }

async function openGallery(browser: Browser, { width, colorScheme, isPhone = false, drawing = 'live' }: Opened) {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    hasTouch: isPhone,
    isMobile: isPhone,
  })
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${served.url}?drawing=${drawing}`)
  await page.waitForSelector('.chart', { state: 'attached', timeout: patience })
  if (drawing === 'live') {
    await page.waitForFunction(() => !document.querySelector('.chart-plot'), undefined, { timeout: patience })
  }
  return page
}

/** What axe finds. The inside of drawings is hidden from whoever it speaks for, and rows are alike: it need not walk them. */
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('.chart svg > *, tbody tr:nth-child(n + 6)')) each.remove()
  })
  await coloursSettled(page)
  const axe = await axeOn(page)
  // The same question stands over the five states of a chart, which no page of the app does.
  const { violations } = await (rules ? axe.withRules(rules) : axe.disableRules('landmark-unique')).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** What stands out of the window, and words of charts that stand out of their card. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : []
    for (const text of document.querySelectorAll('.chart text')) {
      const [box, card] = [text.getBoundingClientRect(), text.closest('.card')?.getBoundingClientRect()]
      if (box.width > 0 && card && (box.left < card.left || box.right > card.right)) found.push(text.textContent ?? '')
    }
    return found
  })
}

for (const drawing of ['sketch', 'live'] as const) {
  test(`at 320 pixels nothing of a ${drawing} chart is too wide, and words lie on nothing`, async ({ browser }) => {
    const page = await openGallery(browser, { width: 320, colorScheme: 'dark', isPhone: true, drawing })
    expect(await tooWide(page)).toEqual([])
    expect(await meetings(page)).toEqual([])
    if (drawing === 'sketch') expect(await violationsOf(page)).toEqual([])
    else await tapped(page)
    await page.close()
  })
}

/** A tap shows the value, until the next tap elsewhere. */
async function tapped(page: Page): Promise<void> {
  const card = page.locator('[data-picture=pain-outlier]')
  const tip = card.locator('.chart-tip')
  await card.getByRole('application').tap({ position: { x: 60, y: 80 } })
  await expect(tip).toHaveText('30 Aug 2026Pain: 5 of 10')
  await card.getByRole('heading').tap()
  await expect(tip).toHaveCount(0)
}

/** Pairs of words, or of a word and a point, that lie on each other as they are drawn. */
function meetings(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.chart')].flatMap((chart) => {
      const boxesOf = (selector: string) =>
        [...chart.querySelectorAll(selector)]
          .map((element) => ({ words: element.textContent ?? '', box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0)
      const words = boxesOf('.words')
      const others = [...words, ...boxesOf('.axis-words'), ...boxesOf('[class^="point-"]')]
      return words.flatMap((one, index) =>
        others
          .filter((other, place) => {
            if (place <= index) return false
            const [a, b] = [one.box, other.box]
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
            return across > 1 && down > 2
          })
          .map(
            (other) =>
              `${chart.closest('[data-picture]')?.getAttribute('data-picture')}: ${one.words} on ${other.words || 'a point'}`,
          ),
      )
    }),
  )
}

test('the table of each chart says the same as its points, read one by one by keys', async () => {
  const read = await desk.evaluate(async () => {
    const all = []
    for (const chart of document.querySelectorAll('[role=application]')) {
      // A picture of a board holds many charts, each with a table of its own.
      let card: Element = chart
      while (!card.querySelector('tbody') && card.parentElement) card = card.parentElement
      const said: string[] = []
      const press = async (key: string) => {
        chart.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        await Promise.resolve()
        return chart.querySelector('[role=status]')?.textContent ?? ''
      }
      for (let words = await press('Home'); words !== said.at(-1); words = await press('ArrowRight')) said.push(words)
      await press('Escape')
      const rows = [...card.querySelectorAll('tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? ''),
      )
      all.push({ name: chart.closest('[data-picture]')?.getAttribute('data-picture') ?? '', said, rows })
    }
    return all
  })
  expect(read.length).toBeGreaterThan(20)
  for (const { name, said, rows } of read) {
    // "21 Oct 2026, left, 34 kg, tested; right, 42 kg, tested" is two points of a day.
    const points = said.flatMap((words) => {
      const [day = '', ...rest] = words.toLowerCase().split(', ')
      const spoken = rest.join(', ').split('; ')
      return spoken.map((point) => ({ day, says: `, ${point}` }))
    })
    // A row is a point, or has one in each of several columns.
    const isSaidIn = (point: (typeof points)[number], [day, ...cells]: string[]) =>
      point.day === day &&
      (point.says.endsWith(`, ${cells.join(', ')}`) ||
        (cells.length > 2 && cells.some((cell) => /\d/.test(cell) && point.says.endsWith(`, ${cell}`))))
    const table = rows.map((cells) => cells.map((cell) => cell.toLowerCase()))
    expect(
      points.filter((point) => !table.some((row) => isSaidIn(point, row))),
      `${name}, not in its table`,
    ).toEqual([])
    expect(
      table.filter((row) => !points.some((point) => isSaidIn(point, row))),
      `${name}, not drawn`,
    ).toEqual([])
    if ((table[0]?.length ?? 0) < 4) expect(table.length, name).toBe(points.length)
  }
})

test('a chart is reached by Tab, read by arrows and left by Escape', async () => {
  const card = desk.locator('[data-picture=strength-outlier]')
  const chart = card.getByRole('application')
  const [said, tip] = [chart.getByRole('status'), chart.locator('.chart-tip')]
  await desk.locator('[data-picture=strength-gaps]').getByRole('button', { name: 'Picture' }).focus()
  await desk.keyboard.press('Tab')
  await expect(chart).toBeFocused()
  expect(await chart.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
  await desk.keyboard.press('ArrowRight')
  await expect(said).toHaveText('30 Aug 2026, left, 23 kg, tested; right, 41 kg, tested')
  await expect(tip).toContainText('Left: 23 kg, tested')
  await desk.keyboard.press('End')
  await expect(said).toContainText('17 Nov 2026, left')
  const [inner, outer] = [await tip.boundingBox(), await chart.boundingBox()]
  expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0))
  await desk.keyboard.press('Escape')
  await expect(tip).toHaveCount(0)
  await expect(chart).toBeFocused()
  await desk.keyboard.press('Tab')
  await expect(chart).not.toBeFocused()
})

test('each kind of chart is saved as a picture, at twice its size', async () => {
  for (const name of ['strength-years', 'work-gaps', 'track']) {
    const download = desk.waitForEvent('download')
    await desk.locator(`[data-picture=${name}]`).getByRole('button', { name: 'Picture' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe(`${name}.png`)
    const chunks: Buffer[] = []
    for await (const chunk of await file.createReadStream()) chunks.push(chunk)
    // The width of a PNG stands at its 16th byte; the least is 440 and an edge of 24 on each side.
    expect(Buffer.concat(chunks).readUInt32BE(16)).toBeGreaterThanOrEqual(2 * (440 + 48))
  }
})

// Last, as it takes away what axe need not walk.
test('axe finds nothing at a desk, in light and dark', async () => {
  expect(await violationsOf(desk)).toEqual([])
  await desk.emulateMedia({ colorScheme: 'dark' })
  expect(await violationsOf(desk, ['color-contrast'])).toEqual([])
})
