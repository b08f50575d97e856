/** The built files of the pages: what has its hash in its name is kept for good, all else is asked for anew. */
import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import express, { type RequestHandler, Router } from 'express'

export function hashedAssets(clientFolder: string): RequestHandler {
  const options = { immutable: true, maxAge: '1y', index: false, redirect: false } as const
  return Router().use('/assets', express.static(join(clientFolder, 'assets'), options))
}

/** Those there are when it starts: a page is no file, and is not looked for among them. */
export function otherFiles(clientFolder: string): RequestHandler {
  const names = readdirSync(clientFolder, { recursive: true, encoding: 'utf8' })
  const paths = new Set(names.map((name) => `/${name.split(sep).join('/')}`))
  const serve = express.static(clientFolder, { cacheControl: false, etag: true, index: false, redirect: false })
  return (request, response, next) => (paths.has(request.path) ? serve(request, response, next) : next())
}
