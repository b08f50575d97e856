/** Builds the pages for the browser and one server that plain Node runs. */
import { fileURLToPath } from 'node:url'
import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import remixConfig from './remix.config.js'
import { packed } from './vite.packed'
import { sendWhatIsSettled } from './vite.settled'

/** Stands after Remix's plugin, whose own input would leave out the server around the pages. */
const serverAsEntry: Plugin = {
  name: 'clearway-server-as-entry',
  apply: 'build',
  config: (_config, { isSsrBuild }) =>
    isSsrBuild
      ? {
          build: {
            rollupOptions: {
              input: { index: 'app/server/index.server.ts', pages: 'virtual:remix/server-build' },
              output: { entryFileNames: '[name].js' },
            },
          },
        }
      : undefined,
}

export default defineConfig({
  plugins: [tailwindcss(), sendWhatIsSettled, remix(remixConfig), serverAsEntry, packed],
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  build: { target: 'es2022', assetsInlineLimit: 0 },
  optimizeDeps: {
    exclude: [
      '@conform-to/zod',
      '@node-rs/argon2',
      '@prisma/adapter-pg',
      '@prisma/client',
      '@remix-run/express',
      '@remix-run/node',
      '@zxcvbn-ts/language-common',
      'compression',
      'csv-parse',
      'express',
      'helmet',
      'lucia',
      'pg',
      'uuid',
      'zod',
    ],
  },
})
