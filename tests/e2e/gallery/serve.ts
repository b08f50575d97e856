/** Builds the gallery into a folder of its own and serves it, with nothing of a clinic behind it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import { build, preview } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))
const app = fileURLToPath(new URL('../../../app', import.meta.url))

export type Served = { url: string; stop: () => Promise<void> }

export async function serveGallery(): Promise<Served> {
  const outDir = await mkdtemp(join(tmpdir(), 'clearway-gallery-'))
  const shared = { configFile: false, root, logLevel: 'error' } as const
  await build({
    ...shared,
    mode: 'production',
    plugins: [tailwindcss()],
    resolve: { alias: { '~': app } },
    esbuild: { jsx: 'automatic' },
    build: { outDir, emptyOutDir: true, target: 'es2022', minify: false, reportCompressedSize: false },
  })
  const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  const address = server.httpServer.address()
  const port = address && typeof address === 'object' ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: async () => {
      await new Promise((done) => server.httpServer.close(done))
      await rm(outDir, { recursive: true, force: true })
    },
  }
}
