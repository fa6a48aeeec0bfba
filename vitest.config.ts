import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { usesDatabase } from './tests/support/database-files.ts';

const TESTS = ['src/**/*.test.ts', 'tests/**/*.test.ts'];

/** What these ask of the server, shorter tests ask too. */
const ONCE = new Set([
  // Long walks over every endpoint.
  'tests/api/scope.test.ts',
  'src/modules/reports/protection.test.ts',
  // Processes that die, their memory, the programs of others.
  'src/modules/ledger/kill.test.ts',
  'src/modules/live/kill.test.ts',
  'tests/brokers.test.ts',
  'tests/gateway.test.ts',
  'tests/import-memory.test.ts',
  'tests/telemetry-examples.test.ts',
  // Texts, sentences and workbooks at length.
  'src/modules/ledger/export.test.ts',
  'src/modules/sheets/imports.test.ts',
  'tests/plan/explain-city.test.ts',
]);

/** Where a URL names the server, what never asks it would only be the same a second time. */
const external = (): string[] =>
  globSync(TESTS, { cwd: import.meta.dirname }).filter(
    (file) => !ONCE.has(file) && usesDatabase(resolve(import.meta.dirname, file)),
  );

export default defineConfig({
  test: {
    include: process.env.TEST_DATABASE_URL ? external() : TESTS,
    globalSetup: ['tests/support/global-setup.ts'],
    // Only for what hangs: a machine with much else to do is no fault.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Two cores and one database server: more workers only wait for each other.
    maxWorkers: 2,
    // Modules are read once a worker: an eighth of the suite's work. No test leaves one changed.
    isolate: false,
    // Commands that tests start keep their sources compiled, as bin/zhiben.mjs does.
    env: { NODE_COMPILE_CACHE: resolve(import.meta.dirname, 'node_modules/.cache/node') },
  },
});
