import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  testDir: at('.'),
  outputDir: at('../../out/e2e'),
  // Each test runs real browsers that encode video: side by side they would starve each other.
  workers: 1,
  // A limit costs nothing where all is well: these are for two slow cores that do other things.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // A machine that is busy elsewhere may fail a test that drives three browsers. The total counts and
  // names what passed only when tried again.
  retries: 1,
  forbidOnly: process.env.CI === 'true',
  reporter: 'list',
  projects: [
    { name: 'e2e', testMatch: '**/*.e2e.ts' },
    { name: 'screenshots', testMatch: '**/*.shots.ts' },
  ],
});
