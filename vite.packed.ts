/**
 * What the browser is sent together. Rollup alone makes a file of whatever two pages happen to share, sixty to a page, and
 * small files compress badly; what the same pages need stands in one.
 */
import { fileURLToPath } from 'node:url'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Each with all that it needs and no pack before it has. */
const packs: Record<string, readonly string[]> = {
  core: [
    'node_modules/react/',
    'node_modules/react-dom/',
    'node_modules/scheduler/',
    'node_modules/@remix-run/',
    'node_modules/react-router/',
    'node_modules/react-router-dom/',
    'node_modules/turbo-stream/',
    'app/ui/error-page.tsx',
    'app/ui/page-facts.tsx',
    'app/ui/demo-banner.tsx',
    'app/ui/first-page.ts',
  ],
  frame: [
    'app/ui/done-notice.tsx',
    'app/ui/still.tsx',
    'app/ui/packed.ts',
    'app/ui/kept-drawings.ts',
    'app/ui/page.tsx',
    'app/ui/notice.tsx',
    'app/ui/icon.tsx',
    'app/ui/card.tsx',
    'app/ui/empty.tsx',
    'app/ui/status-badge.tsx',
    'app/ui/client-words.ts',
    'app/domain/calendar-day.ts',
    'app/ui/format.ts',
    'app/ui/address.ts',
  ],
  table: ['app/ui/table.tsx', 'app/ui/filter-form.tsx', 'app/ui/pagination.tsx'],
  form: ['app/ui/form.tsx', 'app/ui/field.tsx', 'app/ui/submit-button.tsx'],
  checked: ['node_modules/@conform-to/'],
}

/** Before a part is imported, whatever it imports is on its way as well. */
const fetchBeside = `const begun = new Set()
export const __vitePreload = (load, files = []) => {
  for (const file of files) {
    if (begun.has(file) || file.endsWith('.css')) continue
    begun.add(file)
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: '/' + file }))
  }
  return load()
}`

export const packed: Plugin = {
  name: 'clearway-packed',
  apply: 'build',
  config: (_config, { isSsrBuild }) =>
    isSsrBuild
      ? undefined
      : {
          // What its authors ask to stand beside their code stands in a file of its own, once.
          esbuild: { legalComments: 'none' },
          build: {
            rollupOptions: {
              output: {
                manualChunks: (id) =>
                  Object.keys(packs).find((pack) => packs[pack]?.some((part) => id.includes(`/${part}`))),
              },
            },
          },
        },
  // Vite's own also waits for style sheets, which here all come with the document.
  transform: (_code, id) => (id === '\0vite/preload-helper.js' ? { code: fetchBeside, map: null } : undefined),
  generateBundle({ dir }, bundle) {
    if (!dir?.endsWith('client')) return
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
    const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? [])
    // Its sheet is no module of a script.
    folders.push(fileURLToPath(new URL('./node_modules/tailwindcss', import.meta.url)))
    const texts = [...new Set(folders)].sort().flatMap(licenceOf)
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: texts.join('\n\n') })
  },
}

function licenceOf(folder: string): string[] {
  const name = folder.slice(folder.lastIndexOf('/node_modules/') + '/node_modules/'.length)
  const file = existsSync(folder) ? readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) : undefined
  return file ? [`${name}\n\n${readFileSync(join(folder, file), 'utf8').trim()}`] : []
}
