import type { Queryable } from '../../../platform/db/index.ts';

/**
 * Duties that facts have touched and that wait to be renewed (`duty.stale`): those of whole
 * divisions cost as much for one fact as for a thousand, so they are renewed when somebody reads.
 */
export interface Stale {
  readonly no: number;
  /** null: every subject of the clause. */
  readonly subjects: readonly string[] | null;
}

export async function addStale(db: Queryable, stale: readonly Stale[]): Promise<void> {
  const rows = stale.flatMap(({ no, subjects }) =>
    (subjects ?? [null]).map((subject) => ({ no, subject })),
  );
  await db.query(
    'insert into duty.stale select distinct * from unnest($1::smallint[], $2::text[]) x on conflict do nothing',
    [rows.map(({ no }) => no), rows.map(({ subject }) => subject)],
  );
}

export async function isStale(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ stale: boolean }>(
    'select exists (select from duty.stale) as stale',
  );
  return rows[0]?.stale ?? false;
}

/** Takes everything that waits, by clause. */
export async function takeStale(db: Queryable): Promise<Stale[]> {
  const { rows } = await db.query<{ no: number; subjects: string[]; all: boolean }>(
    `with taken as (delete from duty.stale returning clause, subject)
     select clause as no, array_remove(array_agg(subject), null) as subjects, bool_or(subject is null) as all
     from taken group by clause`,
  );
  return rows.map(({ no, subjects, all }) => ({ no, subjects: all ? null : subjects }));
}

/** Of duties that came and went (`plan.published_duty_change`): up to a number, or all of them. */
export async function forgetChanges(db: Queryable, upTo: number | null): Promise<void> {
  await db.query('delete from plan.published_duty_change where $1::bigint is null or no <= $1', [
    upTo,
  ]);
}
