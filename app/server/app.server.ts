/** The HTTP shell around the pages, in the order a request passes it. */
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import { answerErrors } from './error-answer.server'
import { neverStored, securityHeaders } from './headers.server'
import { health, type Readiness } from './health.server'
import { type JobsWatch, watchJobs } from './jobs-watch.server'
import { closeOldDataDoor, limitBody, limitMethods, refuseMalformedPath } from './limits.server'
import { loadContext } from './load-context.server'
import { type Log, log as logToOutput } from './log.server'
import { guardOrigin } from './origin-guard.server'
import { settleHost } from './own-host.server'
import { handlePages } from './page-handlers.server'
import { answerRefusals } from './refusal-answers.server'
import { logRequests } from './request-log.server'
import type { Settings } from './settings.server'
import { tellTiming } from './server-timing.server'
import { hashedAssets, otherFiles } from './static-files.server'

export type Shell = {
  /** The built pages; in development a function, so that each request sees the newest. */
  build: ServerBuild | (() => Promise<ServerBuild>)
  mode: 'production' | 'development'
  settings: Pick<Settings, 'kind' | 'trustProxy' | 'metricsToken'>
  isReady: Readiness
  jobs: JobsWatch
  /** The folder of the built client, or development's own server of it. */
  client: string | RequestHandler
  log?: Log
}

export function createApp({ build, mode, settings, isReady, jobs, client, log = logToOutput }: Shell): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', settings.trustProxy)
  app.set('etag', false)

  app.use(logRequests(log))
  if (mode === 'development') app.use(tellTiming)
  // The smallest files of a page too: there are many of them.
  app.use(securityHeaders(mode), compression({ threshold: 0 }))
  if (typeof client === 'string') app.use(hashedAssets(client))
  app.use(neverStored, health(isReady), watchJobs(jobs, settings), settleHost)
  app.use(refuseMalformedPath, guardOrigin, limitMethods, limitBody, closeOldDataDoor)
  app.use(typeof client === 'string' ? otherFiles(client) : client)
  const getLoadContext = loadContext(settings.kind)
  app.use(
    typeof build === 'function'
      ? createRequestHandler({ build: async () => answerRefusals(await build()), mode, getLoadContext })
      : handlePages({ build: answerRefusals(build), mode, getLoadContext }),
  )
  app.use(answerErrors(settings.kind, () => stylesheets(build), log))
  return app
}

/** The sheets of the root, which every page has; none in development, where scripts bring them. */
async function stylesheets(build: Shell['build']): Promise<string[]> {
  const { assets } = typeof build === 'function' ? await build() : build
  return assets.routes.root?.css ?? []
}
