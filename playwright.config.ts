import { defineConfig } from '@playwright/test';

const executablePath = process.env['CASEBOOK_CHROMIUM'] ?? '/usr/bin/chromium';
const isRoot = process.getuid?.() === 0;
const isWatched = !process.env['CI'];

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  // A test that passes only at the second try has found something, so here it fails at once. On a
  // machine that nobody watches it is tried again, and named.
  retries: isWatched ? 0 : 1,
  forbidOnly: !isWatched,
  // A machine at half the speed takes up to a minute for the longest.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What fades in can be missed by a click on its way; people wait for it, tests need not.
    contextOptions: { reducedMotion: 'reduce' },
    // To record what happens takes a third of the time again.
    trace: isWatched ? 'retain-on-failure' : 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      // Chromium's own sandbox refuses to run for root, as in a container.
      args: isRoot ? ['--no-sandbox'] : [],
    },
  },
});
