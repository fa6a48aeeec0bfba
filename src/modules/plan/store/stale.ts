import type { PoolClient, Queryable } from '../../../platform/db/index.ts';

/**
 * Duties that facts have touched and that wait to be renewed (`duty.stale`): those of whole
 * divisions cost as much for one fact as for a thousand, so they are renewed apart. A row is only
 * ever added and taken, so that whoever takes in a fact never waits for whoever renews.
 */
export interface Stale {
  readonly no: number;
  /** null: every subject of the clause. */
  readonly subjects: readonly string[] | null;
}

/** What waits: how many clauses, since when the first does. */
export interface Behind {
  readonly clauses: number;
  /** An instant, ISO 8601. */
  readonly since: string;
}

export async function addStale(db: Queryable, stale: readonly Stale[]): Promise<void> {
  const rows = stale.flatMap(({ no, subjects }) =>
    (subjects ?? [null]).map((subject) => ({ no, subject })),
  );
  await db.query(
    `insert into duty.stale (clause, subject)
     select distinct * from unnest($1::smallint[], $2::text[]) x`,
    [rows.map(({ no }) => no), rows.map(({ subject }) => subject)],
  );
}

/** Numbers of the clauses that wait, those that wait longest first. */
export async function waitingClauses(db: Queryable): Promise<number[]> {
  const { rows } = await db.query<{ clause: number }>(
    'select clause from duty.stale group by clause order by min(no)',
  );
  return rows.map(({ clause }) => clause);
}

/** Null: nothing waits. */
export async function behind(db: Queryable): Promise<Behind | null> {
  const { rows } = await db.query<{ clauses: number; since: Date | null }>(
    'select count(distinct clause)::int clauses, min(at) since from duty.stale',
  );
  const { clauses = 0, since = null } = rows[0] ?? {};
  return since === null ? null : { clauses, since: since.toISOString() };
}

/** Only one renews what waits; the transaction's snapshot is taken afterwards. */
export async function lockSettling(client: PoolClient): Promise<void> {
  await client.query('lock table duty.clause in share update exclusive mode');
}

/** Takes what waits of a clause; null: nothing does. */
export async function takeStale(client: PoolClient, no: number): Promise<Stale | null> {
  const { rows } = await client.query<{ subjects: string[]; every: boolean | null }>(
    `with taken as (delete from duty.stale where clause = $1 returning subject)
     select array_remove(array_agg(distinct subject), null) as subjects, bool_or(subject is null) as every
     from taken`,
    [no],
  );
  const { subjects = [], every = null } = rows[0] ?? {};
  return every === null ? null : { no, subjects: every ? null : subjects };
}

/** Of duties that came and went (`plan.published_duty_change`): up to a number, or all of them. */
export async function forgetChanges(db: Queryable, upTo: number | null): Promise<void> {
  await db.query('delete from plan.published_duty_change where $1::bigint is null or no <= $1', [
    upTo,
  ]);
}
