import pg from 'pg';
import { type EmbeddedServer, joinServer, startEmbedded } from './embedded.ts';
import { DatabaseInUse, DatabaseUnavailable } from './errors.ts';
import { createRoles } from './migrate.ts';
import { type Pool, setTypeParsers } from './types.ts';

export interface Database {
  /** Owns the schema: migrations and projections. */
  readonly owner: Pool;
  /** One connection of the owner that stays: it keeps the plans of what every fact asks again. */
  readonly renewing: Pool;
  /** Takes facts in: appends to the ledger, and reads it to do so. Commands and jobs. */
  readonly app: Pool;
  /** Answers people: sees and changes what the scope of its transaction allows, nothing without one. */
  readonly web: Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly onMessage?: (text: string) => void;
  /** Join the server that another process runs on the folder, instead of refusing. */
  readonly join?: boolean;
  /** Nothing is synced to disk: for a folder that is removed afterwards. */
  readonly throwaway?: boolean;
}

setTypeParsers();

/** Connections of the owner that stay: an alarm that comes after a quiet while waits for none. */
const KEPT = { min: 3 };

/** The embedded server on `dataDir`, or any PostgreSQL ≥ 15 that `databaseUrl` names. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl) return openExternal(options.databaseUrl);
  const server = await startOrJoin(options);
  const owner = connect({ ...server.connection('zhiben', 'owner'), ...KEPT });
  const renewing = connectRenewing(server.connection('zhiben', 'owner'));
  const app = connect(server.connection('zhiben', 'app'));
  const web = connect(server.connection('zhiben', 'web'));
  const close = async (): Promise<void> => {
    await Promise.all([owner, renewing, app, web].map((pool) => pool.end()));
    await server.stop();
  };
  return { owner, renewing, app, web, close };
}

async function startOrJoin(options: DatabaseOptions): Promise<EmbeddedServer> {
  try {
    return await startEmbedded(options);
  } catch (error) {
    if (!options.join || !(error instanceof DatabaseInUse)) throw error;
    return joinServer(options.dataDir);
  }
}

/** The role is part of the connection's start: a connection that cannot take it is refused. */
export function connect(config: pg.PoolConfig, role?: string): Pool {
  const { connectionString, ...rest } = config;
  const fixed = `-c timezone=Asia/Shanghai -c jit=off${role ? ` -c role=${role}` : ''}`;
  const location = connectionString ? fromUrl(connectionString, fixed) : { options: fixed };
  const created = new pg.Pool({ max: 8, ...rest, ...location });
  // An idle or a borrowed connection that breaks fails its queries, not the process.
  created.on('error', () => undefined);
  created.on('connect', (client) => client.on('error', () => undefined));
  return created;
}

/** `Database.renewing`. Asked some sixty things a fact, it takes the next before it answers the last. */
export function connectRenewing(config: pg.PoolConfig): Pool {
  return connect({ ...config, max: 1, idleTimeoutMillis: 0, pipeline: true });
}

/** Options in the URL would displace ours, the role among them: they come first, ours last. */
function fromUrl(connectionString: string, fixed: string): pg.PoolConfig {
  if (!URL.canParse(connectionString)) return { connectionString, options: fixed };
  const url = new URL(connectionString);
  const own = url.searchParams.get('options');
  url.searchParams.delete('options');
  return { connectionString: url.href, options: own ? `${own} ${fixed}` : fixed };
}

/** One URL serves both: the application's connections step down to its role. */
export async function openExternal(url: string): Promise<Database> {
  const owner = connect({ connectionString: url, ...KEPT });
  try {
    await requireVersion(owner);
    await createRoles(owner);
  } catch (error) {
    await owner.end();
    throw error;
  }
  const renewing = connectRenewing({ connectionString: url });
  const app = connect({ connectionString: url }, 'zhiben_app');
  const web = connect({ connectionString: url }, 'zhiben_web');
  const close = async (): Promise<void> => {
    await Promise.all([owner, renewing, app, web].map((pool) => pool.end()));
  };
  return { owner, renewing, app, web, close };
}

async function requireVersion(owner: Pool): Promise<void> {
  let version = 0;
  try {
    const { rows } = await owner.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    version = rows[0]?.version ?? 0;
  } catch (cause) {
    throw new DatabaseUnavailable(
      `cannot reach the server that DATABASE_URL names: ${(cause as Error).message}`,
      { cause },
    );
  }
  refuseOld(version);
}

/** As server_version_num counts: 150004 is 15.4. */
export function refuseOld(version: number): void {
  if (version >= 150_000) return;
  throw new DatabaseUnavailable(
    `Zhiben needs PostgreSQL 15 or newer, DATABASE_URL names a ${Math.floor(version / 10_000)}`,
  );
}

export interface TestServer {
  /** What a test process needs to connect. */
  readonly settings: {
    owner: pg.ClientConfig;
    app: pg.ClientConfig;
    web: pg.ClientConfig;
    /** On one URL the connections step down to these; null: they log in as them. */
    roles: { app: string; web: string } | null;
  };
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
    web: of(base.web),
    roles: options.databaseUrl ? { app: 'zhiben_app', web: 'zhiben_web' } : null,
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
