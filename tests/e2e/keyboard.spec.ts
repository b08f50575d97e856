/** A clearance from the client's first day to its proof, by keyboard alone; the mouse is never touched. */
import { type Browser, expect, type Page, test } from '@playwright/test'
import { axeOn } from './axe'
import { type DemoPerson, password, people } from './demo-people'
import { Keyboard } from './keyboard'

const walk = process.env.WALK ?? ''
const program = `Knee, by keyboard alone${walk}`

type Walker = { page: Page; keys: Keyboard }

async function as(browser: Browser, who: DemoPerson): Promise<Walker> {
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
  const { violations } = await (await axeOn(page)).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

async function addClient({ page, keys }: Walker): Promise<void> {
  await page.goto('/clients/new')
  await keys.type(page.getByLabel('Given name'), `Kay${walk}`)
  await keys.type(page.getByLabel('Family name'), `Boardman${walk}`)
  await keys.reach(page.getByLabel('Date of birth'))
  await page.keyboard.type('05041990')
  await keys.choose(page.getByLabel('Sex'), 'Female')
  await keys.press(page.getByRole('button', { name: 'Add this client' }))
  await expect(page).toHaveURL(/\/clients\/[0-9a-f-]{36}/)
}

async function screen({ page, keys }: Walker): Promise<void> {
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
async function raise({ page, keys }: Walker, client: string): Promise<void> {
  await page.goto(`${client}/programs/new`)
  await keys.type(page.getByLabel('Name'), program)
  await keys.choose(page.getByLabel('Goal'), 'return')
  await keys.type(page.getByLabel('Diagnosis'), 'Patellofemoral pain, left')
  await keys.type(page.getByLabel('Exercise').first(), 'Leg extension')
  await keys.choose(page.getByLabel('Limb').first(), 'left leg')
  await keys.type(page.getByLabel('Cuff width').first(), '11.5')
  await submit({ page, keys })
}

async function submit({ page, keys }: Walker): Promise<void> {
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

type Decision = { as: string; done: string; fill: (one: Walker) => Promise<void> }

/** Goes back to the trainer, with a reason and a word beside the line. */
const changes: Decision = {
  as: 'Ask for changes',
  done: 'changes-requested',
  fill: async ({ page, keys }) => {
    await keys.type(page.getByLabel('Your reason'), 'Begin lower')
    await keys.type(page.getByLabel(/Your comment on line 1/), 'At 25 % for the first week')
  },
}

const withLimits: Decision = {
  as: 'Clear with limits',
  done: 'cleared-with-limits',
  fill: async ({ page, keys }) => {
    await keys.type(page.getByLabel('Load at most'), '25')
    for (const answer of await page.getByRole('textbox', { name: /Your answer/ }).all()) await keys.type(answer, 'Read')
    await keys.tick(page.getByLabel(/I have read the screening/))
  },
}

async function sign(clinician: Walker, decision: Decision): Promise<void> {
  const { page, keys } = clinician
  await openFromList(clinician)
  await keys.pick(page.getByRole('group', { name: 'What you decide' }), page.getByLabel(decision.as))
  await decision.fill(clinician)
  await keys.type(page.getByLabel('Your password'), password)
  await expectAccessible(page)
  await keys.press(page.getByRole('button', { name: /^Sign and/ }))
  await expect(page).toHaveURL(new RegExp(`done=${decision.done}`))
}

/** What was asked for stands above the next draft. */
async function sendAgain(trainer: Walker, programPath: string): Promise<void> {
  const { page, keys } = trainer
  await page.goto(`${programPath}/amendment`)
  await keys.press(page.getByRole('button', { name: 'Write it' }))
  await expect(page.getByText('At 25 % for the first week')).toBeVisible()
  await keys.type(page.getByLabel('Load', { exact: true }).first(), '25')
  await submit(trainer)
}

async function prove({ page, keys }: Walker): Promise<void> {
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

async function takeOut({ page, keys }: Walker): Promise<void> {
  await page.goto('/register/export')
  await keys.type(page.getByLabel('Why do you take it out?'), 'Yearly audit')
  await keys.type(page.getByLabel('Your password'), password)
  const download = page.waitForEvent('download')
  await keys.press(page.getByRole('button', { name: 'Export as CSV' }))
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)
}

test('a clearance is asked for, sent back, decided, proven and taken out by keyboard alone', async ({ browser }) => {
  test.setTimeout(240_000)
  const trainer = await as(browser, 'trainer')
  await addClient(trainer)
  const client = new URL(trainer.page.url()).pathname
  await screen(trainer)
  await raise(trainer, client)
  const programPath = new URL(trainer.page.url()).pathname

  const therapist = await as(browser, 'therapist')
  await sign(therapist, changes)
  await sendAgain(trainer, programPath)
  await sign(therapist, withLimits)

  const admin = await as(browser, 'admin')
  await prove(admin)
  await takeOut(admin)
})
