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
    await dropDatabase(admin, name);
    await admin.end();
  };
  return { owner, app, close };
}

/**
 * First without force: that ends a vacuum at work in it, which force may not where we are no
 * superuser. With force where a killed process's sessions are still about.
 */
async function dropDatabase(admin: Pool, name: string): Promise<void> {
  try {
    await admin.query(`drop database ${name}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '55006') throw error;
    await admin.query(`drop database ${name} with (force)`);
  }
}

/** An empty database of the suite's server, nothing migrated, and a URL that names it. */
export async function createEmptyDatabase(): Promise<{
  readonly owner: Pool;
  readonly url: string;
  /** For connect(), in another process. */
  readonly config: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}> {
  const server = inject('server');
  const name = `zhiben_test_${randomBytes(6).toString('hex')}`;
  const admin = connect({ ...server.owner, database: 'postgres', max: 1 });
  await admin.query(`create database ${name}`);
  const config = { ...server.owner, database: name };
  const owner = connect(config);
  const close = async (): Promise<void> => {
    await owner.end();
    await dropDatabase(admin, name);
    await admin.end();
  };
  return { owner, url: urlOf(server.owner, name), config, close };
}

export function urlOf(server: Readonly<Record<string, unknown>>, database: string): string {
  const { host = '', port = 5432, user = '', password = '' } = server;
  const who = [user, password].map((part) => encodeURIComponent(String(part))).join(':');
  return `postgres://${who}@localhost:${port}/${database}?host=${encodeURIComponent(String(host))}`;
}
