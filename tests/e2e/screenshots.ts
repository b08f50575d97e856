/** `npm run screenshots`: the pictures of docs/images, taken from the demo at a desk and on a phone, light and dark. */
import { mkdir } from 'node:fs/promises'
import { chromium } from '@playwright/test'
import { type DemoPerson, signIn } from './demo-people'
import setup from './global-setup'
import { mainPages, open } from './main-pages'

const folder = 'docs/images'
const sizes = { desk: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } }
const pictured = [
  'worklist',
  'review',
  'program',
  'register',
  'proof',
  'today',
  'windows',
  'client',
  'screening',
  'builder',
  'progress',
]

const stop = await setup()
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  await mkdir(folder, { recursive: true })
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) await take(size, viewport, colorScheme)
  }
} finally {
  await browser.close()
  await stop()
}

async function take(size: string, viewport: { width: number; height: number }, colorScheme: 'light' | 'dark') {
  for (const who of new Set<DemoPerson>(mainPages.map((main) => main.who))) {
    const context = await browser.newContext({
      baseURL: process.env.CLEARWAY_E2E_URL as string,
      viewport,
      colorScheme,
      locale: 'en-GB',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await signIn(page, who)
    for (const main of mainPages.filter(({ name, who: whose }) => whose === who && pictured.includes(name))) {
      await open(page, main)
      await page.waitForLoadState('networkidle')
      await page.screenshot({ path: `${folder}/${main.name}-${size}-${colorScheme}.png` })
      console.log(`${main.name}-${size}-${colorScheme}`)
    }
    await context.close()
  }
}
