/** Loaders and actions asked as a browser asks them, by people who are signed in; and a program's form as it is sent. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { Browser } from './auth/browser'
import { password, type Who } from './builders'

export type Route = (args: ActionFunctionArgs) => Promise<unknown>
export type Refused = { error?: Record<string, string[]>; initialValue?: Record<string, unknown> }
/** `refused` and `data` are the same: what a form, and what any other page was answered; `text` is all of it. */
export type Answer = {
  status: number
  to: string | null
  refused: Refused
  data: { refusal?: string; lastResult?: { error?: object }; [more: string]: unknown } | null
  text: string
}

const browsers = new Map<string, Browser>()

export async function browserOf(who: Who): Promise<Browser> {
  const known = browsers.get(who.memberId)
  if (known) return known
  const browser = new Browser()
  await browser.signIn(who.email, password)
  browsers.set(who.memberId, browser)
  return browser
}

/** What a loader or an action answered or threw, in one shape; `search` is the end of the address. */
export async function ask(
  route: Route,
  who: Who,
  params: Record<string, string | undefined>,
  fields?: Record<string, string> | null,
  search = '',
): Promise<Answer> {
  const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}
  return answerOf(route, (await browserOf(who)).request(`/${search}`, init), params)
}

/** The same of a request that is made already, by whatever browser. */
export async function answerOf(
  route: Route,
  request: Request,
  params: Record<string, string | undefined>,
  context: { clientAddress?: string } = {},
): Promise<Answer> {
  const args = { request, params, context, response: undefined } as unknown as ActionFunctionArgs
  const answer = await Promise.resolve(route(args)).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  if (answer instanceof Response) {
    const to = answer.headers.get('Location')
    return { status: answer.status, to, refused: {}, data: null, text: await answer.text() }
  }
  const { data, init: made } = answer as { data?: Refused & Answer['data']; init?: { status: number } }
  const found = data ?? (answer as Answer['data'])
  return { status: made?.status ?? 200, to: null, refused: data ?? {}, data: found, text: JSON.stringify(found) }
}

/** What stands beside each field, the first sentence of each; the form as a whole is under the empty name. */
export const sentences = ({ refused }: Answer) =>
  Object.entries(refused.error ?? {}).map(([field, [says]]) => [field, says])

/** A program with one line, as its form is sent when nothing is wrong in it. */
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
