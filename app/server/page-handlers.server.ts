/** A handler of pages for each shape of an address, which knows the pages of that shape alone. */
import { createRequestHandler } from '@remix-run/express'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import type { Request, RequestHandler, Response } from 'express'

type Options = {
  build: ServerBuild
  mode: 'production' | 'development'
  getLoadContext: (request: Request, response: Response) => AppLoadContext
}

/**
 * Serves as one handler of all pages would. That one tries every route there is for every request, and lists them anew to
 * draw a page: with a hundred and sixty that was a quarter of what an answer took. An address that is not written plainly
 * goes to a handler of everything.
 */
export function handlePages({ build, ...options }: Options): RequestHandler {
  const whole = createRequestHandler({ build, ...options })
  const routesAt = routesByAddress(build)
  const handlers = new Map<string, RequestHandler>()
  return (request, response, next) => {
    const ids = routesAt(request.path.replace(/\.data$/, ''))
    if (!ids) return whole(request, response, next)
    const key = ids.join(' ')
    const handler = handlers.get(key) ?? createRequestHandler({ build: onlyWith(ids, build), ...options })
    handlers.set(key, handler)
    return handler(request, response, next)
  }
}

/**
 * The routes that an address may be of, each with those above it and the index of each; null where that is not plain to
 * see, or where it is of none. There are no more different answers than there are ways for patterns to overlap.
 */
export function routesByAddress({ routes }: ServerBuild): (path: string) => readonly string[] | null {
  const all = Object.values(routes).flatMap((route) => route ?? [])
  const patternOf = ({ parentId, path = '' }: Route): string[] => {
    const parent = parentId ? routes[parentId] : undefined
    return [...(parent ? patternOf(parent) : []), ...path.toLowerCase().split('/').filter(Boolean)]
  }
  const patterns = all.map((route) => ({ id: route.id, above: aboveOf(route, routes), pattern: patternOf(route) }))
  return (path) => {
    if (!/^(?:\/(?!\.+(?:\/|$))[\w.-]+)+\/?$/.test(path)) return null
    const segments = path.toLowerCase().split('/').filter(Boolean)
    const found = patterns.filter(({ pattern }) => mayBe(pattern, segments))
    const isOwn = found.some(({ pattern }) => pattern[0] !== '*' && pattern.length > 0)
    return isOwn ? [...new Set(found.flatMap(({ id, above }) => [...above, id]))] : null
  }
}

type Route = NonNullable<ServerBuild['routes'][string]>

function aboveOf({ parentId }: Route, routes: ServerBuild['routes']): string[] {
  const parent = parentId ? routes[parentId] : undefined
  return parent ? [...aboveOf(parent, routes), parent.id] : []
}

/** An optional segment ends what is asked: such a route is always kept. */
function mayBe(pattern: readonly string[], segments: readonly string[]): boolean {
  const open = pattern.findIndex((part) => part === '*' || part.endsWith('?'))
  const asked = open < 0 ? pattern : pattern.slice(0, open)
  if (open < 0 ? pattern.length !== segments.length : segments.length < open) return false
  return asked.every((part, place) => part.startsWith(':') || part === segments[place])
}

/** The build with some of its pages. */
export function onlyWith(ids: readonly string[], build: ServerBuild): ServerBuild {
  const kept = new Set(ids)
  return {
    ...build,
    routes: only(kept, build.routes),
    assets: { ...build.assets, routes: only(kept, build.assets.routes) },
  }
}

function only<One>(kept: ReadonlySet<string>, all: Record<string, One>): Record<string, One> {
  return Object.fromEntries(Object.entries(all).filter(([id]) => kept.has(id)))
}
