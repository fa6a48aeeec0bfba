import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connect, type Pool } from '../../src/platform/db/index.ts';

export interface TestDatabase {
  readonly owner: Pool;
  readonly app: Pool;
  close(): Promise<void>;
}

/** A fresh migrated database: a clone of the template, gone on close. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('server');
  const name = `zhiben_test_${randomBytes(6).toString('hex')}`;
  const admin = connect({ ...server.owner, database: 'postgres', max: 1 });
  await admin.query(`create database ${name} template zhiben_template`);
  const owner = connect({ ...server.owner, database: name });
  const app = connect({ ...server.app, database: name }, server.role ?? undefined);
  const close = async (): Promise<void> => {
    await Promise.all([owner.end(), app.end()]);
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { owner, app, close };
}
