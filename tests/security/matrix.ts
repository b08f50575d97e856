/** The access matrix: every route, asked by every role in every way, for things of one's own, of another care team, of another clinic, and that are not there. */
import { randomUUID } from 'node:crypto'
import type { ServerBuild } from '@remix-run/node'
import { type RouteClass, routeClasses, unasked } from './route-classes'

export type Answer = { status: number; location: string | null; body: string }
export type Asked = { method: string; path: string; form?: Record<string, string> }
export type Ask = (asked: Asked) => Promise<Answer>

export type Actor = {
  /** The roles they hold by their letters, such as `tp`; empty: nobody who is signed in. */
  letters: string
  ask: Ask
  /** Words that belong to clients this actor must never see. */
  foreign: string[]
  idsFor: FindIds
}

export type Scope = 'own' | 'other-team' | 'other-clinic'
/** What there is to ask for, by the route's own parameters; null where nothing of the kind is there. */
export type FindIds = (params: string[], scope: Scope, path: string) => Promise<Record<string, string> | null>

/** Asks a server as one person's browser would: with their cookie, and from a page of its own. */
export function askAs(base: string, cookie: string): Ask {
  return async ({ method, path, form }) => {
    const headers = { Origin: base, ...(cookie ? { Cookie: cookie } : {}) }
    const body = form ? new URLSearchParams(form) : null
    const answer = await fetch(base + path, { method, headers, body, redirect: 'manual' })
    return { status: answer.status, location: answer.headers.get('Location'), body: await answer.text() }
  }
}

export type Route = { id: string; path: string; params: string[]; class: RouteClass }
type Expected = 'let-in' | 'kept-out' | 'as-nothing' | 'unasked'
type Way = { label: string; method: string; isData?: boolean; query?: string }

/** `closed`: kept out who should be let in. */
export type Cell = { route: string; letters: string; scope: Scope; way: string; isIn: boolean; wrong: string | null }

const reading: Way[] = [
  { label: 'GET', method: 'GET' },
  { label: 'GET .data', method: 'GET', isData: true },
  { label: 'GET ?_data=', method: 'GET', query: '_data=' },
  { label: 'GET .data?_routes=', method: 'GET', isData: true, query: '_routes=' },
  { label: 'HEAD', method: 'HEAD' },
]
const writing: Way[] = [
  { label: 'POST', method: 'POST' },
  { label: 'POST .data', method: 'POST', isData: true },
  { label: 'POST ?_data=', method: 'POST', query: '_data=' },
  { label: 'PUT', method: 'PUT' },
  { label: 'PATCH', method: 'PATCH' },
  { label: 'DELETE', method: 'DELETE' },
]

/** The routes of a build. Throws when one is not classified, or a class belongs to no route. */
export function routesOf(build: ServerBuild): Route[] {
  const ids = Object.keys(build.routes)
  // The frame around them all; what is asked for at / is routes/_index.
  const strays = [
    ...ids.filter((id) => id !== 'root').filter((id) => !routeClasses[id]),
    ...Object.keys(routeClasses).filter((id) => !ids.includes(id)),
  ]
  if (strays.length > 0)
    throw new Error(`In route-classes.ts and not in the product, or the other way round: ${strays.join(', ')}`)
  return ids
    .filter((id) => id !== 'root')
    .map((id) => {
      const path = pathOf(build, id)
      const params = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
      return { id, path, params, class: routeClasses[id] as RouteClass }
    })
}

function pathOf(build: ServerBuild, id: string): string {
  const route = build.routes[id]
  if (!route) return ''
  return `${route.parentId ? pathOf(build, route.parentId) : ''}/${route.path ?? ''}`.replaceAll(/\/+/g, '/')
}

type Breadth = { isWhole: boolean; only?: Scope }

/**
 * Asks everything of one route, or for what is of one scope alone; `isWhole`: in every way there is, else in one way for
 * what is read and one for what is sent.
 */
export async function askRoute(route: Route, actors: Actor[], { isWhole, only }: Breadth): Promise<Cell[]> {
  const cells: Cell[] = []
  for (const actor of actors) {
    for (const { scope, ids } of await scopesOf(route, actor.idsFor)) {
      if (only && scope !== only) continue
      for (const way of waysOf(route)) {
        const expected = expectedOf(route, actor.letters, scope, way)
        // Who is kept out by their role is kept out before anything is looked up.
        if (!isWhole && (!isEveryDay(way) || (expected === 'kept-out' && scope !== 'own'))) continue
        if (expected === 'unasked' || (expected === 'let-in' && !harmless(way, isWhole))) continue
        cells.push(await askCell({ route, actor, scope, ids, way, expected }))
      }
    }
  }
  return cells
}

/** Parameters that are no row's id that anybody could ask for. */
const ofNoRow: Record<string, string> = { token: 'none', seq: '1', interruptedFormId: randomUUID() }

