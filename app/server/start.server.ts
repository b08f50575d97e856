/** The built pages and the built client, put into the shell. */
import { fileURLToPath } from 'node:url'
import * as build from 'virtual:remix/server-build'
import { boot } from './boot.server'

export async function start(): Promise<void> {
  const client = fileURLToPath(new URL('../../client', import.meta.url))
  await boot({ build, mode: 'production', client })
}
