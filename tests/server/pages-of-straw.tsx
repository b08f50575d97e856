/** A few pages, one for each way a page can answer, under the real root and entry: no build and no database needed. */
import { type AppLoadContext, data, type ServerBuild } from '@remix-run/node'
import { useLocation } from '@remix-run/react'
import { lazy } from 'react'
import { ClinicBusy, Refused } from '~/database/refused.server'
import * as entry from '~/entry.server'
import * as root from '~/root'
import * as catchAll from '~/routes/$'
import { useDrawingKeeper } from '~/ui/kept-drawings'

/** Stands for what somebody wrote and nobody else may read. */
export const secret = 'Greta Falk, heart disease'

/** What the endless download has given out so far, and whether it was ended. */
export const endless = { chunks: 0, isOver: false }

/** 128 MB, and no faster than it is taken. */
async function* endlessly(context: AppLoadContext): AsyncGenerator<Uint8Array> {
  try {
    do {
      endless.chunks += 1
      yield new Uint8Array(65_536)
    } while (endless.chunks < 2_000 && (await context.whenTaken?.()))
  } finally {
    endless.isOver = true
  }
}

/** How often each action ran: what the origin guard lets through. */
export const ran: string[] = []

const Page = () => <h1>A page</h1>

function throwing(error: () => unknown) {
  return {
    loader: () => {
      throw error()
    },
    default: Page,
  }
}

/** Its code comes a moment after it is first asked for. */
const Later = lazy(async () => {
  await new Promise((resolve) => setTimeout(resolve, 50))
  return { default: Page }
})

const part = {}

/** Asks what stands around it, though it is to be kept as it was drawn alone. */
const Asking = () => <h1 data-at={useLocation().pathname}>A page</h1>

function Keeping() {
  useDrawingKeeper()?.drawnOf(part, 'asking', () => <Asking />)
  return <Asking />
}

const modules = {
  keeping: { default: Keeping },
  start: { default: Page },
  late: { default: Later, loader: () => ({ words: 'from the <loader>' }) },
  form: {
    default: Page,
    loader: () => null,
    action: () => {
      ran.push('form')
      return data({ saved: true })
    },
  },
  download: {
    loader: () => new Response('a,b\n', { headers: { 'Cache-Control': 'public, max-age=60' } }),
    action: () => {
      ran.push('download')
      return new Response('done')
    },
  },
  endless: {
    loader: ({ context }: { context: AppLoadContext }) => {
      const chunks = endlessly(context)
      const pull = async (body: ReadableStreamDefaultController) => {
        const { done, value } = await chunks.next()
        if (done) body.close()
        else body.enqueue(value)
      }
      // Zipped already, as far as the shell is concerned: it zips nothing twice.
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), {
        headers: { 'Content-Encoding': 'gzip' },
      })
    },
  },
  forbidden: throwing(() => data(null, 403)),
  conflict: throwing(() => new Refused('already-decided')),
  busy: throwing(() => new ClinicBusy()),
  gone: throwing(() => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })),
  broken: throwing(() => new TypeError(secret)),
  'broken-download': {
    loader: () => {
      throw new TypeError(secret)
    },
  },
  'broken-page': {
    default: () => {
      throw new TypeError(secret)
    },
  },
  slow: {
    default: Page,
    loader: async ({ request }: { request: Request }) => {
      await new Promise((resolve) => setTimeout(resolve, Number(new URL(request.url).searchParams.get('ms'))))
      return null
    },
  },
}

type Straw = { id: string; parentId: string | undefined; path: string; index: true | undefined; module: object }

function route(id: string, path: string, module: object): Straw {
  return { id, parentId: 'root', path, index: id === 'start' ? true : undefined, module }
}

function manifestOf({ id, path, index, module }: Straw) {
  const has = {
    hasLoader: 'loader' in module,
    hasAction: 'action' in module,
    hasErrorBoundary: 'ErrorBoundary' in module,
  }
  const client = { hasClientLoader: false, hasClientAction: false, module: `/assets/${id}.js` }
  return { id, path, index, parentId: id === 'root' ? undefined : 'root', ...has, ...client }
}

const pages = Object.entries(modules).map(([id, module]) => route(id, id === 'start' ? '' : id, module))
const all = [{ ...route('root', '', root), parentId: undefined }, ...pages, route('catch-all', '*', catchAll)]

export const build = {
  mode: 'production',
  entry: { module: entry },
  routes: Object.fromEntries(all.map((one) => [one.id, one])),
  assets: {
    entry: { module: '/assets/entry.js', imports: [] },
    routes: Object.fromEntries(all.map((one) => [one.id, { ...manifestOf(one), css: ['/assets/root-1a2b.css'] }])),
    url: '/assets/manifest.js',
    version: '1',
  },
  publicPath: '/',
  assetsBuildDirectory: 'build/client',
  isSpaMode: false,
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
    unstable_optimizeDeps: true,
  },
} as unknown as ServerBuild
