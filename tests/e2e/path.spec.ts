/** The main job in a browser: a record becomes a cleared program that is trained, flagged, charted and proven. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { type DemoPerson, password, signIn } from './demo-people'

const walk = process.env.WALK ?? ''
const shared = (file: string) => join(process.cwd(), '..', 'shared', 'data', file)

/** A page of one person; `script` false is a browser without JavaScript. */
async function as(browser: Browser, who: DemoPerson, script = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: script })).newPage()
  await signIn(page, who)
  return page
}

/** Their record, under another number for a second walk: the same person is not imported twice. */
function recordOf(file: string, suffix: string): { name: string; mimeType: string; buffer: Buffer } {
  const bundle = JSON.parse(readFileSync(shared(`fhir/${file}`), 'utf8')) as {
    entry: { resource: { resourceType: string; id: string; identifier?: { value?: string }[] } }[]
  }
  for (const { resource } of bundle.entry) {
    if (resource.resourceType !== 'Patient') continue
    for (const identifier of resource.identifier ?? []) identifier.value = `${identifier.value ?? ''}${suffix}`
  }
  return { name: file, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(bundle)) }
}

async function importRecord(trainer: Page, suffix: string): Promise<string> {
  await trainer.goto('/clients/import')
  await trainer.getByLabel('Files').setInputFiles(recordOf('erin-rempel.json', suffix))
  // Each walk brings the same person under a number of another.
  await trainer.getByLabel(/they are other people/).check()
  await trainer.getByRole('button', { name: 'Import', exact: true }).click()
  await trainer.getByRole('link', { name: 'Screen now' }).click()
  await expect(trainer.getByRole('heading', { level: 1 })).toContainText('Screening')
  return new URL(trainer.url()).pathname.replace('/screening/new', '')
}

async function screen(trainer: Page): Promise<void> {
  await trainer.getByLabel('Systolic').first().fill('118')
  await trainer.getByLabel('Diastolic').first().fill('76')
  await trainer.getByLabel('No', { exact: true }).first().check()
  await trainer.getByLabel(/I asked the client about every line/).check()
  await trainer.getByRole('button', { name: /screening/i }).click()
  await expect(trainer).toHaveURL(/\/screening\/[0-9a-f-]{36}$/)
}

async function raise(trainer: Page, client: string, name: string): Promise<void> {
  await trainer.goto(`${client}/programs/new`)
  await trainer.getByLabel('Name').fill(name)
  await trainer.getByLabel('Goal').selectOption('return-from-injury')
  await trainer.getByLabel('Diagnosis').fill('Patellofemoral pain, left')
  await trainer.getByLabel('Exercise').first().fill('Leg extension')
  await trainer.getByLabel('Limb').first().selectOption('left-leg')
  await trainer.getByLabel('Cuff width').first().fill('11.5')
  await trainer.getByRole('button', { name: 'Save and go on to submit' }).click()
}

async function submit(trainer: Page): Promise<void> {
  await expect(trainer).toHaveURL(/\/submission$/)
  for (const why of await trainer.getByRole('textbox', { name: /why/i }).all())
    await why.fill('Agreed with the surgeon')
  await trainer.getByRole('button', { name: 'Submit for clearance' }).click()
  await expect(trainer).toHaveURL(/done=submitted/)
}

async function openFromWorklist(clinician: Page, name: string): Promise<void> {
  await clinician.goto('/worklist')
  await clinician
    .getByRole('row', { name: new RegExp(name) })
    .getByRole('link')
    .first()
    .click()
  await expect(clinician.getByRole('heading', { level: 1 })).toContainText(name)
}

async function sign(clinician: Page): Promise<void> {
  await clinician.getByLabel('Clear as asked').check()
  for (const answer of await clinician.getByRole('textbox', { name: /Your answer|Why, although/ }).all()) {
    await answer.fill('Read, and right for this client')
  }
  await clinician.getByLabel(/I have read the screening/).check()
  await clinician.getByLabel('Your password').fill('not my password at all')
  await clinician.getByRole('button', { name: /^Sign and/ }).click()
  await expect(clinician.getByText('That password is not right').first()).toBeVisible()
  await clinician.getByLabel('Your password').fill(password)
  await clinician.getByRole('button', { name: /^Sign and/ }).click()
  await expect(clinician).not.toHaveURL(/\/(review|clearance)$/)
}

/** What a first session with a cuff needs besides the clearance. */
async function prepare(trainer: Page, client: string, program: string): Promise<void> {
  await trainer.goto(`${program}/consent`)
  await trainer.getByLabel(/explained this program/).check()
  await trainer.getByRole('button', { name: 'Record the consent' }).click()
  await expect(trainer).toHaveURL(/done=consented/)
  await trainer.goto(`${client}/lop/new`)
  await trainer.getByLabel('left leg').check()
  await trainer.getByLabel('lying').check()
  await trainer.getByLabel('Cuff width').fill('11.5')
  await trainer.getByLabel('Pressure at which the pulse goes').fill('168')
  await trainer.getByRole('button', { name: 'Save the measurement' }).click()
  await expect(trainer).not.toHaveURL(/lop\/new/)
}

