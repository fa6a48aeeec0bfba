import { defineConfig } from 'vitest/config';

const common = { testTimeout: 600_000, hookTimeout: 240_000 };
const files = (...names: readonly string[]) => names.map((name) => `tests/e2e/${name}.e2e.ts`);
/** Those that change what the city holds come after those that read it. */
const writing = files(
  'sheets',
  'letters',
  'forms',
  'hazards',
  'reports',
  'tasks',
  'phone',
  'offline',
  'alarms',
);
/** Nothing else runs beside what measures time. */
const alone = files('checks');

/** Files of the city, after all those of a lower order. */
const city = (name: string, include: string[], order: number, exclude: string[] = []) => ({
  test: {
    ...common,
    ...{ name, include, exclude, sequence: { groupOrder: order } },
    globalSetup: ['tests/e2e/support/global-setup.ts'],
  },
});

/** What people see, in a real browser: `node tools/run.mjs e2e`. */
export default defineConfig({
  test: {
    // Two cores: two browsers at a time, one of them with two people.
    maxWorkers: 2,
    maxConcurrency: 2,
    projects: [
      { test: { ...common, name: 'kit', include: files('kit*') } },
      city('city', files('**/*'), 0, [...files('kit*'), ...writing, ...alone]),
      city('writing', writing, 1),
      city('alone', alone, 2),
    ],
  },
});
