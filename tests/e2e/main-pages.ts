/** The main pages of the demo, each as somebody who lands there; where an address needs an id, it is found by a link. */
import type { Page } from '@playwright/test'
import type { DemoPerson } from './demo-people'

/** `link` is followed from `path`: the first link of the page whose address ends like this, `further` added to it. */
export type MainPage = { name: string; who: DemoPerson; path: string; link?: RegExp; further?: string }

const uuid = '[0-9a-f-]{36}'

export const mainPages: MainPage[] = [
  { name: 'worklist', who: 'therapist', path: '/worklist' },
  { name: 'review', who: 'therapist', path: '/worklist?risk=justify', link: new RegExp(`/versions/${uuid}/review`) },
  { name: 'absences', who: 'admin', path: '/absences' },
  { name: 'care-teams', who: 'admin', path: '/care-teams' },
  { name: 'emergency', who: 'trainer', path: '/clients/emergency-access' },
  { name: 'mail', who: 'admin', path: '/settings/mail' },
  { name: 'program', who: 'therapist', path: '/windows', link: new RegExp(`^/programs/${uuid}$`) },
  { name: 'programs', who: 'therapist', path: '/programs' },
  { name: 'templates', who: 'therapist', path: '/templates' },
  { name: 'unfinished', who: 'therapist', path: '/kept-forms' },
  { name: 'register', who: 'admin', path: '/register' },
  { name: 'register-filtered', who: 'admin', path: '/register?window=past&sort=-justified' },
  { name: 'register-export', who: 'admin', path: '/register/export?outcome=cleared' },
  { name: 'proof', who: 'admin', path: '/register', link: new RegExp(`^/register/${uuid}$`) },
  { name: 'overrides', who: 'admin', path: '/register/overrides' },
  { name: 'incidents', who: 'admin', path: '/register/incidents' },
  { name: 'outside', who: 'admin', path: '/register/outside' },
  { name: 'audits', who: 'admin', path: '/register/audits' },
  { name: 'sample', who: 'admin', path: '/register/audits', link: new RegExp(`^/register/audits/${uuid}$`) },
  { name: 'draw', who: 'admin', path: '/register/audits/new' },
  { name: 'audit', who: 'admin', path: '/audit' },
  { name: 'readings', who: 'admin', path: '/audit?view=readings' },
  { name: 'event', who: 'admin', path: '/audit?topic=programs', link: /^\/audit\/\d+$/ },
  { name: 'verification', who: 'admin', path: '/audit/verification' },
  { name: 'today', who: 'trainer', path: '/today' },
  { name: 'floor', who: 'trainer', path: '/floor' },
  { name: 'windows', who: 'trainer', path: '/windows' },
  { name: 'window-review', who: 'therapist', path: '/windows?severity=review-due', link: /^\/windows\/review$/ },
  { name: 'window-settings', who: 'admin', path: '/settings/window' },
  { name: 'retention', who: 'admin', path: '/settings/retention' },
  { name: 'floor-settings', who: 'admin', path: '/settings/floor' },
  { name: 'inbox', who: 'trainer', path: '/inbox' },
  { name: 'second-factor', who: 'trainer', path: '/account/second-factor' },
  { name: 'account', who: 'trainer', path: '/account' },
  { name: 'clients', who: 'trainer', path: '/clients' },
  { name: 'client', who: 'trainer', path: '/clients', link: new RegExp(`^/clients/${uuid}$`) },
  { name: 'record', who: 'trainer', path: '/clients', link: new RegExp(`^/clients/${uuid}$`), further: '/record' },
  {
    name: 'screening',
    who: 'trainer',
    path: '/clients',
    link: new RegExp(`^/clients/${uuid}$`),
    further: '/screening/new',
  },
  {
    name: 'builder',
    who: 'trainer',
    path: '/clients',
    link: new RegExp(`^/clients/${uuid}$`),
    further: '/programs/new',
  },
  {
    name: 'progress',
    who: 'trainer',
    path: '/clients?q=Castellanos',
    link: new RegExp(`^/clients/${uuid}$`),
    further: '/progress',
  },
  { name: 'red-flag', who: 'trainer', path: '/clients', link: new RegExp(`^/clients/${uuid}$`), further: '/red-flag' },
  { name: 'red-flag-unseen', who: 'therapist', path: '/worklist', link: new RegExp(`/red-flags/${uuid}$`) },
  { name: 'lift', who: 'therapist', path: '/worklist', link: new RegExp(`/holds/${uuid}/lift$`) },
  {
    name: 'deviation-review',
    who: 'therapist',
    path: '/worklist',
    link: new RegExp(`^/sessions/${uuid}/deviation-review$`),
  },
  {
    name: 'adverse-event',
    who: 'trainer',
    path: '/clients',
    link: new RegExp(`^/clients/${uuid}$`),
    further: '/adverse-event/new',
  },
  { name: 'start', who: 'trainer', path: '/today', link: new RegExp(`^/programs/${uuid}`), further: '/session' },
  { name: 'check-in', who: 'trainer', path: '/today', link: new RegExp(`^/sessions/${uuid}/check-in$`) },
  { name: 'import', who: 'trainer', path: '/clients/import' },
]

export async function open(page: Page, { path, link, further = '' }: MainPage): Promise<void> {
  if (!link) {
    await page.goto(path)
    return
  }
  const found = (await linksOf(page, path)).find((address) => link.test(address.split('?')[0] ?? ''))
  if (!found) throw new Error(`No link like ${link} on ${path}.`)
  await page.goto(
    further ? `${found.split('?')[0]?.match(new RegExp(`^/(clients|programs)/${uuid}`))?.[0]}${further}` : found,
  )
}

/** Where the links of a page lead, as the server writes it: nobody looks at that page. */
async function linksOf(page: Page, path: string): Promise<string[]> {
  const said = await (await page.request.get(path)).text()
  const main = said.slice(said.indexOf('<main'), said.indexOf('</main>'))
  return [...main.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, address = '']) => address.replaceAll('&amp;', '&'))
}
