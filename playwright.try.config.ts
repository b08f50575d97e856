import { defineConfig } from '/work/offline/node_modules/@playwright/test/index.mjs'
process.env.CLEARWAY_E2E_URL = 'http://127.0.0.1:3112'
export default defineConfig({
  testDir: '/work/offline/tests/e2e', testMatch: '**/offline.spec.ts', outputDir: '/tmp/offline-results', workers: 1, timeout: 60000, expect: { timeout: 10000 }, reporter: [['list']],
  use: { actionTimeout: 10000, browserName: 'chromium', launchOptions: { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }, locale: 'en-GB', timezoneId: 'Europe/Berlin', screenshot: 'only-on-failure' },
})