/** 60 % of 168 mmHg is 100, rounded down; the first set of 30-15-15-15 asks for 30. */
async function trainOnce(trainer: Page, program: string): Promise<void> {
  await trainer.goto(`${program}/session`)
  await trainer.getByLabel('No new symptoms').check()
  await trainer.getByRole('button', { name: /Start/ }).click()
  await expect(trainer).toHaveURL(/\/sessions\/[0-9a-f-]{36}$/)
  await expect(trainer.getByText('100 mmHg').first()).toBeVisible()
  await expect(trainer.getByText('7.5 kg').first()).toBeVisible()
  await trainer.getByRole('button', { name: 'Cuff is on' }).click()
  await trainer.getByRole('button', { name: /Set done/ }).click()
  await expect(trainer.getByRole('list', { name: 'Sets done' }).getByRole('listitem')).toHaveCount(1)
  await trainer.getByRole('button', { name: 'Cuff is off' }).click()
  await expect(trainer.getByRole('list', { name: 'Time of the cuff' }).getByRole('listitem')).toHaveCount(1)
  await trainer.getByRole('button', { name: /End/ }).first().click()
  await expect(trainer).not.toHaveURL(/\/sessions\//)
}

/** A baseline before clearance of a test is a clinician's; 30 % of 26 kg is 7.8, and the demo's plates go by half a kilogram. */
async function measureBaseline(therapist: Page, client: string): Promise<void> {
  await therapist.goto(`${client}/measurements/new?kind=one-rm`)
  await therapist.getByLabel('Exercise').selectOption({ label: 'Leg extension' })
  await therapist.getByLabel('Left').check()
  await therapist.getByLabel('Load, kg').fill('26')
  await therapist.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(therapist).not.toHaveURL(/measurements\/new/)
}

async function flagThreeWeeksOn(trainer: Page, program: string): Promise<void> {
  await trainer.goto('/inbox')
  const notice = trainer.locator(`main a[href="${program}"]`)
  await expect(notice).toHaveCount(0)
  const threeWeeksOn = new Date(Date.now() + 22 * 86_400_000).toISOString()
  execFileSync(process.execPath, ['--import', 'tsx', 'prisma/enforce.ts', '--demo', '--at', threeWeeksOn], {
    env: { ...process.env, CLEARWAY_DATA: process.env.CLEARWAY_E2E_DATA },
  })
  await trainer.goto('/inbox')
  await expect(notice).toHaveText('Erin Rempel')
}

/** 330 rows, all of them sets in kg (counted with another reader). */
async function importLog(trainer: Page, client: string): Promise<void> {
  await trainer.goto(`${client}/strength/import`)
  await trainer.getByLabel('File', { exact: true }).setInputFiles(shared('strength/hevy-kg.csv'))
  await trainer.getByRole('button', { name: 'Read the file' }).click()
  await expect(trainer.getByLabel('Chest Press (Machine)')).toHaveValue('Chest press')
  await trainer.getByRole('button', { name: 'Show what would happen' }).click()
  await trainer.getByRole('button', { name: 'Add 330 sets' }).click()
  await expect(trainer.getByText('330 sets were added.')).toBeVisible({ timeout: 30_000 })
  await trainer.goto(`${client}/progress?range=all`)
  await trainer.getByLabel('Exercise').selectOption('Chest press')
  await expect(trainer.locator('main table').first()).toContainText('kg')
  await expect(trainer.locator('svg.recharts-surface').first()).toBeVisible()
}

async function provenTo(browser: Browser, program: string): Promise<void> {
  const admin = await as(browser, 'admin')
  await admin.goto('/register')
  const row = admin.getByRole('row', { name: /Erin Rempel/ }).first()
  await expect(row).toContainText('Lin Chen')
  await expect(row).toContainText('version 1')
  await row.getByRole('link').click()
  await expect(admin.getByText('The stored content still is what was signed')).toBeVisible()
  const refused = await admin.goto(program)
  expect(refused?.status()).toBeGreaterThanOrEqual(403)
}

test('a record becomes a cleared program that is trained, flagged, charted and proven', async ({ browser }) => {
  test.setTimeout(180_000)
  const trainer = await as(browser, 'trainer')
  const client = await importRecord(trainer, walk)
  await screen(trainer)
  await raise(trainer, client, `Knee, walked in a browser${walk}`)
  await submit(trainer)
  const program = new URL(trainer.url()).pathname

  const therapist = await as(browser, 'therapist')
  await openFromWorklist(therapist, `Knee, walked in a browser${walk}`)
  await sign(therapist)

  await measureBaseline(therapist, client)
  await prepare(trainer, client, program)
  await trainOnce(trainer, program)
  await flagThreeWeeksOn(trainer, program)
  await importLog(trainer, client)
  await provenTo(browser, program)
})

test('without JavaScript, from the record to the signature', async ({ browser }) => {
  test.setTimeout(120_000)
  const trainer = await as(browser, 'trainer', false)
  const client = await importRecord(trainer, `${walk}-second`)
  await screen(trainer)
  await raise(trainer, client, `Knee, walked without script${walk}`)
  await submit(trainer)
  const therapist = await as(browser, 'therapist', false)
  await openFromWorklist(therapist, `Knee, walked without script${walk}`)
  await sign(therapist)
})
