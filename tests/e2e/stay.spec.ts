/** A login that goes idle over a long form: signed in again, what was typed is there and is saved, with and without script. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import { axeOn } from './axe'
import { password, people, signIn } from './demo-people'

// Of another clinic, so that no other walk comes across what is typed here.
const who = 'elsewhere'
let owner: pg.Client

test.beforeAll(async () => {
  const folder = join(process.env.CLEARWAY_E2E_DATA ?? '', 'postgres')
  const read = (file: string) => readFileSync(join(folder, file), 'utf8').trim()
  const address = `127.0.0.1:${read('port')}/clearway`
  owner = new pg.Client({ connectionString: `postgres://clearway_owner:${read('secrets/clearway_owner')}@${address}` })
  await owner.connect()
})
test.afterAll(() => owner.end())

/** As if nobody had asked for anything from there for so long. */
async function leaveAlone(minutes: number): Promise<void> {
  await owner.query(
    `update logins set last_active_at = clock_timestamp() - make_interval(secs => $2)
     where ended_at is null and account_id = (select id from accounts where email = $1)`,
    [people[who], minutes * 60],
  )
}

/** The page asks on return, as it does when one comes back to its tab. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
}

async function screening(page: Page): Promise<void> {
  await signIn(page, who, '/clients')
  await page.getByRole('link', { name: 'Letícia Moura' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Letícia Moura')
  await page.goto(`${new URL(page.url()).pathname}/screening/new`)
  await page.getByLabel('Systolic').first().fill('117')
  await page.getByLabel('Diastolic').first().fill('73')
  await page.getByLabel('No', { exact: true }).first().check()
  await page.getByLabel(/I asked the client about every line/).check()
}

async function expectSaved(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/screening\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('main')).toContainText('117/73')
}

async function expectAccessible(page: Page, part: string): Promise<void> {
  const { violations } = await (await axeOn(page)).include(part).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('a page left alone asks, is covered, and goes on where it was once the same person signed in', async ({
  page,
}) => {
  await screening(page)
  await page.waitForResponse(/\/login-state$/)
  await leaveAlone(13.5)
  await expect(async () => {
    await comeBack(page)
    await expect(page.getByRole('alertdialog', { name: 'Are you still there?' })).toBeVisible({ timeout: 500 })
  }).toPass()
  await expectAccessible(page, '.stay')
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(page.getByRole('alertdialog')).toHaveCount(0)

  await leaveAlone(20)
  const cover = page.getByRole('dialog', { name: 'You are signed out' })
  await expect(async () => {
    await comeBack(page)
    await expect(cover).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect(page.getByRole('heading', { name: /Screening/ })).toHaveCount(0)
  await expect(page.locator('.shell')).toBeHidden()
  await expectAccessible(page, '.cover')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(cover).toBeVisible()
  await cover.getByLabel('Password').fill(password)
  await cover.getByRole('button', { name: 'Sign in' }).click()
  await expect(cover).toHaveCount(0)
  await page.getByRole('button', { name: /screening/i }).click()
  await expectSaved(page)
})

test('without JavaScript a form that came too late is sent on after the login, with one touch', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await screening(page)
  await leaveAlone(20)
  await page.getByRole('button', { name: /screening/i }).click()
  await expect(page).toHaveURL(/\/login\?next=/)
  await page.getByLabel('Email').fill(people[who])
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You were signed out before this was saved')
  await expect(page.getByRole('main')).toContainText('Clients, Screening, New')
  await page.getByRole('button', { name: 'Send it now' }).click()
  await expectSaved(page)
})
