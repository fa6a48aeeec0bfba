export { DatabaseUnavailable } from './binaries.ts';
export { DatabaseInUse } from './claim.ts';
export { copyInto, transaction } from './copy.ts';
export type { Database } from './database.ts';
export { connect, openDatabase, openTestServer } from './database.ts';
export { type Migration, migrate, readMigrations } from './migrate.ts';
export type { Client, Pool, PoolClient, Queryable } from './types.ts';
