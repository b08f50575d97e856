/** A loader or an action asked as a browser asks it, and a program's form as a browser sends it. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { Browser } from '../auth/browser'
import { password, type Who } from '../builders'

export async function browserOf(who: Who): Promise<Browser> {
  const browser = new Browser()
  await browser.signIn(who.email, password)
  return browser
}

export type Ids = {
  clientId?: string
  programId?: string
  versionId?: string
  templateId?: string
  keptFormId?: string
}
export type Route = (args: ActionFunctionArgs) => Promise<unknown>
export type Answer = {
  status: number
  to: string | null
  data: { refusal?: string; lastResult?: { error?: object }; [more: string]: unknown } | null
}

/** What a loader or an action answered or threw, in one shape; `search` is the end of the address. */
export async function ask(
  route: Route,
  browser: Browser,
  params: Ids,
  fields?: Record<string, string> | null,
  search = '',
): Promise<Answer> {
  const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}
  const args = { request: browser.request(`/${search}`, init), params, context: {}, response: undefined }
  const answer = await route(args as unknown as ActionFunctionArgs).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('Location'), data: null }
  const { data, init: made } = answer as { data?: Answer['data']; init?: { status: number } }
  return { status: made?.status ?? 200, to: null, data: data ?? (answer as Answer['data']) }
}

export const typed = (changes: Record<string, string> = {}): Record<string, string> => ({
  key: randomUUID(),
  name: 'Knee, return from injury',
  goal: 'return-from-injury',
  diagnosis: 'ACL reconstruction, left',
  sessionsPerWeek: '3',
  sessionsPerDay: '1',
  weeks: '3',
  'lines[0].exercise': 'Leg extension',
  'lines[0].mode': 'bfr-resistance',
  'lines[0].limb': 'left-leg',
  'lines[0].loadKind': 'percent-1rm',
  'lines[0].load': '30',
  'lines[0].reps': '30-15-15-15',
  'lines[0].restSeconds': '45',
  'lines[0].pressureKind': 'percent-lop',
  'lines[0].pressure': '60',
  'lines[0].cuffWidthCm': '11.5',
  'lines[0].restrictionMinutes': '8',
  'lines[0].reperfusionSeconds': '180',
  ...changes,
})
