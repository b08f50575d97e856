/** A handler of pages for each first segment of an address, which knows those pages alone. */
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
 * draw a page: with a hundred and sixty that was a quarter of what an answer took. What begins with no segment we know, or
 * with one that is not written plainly, goes to a handler of everything.
 */
export function handlePages({ build, ...options }: Options): RequestHandler {
  const whole = createRequestHandler({ build, ...options })
  const segments = new Set(topRoutes(build).flatMap(({ path }) => segmentOf(path) ?? []))
  const handlers = new Map<string, RequestHandler>()
  return (request, response, next) => {
    const segment =
      request.path
        .replace(/\.data$/, '')
        .split('/', 2)[1]
        ?.toLowerCase() ?? ''
    if (!segments.has(segment)) return whole(request, response, next)
    const known = handlers.get(segment)
    if (known) return known(request, response, next)
    const handler = createRequestHandler({ build: onlyUnder(segment, build), ...options })
    handlers.set(segment, handler)
    return handler(request, response, next)
  }
}

type Route = NonNullable<ServerBuild['routes'][string]>

function routesOf({ routes }: ServerBuild): Route[] {
  return Object.values(routes).flatMap((route) => route ?? [])
}

/** Those right below the root. */
function topRoutes(build: ServerBuild): Route[] {
  return routesOf(build).filter(({ parentId }) => parentId === 'root')
}

/** Null for a route that may match whatever an address begins with. */
function segmentOf(path: string | undefined): string | null {
  const first = path?.split('/', 1)[0] ?? ''
  return /^[a-z-]+$/.test(first) ? first : null
}

/** The build with the pages below one segment, and those that are below none. */
export function onlyUnder(segment: string, build: ServerBuild): ServerBuild {
  const kept = new Set(['root'])
  for (const { id, path } of topRoutes(build)) if ([segment, null].includes(segmentOf(path))) kept.add(id)
  // A parent stands anywhere among its children.
  for (let count = 0; count !== kept.size; ) {
    count = kept.size
    for (const { id, parentId } of routesOf(build))
      if (parentId && parentId !== 'root' && kept.has(parentId)) kept.add(id)
  }
  return {
    ...build,
    routes: only(kept, build.routes),
    assets: { ...build.assets, routes: only(kept, build.assets.routes) },
  }
}

function only<One>(kept: ReadonlySet<string>, all: Record<string, One>): Record<string, One> {
  return Object.fromEntries(Object.entries(all).filter(([id]) => kept.has(id)))
}
