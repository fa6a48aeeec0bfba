import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connect, connectRenewing, type Pool } from '../../src/platform/db/index.ts';

export interface TestDatabase {
  readonly owner: Pool;
  readonly renewing: Pool;
  readonly app: Pool;
  readonly web: Pool;
  close(): Promise<void>;
}

/** A fresh migrated database: a clone of the template, gone on close. */
export function createTestDatabase(template = TEMPLATE): Promise<TestDatabase> {
  return cloneOf(template, `zhiben_test_${randomBytes(6).toString('hex')}`);
}

const TEMPLATE = 'zhiben_template';

async function cloneOf(template: string, name: string): Promise<TestDatabase> {
  const server = inject('server');
  const admin = connect({ ...server.owner, database: 'postgres', max: 1 });
  await admin.query(`create database ${name} template ${template} strategy file_copy`);
  const owner = connect({ ...server.owner, database: name });
  const renewing = connectRenewing({ ...server.owner, database: name });
  const app = connect({ ...server.app, database: name }, server.roles?.app);
  const web = connect({ ...server.web, database: name }, server.roles?.web);
  const close = async (): Promise<void> => {
    await Promise.all([owner.end(), renewing.end(), app.end(), web.end()]);
    await dropDatabase(admin, name);
    await admin.end();
  };
  return { owner, renewing, app, web, close };
}

/** Number of the advisory lock under which a shared database is made, once a suite. */
const MAKING = 72_180_009;

/** A database that a first test makes and the others clone; lives as long as the suite's server. */
export async function sharedTemplate(
  name: string,
  make: (db: TestDatabase) => Promise<void>,
): Promise<string> {
  const pool = connect({ ...inject('server').owner, database: 'postgres', max: 1 });
  // Held throughout: an idle connection of the pool would be closed, and the lock with it.
  const admin = await pool.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [MAKING]);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const db = await cloneOf(TEMPLATE, `${name}_making`);
      await make(db);
      await Promise.all([db.owner, db.renewing, db.app, db.web].map((pool) => pool.end()));
      await admin.query(`alter database ${name}_making rename to ${name}`);
    }
    return name;
  } finally {
    admin.release(true);
    await pool.end();
  }
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
