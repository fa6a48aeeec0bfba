import type { Queryable } from '../../../platform/db/index.ts';
import type { AttributeSet, Outcome, RowError, RowState } from '../model.ts';
import type { Cell } from '../rules/values.ts';

export interface NewRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

export async function addRows(db: Queryable, id: string, rows: readonly NewRow[]): Promise<void> {
  await db.query(
    `insert into sheets.import_row (import, row, cells)
     select $1, r.row, r.cells from jsonb_to_recordset($2::jsonb) r(row integer, cells jsonb)`,
    [id, JSON.stringify(rows)],
  );
}

/** The next rows of a file, as they were read. */
export async function rowsAfter(
  db: Queryable,
  id: string,
  after: number,
  limit: number,
): Promise<readonly NewRow[]> {
  const { rows } = await db.query<NewRow>(
    `select row, cells from sheets.import_row where import = $1 and row > $2 order by row limit $3`,
    [id, after, limit],
  );
  return rows;
}

/** Rows that are no data: the template's example. */
export async function dropRows(db: Queryable, id: string, rows: readonly number[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query('delete from sheets.import_row where import = $1 and row = any($2::int[])', [
    id,
    rows,
  ]);
}

export interface Judgement {
  readonly row: number;
  readonly state: RowState;
  readonly record: string | null;
  readonly set: AttributeSet;
  readonly current: Readonly<Record<string, unknown>>;
  readonly errors: readonly RowError[];
}

export async function noteJudgements(
  db: Queryable,
  id: string,
  judgements: readonly Judgement[],
): Promise<void> {
  await db.query(
    `update sheets.import_row r set state = j.state, record = j.record, set = j.set, current = j.current,
       errors = j.errors, snapshot = null, outcome = null
     from jsonb_to_recordset($2::jsonb)
       j(row integer, state text, record text, set jsonb, current jsonb, errors jsonb)
     where r.import = $1 and r.row = j.row`,
    [id, JSON.stringify(judgements)],
  );
}

/** What stood before the import: `fresh`, nothing did. */
export interface Snapshot {
  readonly fresh: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ImportRow {
  readonly row: number;
  readonly cells: readonly Cell[];
  readonly state: RowState | null;
  readonly record: string | null;
  readonly set: AttributeSet | null;
  readonly current: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly RowError[];
  readonly snapshot: Snapshot | null;
  readonly outcome: Outcome | null;
}

export interface RowFilter {
  readonly after: number;
  readonly limit: number;
  readonly states?: readonly RowState[] | null;
  /** Rows with one of these outcomes; `none` among them: rows with none yet. */
  readonly outcomes?: readonly (Outcome | 'none')[] | null;
}

export async function importRows(
  db: Queryable,
  id: string,
  { after, limit, states = null, outcomes = null }: RowFilter,
): Promise<readonly ImportRow[]> {
  const { rows } = await db.query<ImportRow>(
    `select row, cells, state, record, set, current, errors, snapshot, outcome from sheets.import_row
     where import = $1 and row > $2 and ($3::text[] is null or state = any($3))
       and ($4::text[] is null or coalesce(outcome, 'none') = any($4))
     order by row limit $5`,
    [id, after, states, outcomes, limit],
  );
  return rows;
}

/** Kept from the first time: after a restart what stands may be the import's own doing. */
export async function noteSnapshots(
  db: Queryable,
  id: string,
  snapshots: readonly { readonly row: number; readonly snapshot: Snapshot }[],
): Promise<void> {
  await db.query(
    `update sheets.import_row r set snapshot = s.snapshot
     from jsonb_to_recordset($2::jsonb) s(row integer, snapshot jsonb)
     where r.import = $1 and r.row = s.row and r.snapshot is null`,
    [id, JSON.stringify(snapshots)],
  );
}

export interface Became {
  readonly row: number;
  readonly outcome: Outcome;
  /** More to say beside what the check found. */
  readonly errors: readonly RowError[];
}

export async function noteOutcomes(
  db: Queryable,
  id: string,
  became: readonly Became[],
): Promise<void> {
  await db.query(
    `update sheets.import_row r set outcome = o.outcome, errors = r.errors || o.errors
     from jsonb_to_recordset($2::jsonb) o(row integer, outcome text, errors jsonb)
     where r.import = $1 and r.row = o.row`,
    [id, JSON.stringify(became)],
  );
}

export interface RowCount {
  readonly state: RowState | null;
  readonly outcome: Outcome | null;
  readonly rows: number;
}

export async function countRows(db: Queryable, id: string): Promise<readonly RowCount[]> {
  const { rows } = await db.query<RowCount>(
    `select state, outcome, count(*)::int as rows from sheets.import_row where import = $1 group by 1, 2`,
    [id],
  );
  return rows;
}
