/**
 * What the browser is sent together. Rollup alone makes a file of whatever two pages happen to share, sixty to a page, and
 * small files compress badly; what the same pages need stands in one.
 */
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
  ],
  frame: [
    'app/ui/page.tsx',
    'app/ui/notice.tsx',
    'app/ui/icon.tsx',
    'app/ui/card.tsx',
    'app/ui/empty.tsx',
    'app/ui/status-badge.tsx',
    'app/ui/client-words.ts',
    'app/domain/calendar-day.ts',
    'app/ui/format.ts',
  ],
  table: ['app/ui/table.tsx', 'app/ui/filter-form.tsx', 'app/ui/pagination.tsx'],
  form: ['app/ui/form.tsx', 'app/ui/field.tsx', 'app/ui/submit-button.tsx'],
  checked: ['node_modules/@conform-to/'],
}

export const packed: Plugin = {
  name: 'clearway-packed',
  apply: 'build',
  config: (_config, { isSsrBuild }) =>
    isSsrBuild
      ? undefined
      : {
          build: {
            rollupOptions: {
              output: {
                manualChunks: (id) =>
                  Object.keys(packs).find((pack) => packs[pack]?.some((part) => id.includes(`/${part}`))),
              },
            },
          },
        },
}
