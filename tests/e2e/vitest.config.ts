import { defineConfig } from 'vitest/config';

const common = { testTimeout: 600_000, hookTimeout: 240_000 };
const globalSetup = ['tests/e2e/support/global-setup.ts'];
/** Those that change what the city holds come after those that read it. */
const writing = ['sheets', 'letters', 'forms', 'hazards'].map((name) => `tests/e2e/${name}.e2e.ts`);

/** What people see, in a real browser: `node tools/run.mjs e2e`. */
export default defineConfig({
  test: {
    // Two cores: two browsers at a time, one of them with two people.
    maxWorkers: 2,
    maxConcurrency: 2,
    projects: [
      { test: { ...common, name: 'kit', include: ['tests/e2e/kit*.e2e.ts'] } },
      {
        test: {
          ...common,
          globalSetup,
          name: 'city',
          include: ['tests/e2e/**/*.e2e.ts'],
          exclude: ['tests/e2e/kit*.e2e.ts', ...writing],
        },
      },
      {
        test: {
          ...common,
          globalSetup,
          name: 'writing',
          include: writing,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
