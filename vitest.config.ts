/** Three kinds of tests, run by one command: what needs nothing, what needs a page, what needs PostgreSQL. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Every other folder of tests/ is taken to need a database, so that no test is left out.
const withoutDatabase = ['docs', 'house', 'imports', 'server']
const unitTests = withoutDatabase.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`)
const componentTests = ['app/ui/**/*.test.tsx']
const browserTests = 'tests/e2e/**'
// What puts another module in the place of a real one must not meet the real one, nor leave its own behind.
const aloneTests = 'tests/**/*.alone.test.ts'

export default defineConfig({
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  esbuild: { jsx: 'automatic' },
  test: {
    maxWorkers: 2,
    // Two cores under load are slow; a test that hangs still ends.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          // What is pure leaves nothing behind: each module is loaded once a worker, not once a file.
          isolate: false,
          include: ['app/**/*.test.ts', 'prisma/**/*.test.ts', 'bench/**/*.test.ts', ...unitTests],
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          environment: 'happy-dom',
          include: componentTests,
          setupFiles: ['tests/component-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          environment: 'node',
          // Each file has its own database and closes its own pools; what is loaded may stay.
          isolate: false,
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...unitTests, browserTests, aloneTests],
          globalSetup: ['tests/database-template.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          environment: 'node',
          include: [aloneTests],
          globalSetup: ['tests/database-template.ts'],
        },
      },
    ],
  },
})
