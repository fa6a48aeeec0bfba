import pg from 'pg';
import type { BackupTable } from './backup-format.ts';
import type { Queryable } from './types.ts';

export const qualified = ({ schema, name }: { schema: string; name: string }): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;

const KEPT = `nspname !~ '^pg_' and nspname not in ('information_schema', 'public')
  and nspname <> all ($1::text[])`;

/**
 * Every table of our own that is not derived, each after those that it refers to. The list of
 * migrations is left out: a restore writes its own. A partitioned table is one table.
 */
export async function keptTables(
  db: Queryable,
  derived: readonly string[],
): Promise<BackupTable[]> {
  const { rows } = await db.query<BackupTable & { oid: string; parents: string[] }>(
    `select c.oid::text as oid, nspname as schema, relname as name,
       array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0
         and not attisdropped and attgenerated = '' order by attnum) as columns,
       array(select confrelid::text from pg_constraint where conrelid = c.oid and contype = 'f'
         and confrelid <> c.oid) as parents
     from pg_class c join pg_namespace n on n.oid = relnamespace
     where relkind in ('r', 'p') and not relispartition and ${KEPT} and (nspname, relname) <> ('platform', 'migration')
     order by nspname collate "C", relname collate "C"`,
    [derived],
  );
  const sorted: typeof rows = [];
  const waiting = new Map(rows.map((row) => [row.oid, row]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ parents }) =>
      parents.every((parent) => !waiting.has(parent)),
    );
    if (ready.length === 0) throw new Error('tables refer to each other in a ring');
    for (const row of ready) {
      waiting.delete(row.oid);
      sorted.push(row);
    }
  }
  return sorted.map(({ schema, name, columns }) => ({ schema, name, columns }));
}

interface SequenceState {
  readonly schema: string;
  readonly name: string;
  readonly value: number;
  readonly called: boolean;
}

export async function keptSequences(
  db: Queryable,
  derived: readonly string[],
): Promise<SequenceState[]> {
  const { rows } = await db.query<{ schema: string; name: string }>(
    `select nspname as schema, relname as name
     from pg_class c join pg_namespace n on n.oid = relnamespace
     where relkind = 'S' and ${KEPT} order by nspname collate "C", relname collate "C"`,
    [derived],
  );
  const states: SequenceState[] = [];
  for (const { schema, name } of rows) {
    const state = await db.query<{ value: number; called: boolean }>(
      `select last_value as value, is_called as called from ${qualified({ schema, name })}`,
    );
    for (const row of state.rows) states.push({ schema, name, ...row });
  }
  return states;
}
