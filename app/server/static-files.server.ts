/** The built files of the pages: what has its hash in its name is kept for good, all else is asked for anew. */
import { join } from 'node:path'
import express, { type RequestHandler, Router } from 'express'

export function hashedAssets(clientFolder: string): RequestHandler {
  const options = { immutable: true, maxAge: '1y', index: false, redirect: false } as const
  return Router().use('/assets', express.static(join(clientFolder, 'assets'), options))
}

export function otherFiles(clientFolder: string): RequestHandler {
  return express.static(clientFolder, { cacheControl: false, etag: true, index: false, redirect: false })
}