type Found = { scope: Scope; ids: Record<string, string> }

async function scopesOf(route: Route, idsFor: FindIds): Promise<Found[]> {
  const named = route.params.filter((name) => !(name in ofNoRow))
  if (named.length === 0) return [{ scope: 'own', ids: ofNoRow }]
  const found: Found[] = []
  for (const scope of ['own', 'other-team', 'other-clinic'] as const) {
    const ids = await idsFor(named, scope, route.path)
    if (ids) found.push({ scope, ids })
  }
  return found
}

function waysOf(route: Route): Way[] {
  return [...reading, ...writing].map((way) =>
    way.query ? { ...way, query: `${way.query}${encodeURIComponent(route.id)}` } : way,
  )
}

// What is allowed is tried by the forms' own tests. Here a form comes without its fields, and once: some need none.
function harmless({ label, method }: Way, isWhole: boolean): boolean {
  return ['GET', 'HEAD'].includes(method) || label === (isWhole ? 'POST' : 'POST .data')
}

// Page and data run the same loader and the same action, and data needs no page to be drawn.
function isEveryDay({ label }: Way): boolean {
  return ['GET .data', 'POST .data'].includes(label)
}

function expectedOf(
  { class: [reach, get, post, beyond = ''] }: Route,
  letters: string,
  scope: Scope,
  way: Way,
): Expected {
  const may = ['GET', 'HEAD'].includes(way.method) ? get : post
  if (way.query?.startsWith('_data=')) return 'kept-out'
  if (may === unasked) return 'unasked'
  if (reach === 'public') return may ? 'let-in' : 'kept-out'
  if (![...letters].some((letter) => may.includes(letter))) return 'kept-out'
  if (scope === 'other-clinic') return 'as-nothing'
  // Whoever may do it as a trainer alone reaches the clients of their care teams, whatever they may read besides.
  const asTrainerAlone = [...letters].every((letter) => letter === 't' || !may.includes(letter))
  if (scope === 'other-team' && reach === 'client' && asTrainerAlone) return 'as-nothing'
  if (scope === 'other-team' && reach === 'own' && !beyond.includes(letters)) return 'as-nothing'
  return 'let-in'
}

type Asking = Found & { route: Route; actor: Actor; way: Way; expected: Expected }

async function askCell({ route, actor, scope, ids, way, expected }: Asking): Promise<Cell> {
  const answer = await actor.ask(askedOf(route, ids, way))
  const isIn = !isKeptOut(answer)
  const cell = { route: route.id, letters: actor.letters, scope, way: way.label, isIn }
  const seen = seenIn(answer.body, actor.foreign, ids)
  if (seen) return { ...cell, wrong: `shows ${seen}` }
  if (answer.status >= 500) return { ...cell, wrong: `answers ${answer.status}` }
  if (expected === 'let-in') return { ...cell, wrong: isIn ? null : `closed: answers ${answer.status}` }
  if (expected === 'kept-out') return { ...cell, wrong: isIn ? `lets in: answers ${answer.status}` : null }
  const noIds = Object.fromEntries(Object.keys(ids).map((name) => [name, randomUUID()]))
  const nothing = await actor.ask(askedOf(route, noIds, way))
  const differs = nothing.status !== answer.status || plain(nothing.body) !== plain(answer.body)
  return { ...cell, wrong: differs ? `is told from what is not there: ${answer.status}, ${nothing.status}` : null }
}

function askedOf(route: Route, ids: Record<string, string>, way: Way): Asked {
  const filled = route.path.replaceAll(/:(\w+)\??/g, (_, name: string) => ids[name] ?? 'none').replace('*', 'nowhere')
  const path = way.isData ? (filled === '/' ? '/_root.data' : `${filled.replace(/\/$/, '')}.data`) : filled
  const form = ['GET', 'HEAD'].includes(way.method) ? undefined : { intent: 'x', reason: 'x' }
  return { method: way.method, path: way.query ? `${path}?${way.query}` : path, ...(form ? { form } : {}) }
}

// A form without its fields is let in, and told so by 400.
function isKeptOut({ status, location, body }: Answer): boolean {
  if ([401, 403, 404, 405].includes(status)) return true
  if (location) return location.startsWith('/login')
  return body.includes('SingleFetchRedirect') && body.includes('/login')
}

function seenIn(body: string, foreign: string[], ids: Record<string, string>): string | null {
  const asked = Object.values(ids)
  return foreign.find((word) => !asked.includes(word) && body.includes(word)) ?? null
}

/** What differs by itself from one answer to the next is left out. */
function plain(body: string): string {
  return body
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, 'id')
    .replaceAll(/nonce="[^"]*"|\\?"nonce\\?",\\?"[^"\\]*|data-request="[^"]*"|\\?"requestId\\?",\\?"[^"\\]*/g, '')
}
