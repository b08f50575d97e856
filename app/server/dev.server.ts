/** `npm run dev`: the same shell over the demo clinic (`npm run demo` makes it), with pages built as they are asked for. */
import { createServer } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import { createServer as createVite } from 'vite'
import { boot } from './boot.server'

process.env.CLEARWAY_KIND ??= 'demo'
process.env.CLEARWAY_DATA ??= 'data/demo'

const server = createServer()
const vite = await createVite({ server: { middlewareMode: true, hmr: { server } } })

await boot({
  server,
  mode: 'development',
  build: async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild,
  client: vite.middlewares,
}).catch((error: unknown) => {
  process.stderr.write(`${error}\nIs there a demo clinic already? npm run demo makes it.\n`)
  process.exit(1)
})
