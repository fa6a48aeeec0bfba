import pg from 'pg';
import { DatabaseUnavailable } from './binaries.ts';
import { DatabaseInUse } from './claim.ts';
import { runningServer, startEmbedded } from './embedded.ts';
import type { Pool } from './types.ts';

export interface Database {
  /** Owns the schema: migrations and projections. */
  readonly owner: Pool;
  /** The application's role: what the grants allow, nothing more. */
  readonly app: Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly onMessage?: (text: string) => void;
  /** Join the server that another process runs on the folder, instead of refusing. */
  readonly join?: boolean;
}

// bigint as number: our keys and counts stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is beyond the safe integers`);
  return value;
});
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** The embedded server on `dataDir`, or any PostgreSQL ≥ 15 that `databaseUrl` names. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl) return openExternal(options.databaseUrl);
  const server = await startOrJoin(options);
  const owner = connect(server.connection('zhiben', 'owner'));
  const app = connect(server.connection('zhiben', 'app'));
  const close = async (): Promise<void> => {
    await Promise.all([owner.end(), app.end()]);
    await server.stop();
  };
  return { owner, app, close };
}

async function startOrJoin(options: DatabaseOptions): ReturnType<typeof startEmbedded> {
  try {
    return await startEmbedded(options);
  } catch (error) {
    if (!options.join || !(error instanceof DatabaseInUse)) throw error;
    return { connection: runningServer(options.dataDir), stop: async () => undefined };
  }
}

export function connect(config: pg.PoolConfig, role?: string): Pool {
  const created = new pg.Pool({
    max: 8,
    options: '-c timezone=Asia/Shanghai -c jit=off',
    ...config,
  });
  created.on('error', () => undefined);
  if (role) created.on('connect', (client) => void client.query(`set role ${role}`));
  return created;
}

/** One URL serves both: the application's connections step down to its role. */
export async function openExternal(url: string): Promise<Database> {
  const owner = connect({ connectionString: url });
  const { rows } = await owner.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  );
  if ((rows[0]?.version ?? 0) < 150_000) {
    await owner.end();
    throw new DatabaseUnavailable(
      'Zhiben needs PostgreSQL 15 or newer; upgrade the server that DATABASE_URL names',
    );
  }
  await owner.query(`do $$ begin
    if not exists (select 1 from pg_roles where rolname = 'zhiben_app') then create role zhiben_app nologin; end if;
  exception when duplicate_object or unique_violation then null; end $$`);
  const app = connect({ connectionString: url }, 'zhiben_app');
  return { owner, app, close: async () => void (await Promise.all([owner.end(), app.end()])) };
}

export interface TestServer {
  /** What a test process needs to connect. */
  readonly settings: { owner: pg.ClientConfig; app: pg.ClientConfig; role: string | null };
  open(database: string, options: { create: boolean }): Promise<Pool>;
  close(): Promise<void>;
}

/** A server for a test run: the embedded one on a folder, or the one that a URL names. */
export async function openTestServer(options: DatabaseOptions): Promise<TestServer> {
  const base = options.databaseUrl
    ? await openExternal(options.databaseUrl)
    : await openDatabase(options);
  const of = (p: Pool): pg.ClientConfig => {
    const { host, port, user, password, connectionString } = p.options as pg.PoolConfig;
    if (!connectionString) return { host, port, user, password } as pg.ClientConfig;
    const url = new URL(connectionString);
    return {
      host: url.hostname || url.searchParams.get('host') || 'localhost',
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    };
  };
  const settings = {
    owner: of(base.owner),
    app: of(base.app),
    role: options.databaseUrl ? 'zhiben_app' : null,
  };
  const open = async (database: string, { create }: { create: boolean }): Promise<Pool> => {
    if (!/^\w+$/.test(database)) throw new Error(`'${database}' cannot name a database`);
    if (create) {
      await base.owner.query(`drop database if exists ${database} with (force)`);
      await base.owner.query(`create database ${database}`);
    }
    return connect({ ...settings.owner, database });
  };
  return { settings, open, close: () => base.close() };
}
