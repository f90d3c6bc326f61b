import { defineConfig } from '@playwright/test';

const PORT = 7107;
const SIMULATOR_PORT = 7110;

/**
 * The browser tests look at the demo, started as `npm run demo` starts it, on
 * ports of its own. They run on an installed Chromium; none is downloaded.
 *
 * See https://playwright.dev/docs/test-configuration
 */
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  workers: 1,
  reporter: 'list',
  outputDir: '.cache/test/browser',
  webServer: {
    command: `node scripts/demo.mjs --port ${PORT} --simulator-port ${SIMULATOR_PORT}`,
    wait: { stdout: /Open http/ },
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
