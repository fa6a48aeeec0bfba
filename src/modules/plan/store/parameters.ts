import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { ParameterEntry } from '../../../law/plans/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { RecordedEntry } from '../model.ts';

interface EntryRow {
  readonly seq: number;
  readonly name: string;
  readonly value: ParameterEntry['value'];
  readonly from: string;
  readonly jurisdiction: string | null;
  readonly reason: ParameterEntry['reason'];
  readonly by: string;
  readonly profile: string | null;
  readonly recorded: Date;
}

export interface EntryFilter {
  readonly name?: string | undefined;
  /** What the table knew then: entries recorded by this moment, inclusive. */
  readonly recordedBy?: Moment | undefined;
}

/** Entries in the order in which they were recorded. */
export async function readEntries(db: Queryable, filter: EntryFilter): Promise<RecordedEntry[]> {
  const { name = null, recordedBy } = filter;
  const { rows } = await db.query<EntryRow>(
    `select seq, name, value, from_day as "from", jurisdiction, reason, by, profile, recorded_at as recorded
     from plan.parameter_entry where ($1::text is null or name = $1)
       and recorded_at <= coalesce($2::timestamptz, 'infinity') order by seq`,
    [name, recordedBy === undefined ? null : formatMoment(recordedBy)],
  );
  return rows.map(({ recorded, ...entry }) => ({
    ...entry,
    recordedAt: formatMoment(recorded.getTime() as Moment),
  }));
}

/** All or none, in order. */
export async function appendEntries(
  db: Queryable,
  entries: readonly ParameterEntry[],
  recordedAt: Moment,
  profile: string | null,
): Promise<void> {
  const rows = entries.map((entry, place) => ({ place, ...entry }));
  await db.query(
    `insert into plan.parameter_entry (name, value, from_day, jurisdiction, reason, by, profile, recorded_at)
     select name, value, "from", jurisdiction, reason, by, $3, $2
     from jsonb_to_recordset($1::jsonb) as x(place int, name text, value jsonb, "from" date,
       jurisdiction text, reason jsonb, by text) order by place`,
    [JSON.stringify(rows), formatMoment(recordedAt), profile],
  );
}

/** Whoever writes the parameter next waits until this transaction ends. */
export async function lockParameter(db: Queryable, name: string): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(hashtext('plan.parameter_entry'), hashtext($1))`, [
    name,
  ]);
}
