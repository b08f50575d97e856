/** The demo's people as a browser signs them in. */
import { expect, type Page } from '@playwright/test'

export const password = 'clearway-demo-only'

export const people = {
  trainer: 'trainer@demo.clearway.example',
  therapist: 'therapist@demo.clearway.example',
  doctor: 'doctor@demo.clearway.example',
  admin: 'admin@demo.clearway.example',
  both: 'trainer-and-therapist@demo.clearway.example',
  elsewhere: 'trainer@second.clearway.example',
} as const
export type DemoPerson = keyof typeof people

export async function signIn(page: Page, who: DemoPerson, next = '/'): Promise<void> {
  await page.goto(`/login?next=${encodeURIComponent(next)}`)
  await page.getByLabel('Email').fill(people[who])
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).not.toHaveURL(/\/login/)
}
