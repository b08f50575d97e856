/** Every chart of the gallery: nothing that axe finds, nothing too wide, read by keys and finger, and its table says the same. */
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { type Served, serveGallery } from './gallery/serve'

let served: Served

test.beforeAll(async () => {
  served = await serveGallery()
})

test.afterAll(() => served.stop())

type Opened = { width: number; colorScheme: 'light' | 'dark'; isPhone?: boolean; query?: string }

async function openGallery(browser: Browser, { width, colorScheme, isPhone = false, query = '' }: Opened) {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    hasTouch: isPhone,
    isMobile: isPhone,
  })
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${served.url}${query}`)
  await page.waitForSelector('[data-picture]')
  if (!query.includes('sketch')) await page.waitForFunction(() => !document.querySelector('.chart-plot'))
  return { page, errors }
}

async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
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

test('axe finds nothing at a desk in light and dark, before JavaScript and after', async ({ browser }) => {
  const { page, errors } = await openGallery(browser, { width: 1360, colorScheme: 'light' })
  expect(await violationsOf(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violationsOf(page, ['color-contrast'])).toEqual([])
  await page.goto(`${served.url}?drawing=sketch`)
  await page.waitForSelector('.chart-plot')
  expect(await violationsOf(page)).toEqual([])
  expect(errors).toEqual([])
  await page.close()
})

test('nothing is too wide at 320 pixels, and words lie neither on each other nor on a point', async ({ browser }) => {
  for (const query of ['', '?drawing=sketch']) {
    const { page, errors } = await openGallery(browser, { width: 320, colorScheme: 'dark', isPhone: true, query })
    expect(await tooWide(page)).toEqual([])
    expect(await meetings(page)).toEqual([])
    if (query === '') expect(await violationsOf(page, ['target-size', 'scrollable-region-focusable'])).toEqual([])
    expect(errors).toEqual([])
    await page.close()
  }
})

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

test('the table of each chart says the same as its points, read one by one by keys', async ({ browser }) => {
  const { page } = await openGallery(browser, { width: 1360, colorScheme: 'light' })
  const read = await page.evaluate(async () => {
    const cards = [...document.querySelectorAll('[data-picture]')].filter((card) =>
      card.querySelector('[role=application]'),
    )
    const all = []
    for (const card of cards) {
      const chart = card.querySelector('[role=application]')
      const said: string[] = []
      const press = async (key: string) => {
        chart?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        await new Promise((done) => setTimeout(done))
        return chart?.querySelector('[role=status]')?.textContent ?? ''
      }
      for (let words = await press('Home'); words !== said.at(-1); words = await press('ArrowRight')) said.push(words)
      await press('Escape')
      const rows = [...card.querySelectorAll('tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? ''),
      )
      all.push({ name: card.getAttribute('data-picture') ?? '', said, rows })
    }
    return all
  })
  expect(read.length).toBeGreaterThan(20)
  for (const { name, said, rows } of read) {
    // "21 Oct 2026, left, 34 kg, tested; right, 42 kg, tested" is two points of a day.
    const points = said.flatMap((words) => {
      const [day = '', ...rest] = words.split(', ')
      return rest
        .join(', ')
        .split('; ')
        .map((point) => `${day}, ${point}`.toLowerCase())
    })
    const table = rows.map((cells) => cells.join(', ').toLowerCase())
    expect(points.toSorted(), name).toEqual(table.toSorted())
  }
  await page.close()
})

test('a chart is reached by Tab, read by arrows and left by Escape', async ({ browser }) => {
  const { page } = await openGallery(browser, { width: 1360, colorScheme: 'light', query: '?only=strength-outlier' })
  const chart = page.getByRole('application')
  await page.keyboard.press('Tab')
  await expect(chart).toBeFocused()
  expect(await chart.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
  await page.keyboard.press('ArrowRight')
  await expect(chart.getByRole('status')).toHaveText('30 Aug 2026, left, 23 kg, tested; right, 41 kg, tested')
  await expect(chart.locator('.chart-tip')).toContainText('Left: 23 kg, tested')
  await page.keyboard.press('End')
  await expect(chart.getByRole('status')).toContainText('17 Nov 2026, left')
  const tip = await chart.locator('.chart-tip').boundingBox()
  const frame = await chart.boundingBox()
  expect((tip?.x ?? 0) + (tip?.width ?? 0)).toBeLessThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0))
  await page.keyboard.press('Escape')
  await expect(chart.locator('.chart-tip')).toHaveCount(0)
  await expect(chart).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(chart).not.toBeFocused()
  await page.close()
})

test('on a phone a tap shows the value, until the next tap elsewhere', async ({ browser }) => {
  const { page } = await openGallery(browser, {
    width: 390,
    colorScheme: 'dark',
    isPhone: true,
    query: '?only=pain-outlier',
  })
  const chart = page.getByRole('application')
  await chart.tap({ position: { x: 60, y: 80 } })
  await expect(chart.locator('.chart-tip')).toHaveText('30 Aug 2026Pain: 5 of 10')
  await page.getByRole('heading', { level: 2 }).tap()
  await expect(chart.locator('.chart-tip')).toHaveCount(0)
  await page.close()
})

test('each kind of chart is saved as a picture, at twice its size', async ({ browser }) => {
  const { page } = await openGallery(browser, { width: 1360, colorScheme: 'dark' })
  for (const name of ['strength-years', 'work-gaps', 'track']) {
    const download = page.waitForEvent('download')
    await page.locator(`[data-picture=${name}]`).getByRole('button', { name: 'Picture' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe(`${name}.png`)
    const chunks: Buffer[] = []
    for await (const chunk of await file.createReadStream()) chunks.push(chunk)
    // The width of a PNG stands at its 16th byte.
    expect(Buffer.concat(chunks).readUInt32BE(16)).toBeGreaterThanOrEqual(2 * 440)
  }
  await page.close()
})
