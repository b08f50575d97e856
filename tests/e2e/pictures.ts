/** `npm run pictures -- FOLDER`: every chart of the gallery, drawn by the server and live, light and dark, at a desk and on a phone. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { serveGallery } from './gallery/serve'

const folder = process.argv[2] ?? '/tmp/clearway-pictures'
const only = process.argv[3] ?? ''
const sizes = { desk: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } }

const { url, stop } = await serveGallery()
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  await mkdir(folder, { recursive: true })
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const drawing of ['live', 'sketch'] as const) await take(size, viewport, colorScheme, drawing)
    }
  }
} finally {
  await browser.close()
  await stop()
}

type Scheme = 'light' | 'dark'

/** One picture of all, and one of each. */
async function take(size: string, viewport: { width: number; height: number }, colorScheme: Scheme, drawing: string) {
  const page = await browser.newPage({ viewport, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' })
  await page.goto(`${url}?drawing=${drawing}&only=${only}`)
  if (drawing === 'live') await page.waitForFunction(() => !document.querySelector('.chart-plot'))
  await page.screenshot({ path: join(folder, `all-${size}-${colorScheme}-${drawing}.png`), fullPage: true })
  for (const picture of drawing === 'live' ? await page.locator('[data-picture]').all() : []) {
    const name = await picture.getAttribute('data-picture')
    await picture.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) })
  }
  console.log(`${size}, ${colorScheme}, ${drawing}`)
  await page.close()
}
