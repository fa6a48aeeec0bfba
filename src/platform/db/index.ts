export { copyInto, copyOut, transaction } from './copy.ts';
export type { Database, DatabaseOptions, TestServer } from './database.ts';
export { connect, openDatabase, openTestServer } from './database.ts';
export { type EmbeddedServer, startEmbedded } from './embedded.ts';
export { DatabaseInUse, DatabaseUnavailable } from './errors.ts';
export { type Migration, migrate, readMigrations } from './migrate.ts';
export { describeSchema } from './schema.ts';
export type { Client, Pool, PoolClient, Queryable } from './types.ts';
