import type { PoolClient, Queryable } from '../../../platform/db/index.ts';
import type { Grade, Judged, Kind, Standing } from '../model.ts';

/** One writer at a time, of however many processes. */
export async function alone(client: PoolClient): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('warning.span'))`);
}

export interface OpenSpan {
  readonly kind: Kind;
  readonly object: string;
  readonly grade: Grade;
  readonly graded_since: Date;
  /** What it stands at, as it was written: the same again changes nothing. */
  readonly says: string;
}

/** The text by which two standings are compared: as the database prints what it was given. */
export const sayingOf = ({ grade, alarms, working }: Standing): string =>
  JSON.stringify([grade, alarms, working]);

export async function openSpans(db: Queryable): Promise<readonly OpenSpan[]> {
  const { rows } = await db.query<Omit<OpenSpan, 'says'> & { alarms: number; working: never }>(
    `select kind, object, grade, graded_since, alarms, working from warning.span where until = 'infinity'`,
  );
  return rows.map(({ alarms, working, ...span }) => ({
    ...span,
    says: sayingOf({ grade: span.grade, alarms, working }),
  }));
}

export interface NewSpan extends Judged {
  readonly gradedSince: Date;
}

/** Ends what stood until now. */
export async function endSpans(
  db: Queryable,
  ended: readonly Pick<OpenSpan, 'kind' | 'object'>[],
  now: Date,
): Promise<void> {
  await db.query(
    `update warning.span s set until = greatest($3, s.since) from unnest($1::text[], $2::text[]) e(kind, object)
     where s.kind = e.kind and s.object = e.object and s.until = 'infinity'`,
    [ended.map(({ kind }) => kind), ended.map(({ object }) => object), now],
  );
}

export async function addSpans(db: Queryable, added: readonly NewSpan[], now: Date): Promise<void> {
  const rows = added.map(({ gradedSince, ...rest }) => ({ ...rest, graded_since: gradedSince }));
  await db.query(
    `insert into warning.span (kind, object, enterprise, park, division, grade, graded_since, alarms, working, since)
     select n.kind, n.object, n.enterprise, n.park, n.division, n.grade, n.graded_since, n.alarms, n.working, $2
     from json_to_recordset($1::json) n(kind text, object text, enterprise text, park text, division text,
       grade text, graded_since timestamptz, alarms integer, working json)`,
    [JSON.stringify(rows), now],
  );
}

/** From when grades are kept as they change; null: not yet. */
export async function beganAt(db: Queryable): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date }>('select at from warning.began order by at limit 1');
  return rows[0]?.at ?? null;
}

export async function begin(db: Queryable, now: Date): Promise<void> {
  await db.query('insert into warning.began (at) values ($1)', [now]);
}
