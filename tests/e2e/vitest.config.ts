import { defineConfig } from 'vitest/config';

/** What people see, in a real browser: `node tools/run.mjs e2e`. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 240_000,
    maxWorkers: 1,
  },
});
