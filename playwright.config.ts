/** Browser tests, at a desk and on a phone, in Debian's own chromium; nothing is downloaded. */
import { defineConfig } from '@playwright/test'

const launchOptions = { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './tests/e2e/global-setup.ts',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    // Written by the global setup, which starts a server over a database of its own.
    baseURL: process.env.CLEARWAY_E2E_URL,
    actionTimeout: 15_000,
    browserName: 'chromium',
    launchOptions,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    trace: 'off',
  },
  projects: [
    // The longest file first, or one worker ends long before the other.
    {
      name: 'phone',
      testMatch: '**/pages.spec.ts',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    { name: 'desk', use: { viewport: { width: 1360, height: 900 } } },
  ],
})
