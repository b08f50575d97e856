/** Loaders and actions asked as a browser asks them, by people who are signed in. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { Browser } from './auth/browser'
import { password, type Who } from './builders'

export type Route = (args: ActionFunctionArgs) => Promise<unknown>
export type Refused = { error?: Record<string, string[]>; initialValue?: Record<string, unknown> }
export type Answer = { status: number; to: string | null; refused: Refused; text: string }

const browsers = new Map<string, Browser>()

export async function browserOf(who: Who): Promise<Browser> {
  const known = browsers.get(who.memberId)
  if (known) return known
  const browser = new Browser()
  await browser.signIn(who.email, password)
  browsers.set(who.memberId, browser)
  return browser
}

/** What a loader or an action answered or threw, in one shape. */
export async function ask(
  route: Route,
  who: Who,
  params: Record<string, string>,
  fields?: Record<string, string>,
): Promise<Answer> {
  const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}
  const request = (await browserOf(who)).request('/', init)
  const args = { request, params, context: {}, response: undefined } as unknown as ActionFunctionArgs
  const answer = await route(args).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  if (answer instanceof Response) {
    return { status: answer.status, to: answer.headers.get('Location'), refused: {}, text: await answer.text() }
  }
  const { data, init: made } = answer as { data?: Refused; init?: { status: number } }
  return { status: made?.status ?? 200, to: null, refused: data ?? {}, text: JSON.stringify(data ?? answer) }
}

/** What stands beside each field, the first sentence of each; the form as a whole is under the empty name. */
export const sentences = ({ refused }: Answer) =>
  Object.entries(refused.error ?? {}).map(([field, [says]]) => [field, says])
