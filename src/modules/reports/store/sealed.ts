import type { Queryable } from '../../../platform/db/index.ts';

export type SealedKind = 'who' | 'content' | 'photo' | 'note';

export interface Sealed {
  readonly no: number;
  readonly at: Date;
  readonly body: Buffer;
}

/** Only the owner's connection reads or writes these tables; a service asks first who may. */
export async function addSealed(
  db: Queryable,
  report: string,
  kind: SealedKind,
  { no, at, body }: Sealed,
): Promise<void> {
  await db.query(
    'insert into reports.sealed (report, kind, no, at, body) values ($1, $2, $3, $4, $5)',
    [report, kind, no, at, body],
  );
}

const MOST_SEALED = 50;

export async function sealedOf(
  db: Queryable,
  report: string,
  kind: SealedKind,
): Promise<readonly Sealed[]> {
  const { rows } = await db.query<Sealed>(
    `select no, at, body from reports.sealed where report = $1 and kind = $2 order by no limit ${MOST_SEALED}`,
    [report, kind],
  );
  return rows;
}

/** Is there anything of the kind, without reading it? */
export async function hasSealed(db: Queryable, report: string, kind: SealedKind): Promise<boolean> {
  const { rows } = await db.query(
    'select from reports.sealed where report = $1 and kind = $2 limit 1',
    [report, kind],
  );
  return rows.length > 0;
}

export interface Entry {
  readonly report: string;
  readonly pinHash: string;
  readonly misses: number;
  readonly lockedUntil: Date | null;
}

export async function entryOf(db: Queryable, codeHash: string): Promise<Entry | null> {
  const { rows } = await db.query<Entry>(
    `select report, pin_hash as "pinHash", misses, locked_until as "lockedUntil"
     from reports.entry where code_hash = $1`,
    [codeHash],
  );
  return rows[0] ?? null;
}

export async function addEntry(
  db: Queryable,
  report: string,
  codeHash: string,
  pinHash: string,
): Promise<void> {
  await db.query('insert into reports.entry (report, code_hash, pin_hash) values ($1, $2, $3)', [
    report,
    codeHash,
    pinHash,
  ]);
}

/** After a wrong PIN, or (0) a right one. */
export async function setMisses(
  db: Queryable,
  report: string,
  misses: number,
  lockedUntil: Date | null,
): Promise<void> {
  await db.query('update reports.entry set misses = $2, locked_until = $3 where report = $1', [
    report,
    misses,
    lockedUntil,
  ]);
}
