/** A clearance from the client's first day to its proof, by keyboard alone; the mouse is never touched. */
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { type DemoPerson, password, people } from './demo-people'
import { Keyboard } from './keyboard'

const walk = process.env.WALK ?? ''
const program = `Knee, by keyboard alone${walk}`

async function as(browser: Browser, who: DemoPerson): Promise<{ page: Page; keys: Keyboard }> {
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
  const keys = new Keyboard(page)
  await page.goto('/login')
  await keys.type(page.getByLabel('Email'), people[who])
  await keys.type(page.getByLabel('Password'), password)
  await keys.press(page.getByRole('button', { name: 'Sign in' }))
  await expect(page).not.toHaveURL(/\/login/)
  return { page, keys }
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

async function addClient({ page, keys }: { page: Page; keys: Keyboard }): Promise<void> {
  await page.goto('/clients/new')
  await keys.type(page.getByLabel('Given name'), 'Kay')
  await keys.type(page.getByLabel('Family name'), `Boardman${walk}`)
  await keys.reach(page.getByLabel('Date of birth'))
  await page.keyboard.type('05041990')
  await keys.choose(page.getByLabel('Sex'), 'Female')
  await keys.press(page.getByRole('button', { name: 'Add this client' }))
  await expect(page).toHaveURL(/\/clients\/[0-9a-f-]{36}/)
}

async function screen({ page, keys }: { page: Page; keys: Keyboard }): Promise<void> {
  await keys.press(page.locator('main a[href$="/screening/new"]').first())
  await expect(page).toHaveURL(/\/screening\/new$/)
  await keys.type(page.getByLabel('Systolic').first(), '118')
  await keys.type(page.getByLabel('Diastolic').first(), '76')
  await keys.pick(page.getByRole('group', { name: /Surgery/ }), page.getByLabel('No', { exact: true }).first())
  await keys.tick(page.getByLabel(/I asked the client about every line/))
  await keys.press(page.getByRole('button', { name: 'Save the screening' }))
  await expect(page).toHaveURL(/\/screening\/[0-9a-f-]{36}$/)
}

/** Named, dosed and handed in; the line's usual 30-15-15-15 at 30 % stands. */
async function raise({ page, keys }: { page: Page; keys: Keyboard }, client: string): Promise<void> {
  await page.goto(`${client}/programs/new`)
  await keys.type(page.getByLabel('Name'), program)
  await keys.choose(page.getByLabel('Goal'), 'return')
  await keys.type(page.getByLabel('Diagnosis'), 'Patellofemoral pain, left')
  await keys.type(page.getByLabel('Exercise').first(), 'Leg extension')
  await keys.choose(page.getByLabel('Limb').first(), 'left leg')
  await keys.type(page.getByLabel('Cuff width').first(), '11.5')
  await keys.press(page.getByRole('button', { name: 'Save and go on to submit' }))
  await expect(page).toHaveURL(/\/submission$/)
  for (const why of await page.getByRole('textbox', { name: /why/i }).all()) await keys.type(why, 'Agreed')
  await expectAccessible(page)
  await keys.press(page.getByRole('button', { name: 'Submit for clearance' }))
  await expect(page).toHaveURL(/done=submitted/)
}

/** J goes down the list to the program, Enter opens it. */
async function openFromList({ page }: { page: Page }): Promise<void> {
  await page.goto('/worklist')
  await page.locator('a[data-row-link]').first().waitFor()
  await page.waitForLoadState('networkidle')
  const rows = await page.getByRole('row').count()
  const focusedRow = () => page.evaluate(() => document.activeElement?.closest('tr')?.textContent ?? '')
  for (let steps = 0; steps < rows && !(await focusedRow()).includes(program); steps++) await page.keyboard.press('j')
  expect(await focusedRow()).toContain(program)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(program)
}

async function sign({ page, keys }: { page: Page; keys: Keyboard }): Promise<void> {
  await expectAccessible(page)
  await keys.pick(page.getByRole('group', { name: 'What you decide' }), page.getByLabel('Clear as asked'))
  for (const answer of await page.getByRole('textbox', { name: /Your answer/ }).all()) await keys.type(answer, 'Read')
  await keys.tick(page.getByLabel(/I have read the screening/))
  await keys.type(page.getByLabel('Your password'), password)
  await expectAccessible(page)
  await keys.press(page.getByRole('button', { name: /^Sign and/ }))
  await expect(page).toHaveURL(/done=cleared/)
}

async function prove({ page, keys }: { page: Page; keys: Keyboard }): Promise<void> {
  await page.goto('/register')
  await keys.press(
    page
      .getByRole('row', { name: new RegExp(program) })
      .getByRole('link')
      .first(),
  )
  await expect(page.getByText('The stored content still is what was signed')).toBeVisible()
  await keys.press(page.getByText('The text, as it was hashed'))
  await expect(page.locator('pre')).toContainText('Leg extension')
  await expectAccessible(page)
}

test('a clearance is asked for, decided and proven by keyboard alone', async ({ browser }) => {
  test.setTimeout(180_000)
  const trainer = await as(browser, 'trainer')
  await addClient(trainer)
  const client = new URL(trainer.page.url()).pathname
  await screen(trainer)
  await raise(trainer, client)

  const therapist = await as(browser, 'therapist')
  await openFromList(therapist)
  await sign(therapist)
  await prove(await as(browser, 'admin'))
})
