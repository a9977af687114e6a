import { defineConfig } from 'vitest/config';

// `source` makes '#atomics' and 'tracewright/*' resolve to src/, so that tests need no build.
const conditions = ['source'];
const resolve = { conditions };
const ssr = { resolve: { conditions } };

export default defineConfig({
  resolve,
  ssr,
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/golden/**/*.test.ts'] },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'conformance',
          include: ['generated/conformance/**/*.test.ts', 'examples/**/*.test.ts'],
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'threads',
          include: ['test/threads/**/*.test.ts'],
          testTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'view',
          include: ['test/view/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'cli',
          include: ['test/cli/*.test.ts'],
          testTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      // Each of these tests has TLC make suites or judge mutants, many times: `npm run test:long`.
      {
        resolve,
        ssr,
        test: {
          name: 'long',
          include: ['test/cli/long/**/*.test.ts'],
          testTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
