import { defineConfig } from '@playwright/test'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The headless shell comes first, because it takes less CPU time than the whole browser. */
const browsers = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']
const folders = (process.env.PATH ?? '').split(delimiter)
/** An installed browser, or the one that CHROMIUM names: nothing is downloaded. */
const executablePath = process.env.CHROMIUM ?? browsers.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync)

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Every test has a stream of its own; two at a time is what a small machine bears.
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  // A test that passes the second time is reported as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
