import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { slices } from '../../src/modules/slices.ts';
import { migrate, openTestServer, readMigrations } from '../../src/platform/db/index.ts';
import { quickFolder } from './quick-folder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** For what several test files share; gone when the suite is. */
    suiteFolder: string;
    server: {
      owner: Record<string, unknown>;
      app: Record<string, unknown>;
      web: Record<string, unknown>;
      roles: { app: string; web: string } | null;
    };
  }
}

/** One server for the suite, and one migrated database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(quickFolder(), 'zhiben-suite-'));
  const server = await openTestServer({
    dataDir: join(folder, 'data'),
    databaseUrl: process.env.TEST_DATABASE_URL,
    throwaway: true,
  });
  const template = await server.open('zhiben_template', { create: true });
  const modules = resolve(import.meta.dirname, '..', '..', 'src', 'modules');
  await migrate(template, readMigrations(modules, slices));
  // On a server that a URL names, what an earlier run left.
  for (const left of ['zhiben_demo', 'zhiben_demo_making']) {
    await template.query(`drop database if exists ${left}`);
  }
  await template.end();
  project.provide('suiteFolder', folder);
  project.provide('server', server.settings as never);
  return async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
