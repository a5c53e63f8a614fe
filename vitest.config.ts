import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{laws,unit,setup,main}/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: {
          name: 'sfu',
          include: ['tests/sfu/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          // As for the browsers (tests/e2e/playwright.config.ts): counted and said, not hidden.
          retry: 1,
          hookTimeout: 30_000,
          // Real workers and sockets on two cores: files share the machine better one by one.
          fileParallelism: false,
        },
      },
      {
        plugins: [preact()],
        test: {
          name: 'renderer',
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
        },
      },
      {
        test: {
          name: 'fuzz',
          include: ['tests/fuzz/**/*.test.ts'],
          environment: 'node',
          hookTimeout: 30_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'bench',
          include: ['tests/bench/**/*.bench.ts'],
          environment: 'node',
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
