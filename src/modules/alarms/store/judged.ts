import type { Queryable } from '../../../platform/db/index.ts';
import type { AlarmKind } from '../model.ts';

/** Alarms of a place since a day, by what a person found them to be. */
export interface Judged {
  readonly facility: string;
  readonly open: number;
  readonly real: number;
  readonly false: number;
  /** Nobody has said yet what they are, or they were work, or the link. */
  readonly other: number;
}

export async function judgedIn(
  db: Queryable,
  asked: {
    readonly places: readonly { readonly enterprise: string; readonly facility: string }[];
    readonly kinds: readonly AlarmKind[];
    readonly since: Date;
  },
): Promise<ReadonlyMap<string, Judged>> {
  const { places, kinds, since } = asked;
  const { rows } = await db.query<Judged>(
    `select a.facility, count(*) filter (where a.state <> 'closed')::int "open",
       count(*) filter (where a.verdict = 'real')::int "real",
       count(*) filter (where a.verdict = 'false')::int "false",
       count(*) filter (where a.verdict is null or a.verdict not in ('real', 'false'))::int other
     from alarms.alarm a where a.enterprise = any($1) and a.facility = any($2) and a.kind = any($3)
       and a.received_at >= $4 group by a.facility`,
    [
      [...new Set(places.map(({ enterprise }) => enterprise))],
      ...[places.map(({ facility }) => facility), kinds, since],
    ],
  );
  return new Map(rows.map((row) => [row.facility, row]));
}
