/** `npm run dev`: the same shell, with pages built as they are asked for. */
import { createServer } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import { createServer as createVite } from 'vite'
import { boot } from './boot.server'

const server = createServer()
const vite = await createVite({ server: { middlewareMode: true, hmr: { server } } })

await boot({
  server,
  mode: 'development',
  build: async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild,
  client: vite.middlewares,
})
