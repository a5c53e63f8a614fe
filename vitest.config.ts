import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

// A machine that is busy with something else is slow, not wrong: what hangs is found all the same.
const patience = { testTimeout: 30_000, hookTimeout: 60_000 };

// For real sockets and processes, as for the browsers (tests/e2e/playwright.config.ts): what passed
// only then is counted and said, not hidden.
const secondTry = { retry: 1 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          ...patience,
          ...secondTry,
          include: ['tests/{laws,unit,setup,main}/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: {
          name: 'sfu',
          include: ['tests/sfu/**/*.test.ts'],
          environment: 'node',
          ...patience,
          ...secondTry,
          // Real workers and sockets on two cores: files share the machine better one by one.
          fileParallelism: false,
        },
      },
      {
        plugins: [preact()],
        test: {
          name: 'renderer',
          ...patience,
          ...secondTry,
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
        },
      },
      {
        test: {
          name: 'fuzz',
          ...patience,
          include: ['tests/fuzz/**/*.test.ts'],
          environment: 'node',
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
