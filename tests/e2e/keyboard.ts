/** A page used by keyboard alone: what is wanted is reached by Tab, seen to have the focus, and worked by keys. */
import { expect, type Locator, type Page } from '@playwright/test'

/** More than any page has to tab through. */
const mostTabs = 250

export class Keyboard {
  constructor(readonly page: Page) {}

  /** Tabs on until the element has the focus, as somebody does who sees where they are. */
  async reach(wanted: Locator): Promise<void> {
    await wanted.waitFor()
    for (let tabs = 0; tabs < mostTabs; tabs++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return this.#expectSeen(wanted)
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`Not reached by Tab: ${wanted}`)
  }

  async type(wanted: Locator, text: string): Promise<void> {
    await this.reach(wanted)
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.type(text)
  }

  /** A select takes the option whose words begin with what is typed. */
  async choose(wanted: Locator, words: string): Promise<void> {
    await this.reach(wanted)
    await this.page.keyboard.type(words)
    await expect(wanted.locator('option:checked')).toHaveText(new RegExp(`^${words}`, 'i'))
  }

  async tick(wanted: Locator): Promise<void> {
    await this.reach(wanted)
    await this.page.keyboard.press('Space')
    await expect(wanted).toBeChecked()
  }

  /** Radios are one stop of Tab: the first or the picked one takes the focus, arrows go on. */
  async pick(group: Locator, wanted: Locator): Promise<void> {
    const first = group.getByRole('radio').first()
    await this.reach(first)
    await this.page.keyboard.press('Space')
    for (let steps = 0; steps < 10 && !(await wanted.isChecked()); steps++) await this.page.keyboard.press('ArrowDown')
    await expect(wanted).toBeChecked()
  }

  async press(wanted: Locator): Promise<void> {
    await this.reach(wanted)
    await this.page.keyboard.press('Enter')
  }

  /** In the window, and ringed: the element, a layer over it, or the box that it stands in. */
  async #expectSeen(wanted: Locator): Promise<void> {
    await expect(wanted).toBeInViewport()
    const isRinged = await wanted.evaluate((element) => {
      const boxes = [element, element.parentElement, element.parentElement?.parentElement].flatMap((box) => box ?? [])
      const layers = boxes.flatMap((box) => [getComputedStyle(box), getComputedStyle(box, '::after')])
      return layers.some(
        ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0,
      )
    })
    expect(isRinged, `${wanted} shows that it has the focus`).toBe(true)
  }
}
