/** Axe on a page without frames: its script is put there once a document, however often it is asked. */
import { createRequire } from 'node:module'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const require = createRequire(import.meta.url)
const { source } = createRequire(require.resolve('@axe-core/playwright'))('axe-core') as { source: string }

/** Left to itself the builder puts the script into the page twice for each question, and opens a page to join the answers of frames. */
export async function axeOn(page: Page): Promise<AxeBuilder> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  return new AxeBuilder({ page, axeSource: ';' }).setLegacyMode().options({ resultTypes: ['violations'] })
}

/** Colours on their way from one theme to the other are neither; and what inherits one sets out when that has come. */
export async function coloursSettled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let rounds = 0; rounds < 20; rounds += 1) {
      await new Promise(requestAnimationFrame)
      const under = document.getAnimations()
      if (under.length === 0) return
      await Promise.allSettled(under.map(({ finished }) => finished))
    }
  })
}
