import type { Queryable } from '../../../platform/db/index.ts';

/** Times in ms; the place and its names are null where the caller sees none. */
export interface WindowRecord {
  readonly id: string;
  readonly kind: string;
  readonly enterprise: string;
  readonly enterpriseName: string | null;
  readonly tag: string | null;
  readonly tagName: string | null;
  readonly facility: string | null;
  readonly facilityName: string | null;
  readonly reason: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly endedAt: Date | null;
  readonly declaredBy: string | null;
  readonly endedBy: string | null;
}

export interface BypassRecord extends Omit<WindowRecord, 'endedAt' | 'endedBy'> {
  readonly interlock: string | null;
  readonly requestedBy: string | null;
  readonly approvedBy: string | null;
  readonly measures: string | null;
  readonly restoredAt: Date | null;
  readonly restoredBy: string | null;
}

const there = (t: string): string => `${t}.vf <= $1 and $1 < ${t}.vt and ${t}.live`;

const NAMES = `e.name as "enterpriseName", t.name as "tagName", f.name as "facilityName"`;
const JOINS = `left join rec.enterprise e on e.id = w.enterprise and ${there('e')}
  left join rec.tag t on t.id = w.tag and ${there('t')}
  left join rec.facility f on f.id = w.facility and ${there('f')}`;
/** The newest first: the page after a row. */
const AFTER = '($3::timestamptz is null or (w."startsAt", w.id) < ($3, $4))';

export interface Asked {
  /** Null: from the beginning. */
  readonly after: readonly [string, string] | null;
  readonly limit: number;
  readonly id?: string | undefined;
  readonly state?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly facility?: string | undefined;
}

/** Places that a tag belongs to: a window of one of them covers it. */
const WITHIN = `with recursive up as (
    select x.facility as id, 0 as steps from rec.tag x
    where x.id = $9 and x.vf <= $1 and $1 < x.vt and x.live and x.facility is not null
    union all
    select p."parentFacility", up.steps + 1 from up
      join rec.facility p on p.id = up.id and p.vf <= $1 and $1 < p.vt and p.live
    where p."parentFacility" is not null and up.steps < 8)`;

/** Windows within the scope of the transaction, the newest first. */
export async function listWindows(
  db: Queryable,
  now: string,
  asked: Asked & { readonly tag?: string | undefined; readonly at?: string | undefined },
): Promise<readonly WindowRecord[]> {
  const [startsAt, id] = asked.after ?? [null, null];
  const { rows } = await db.query<WindowRecord>(
    `${WITHIN}
    select w.id, w.kind, w.enterprise, w.tag, w.facility, w.reason, w."startsAt", w."endsAt",
      w."endedAt", w."declaredBy", w."endedBy", ${NAMES}
    from rec."maintenanceWindow" w ${JOINS}
    where ${there('w')} and ${AFTER}
      and ($5::text is null or w.id = $5)
      and ($6::text is null or $6 = case when $1 >= least(w."endsAt", w."endedAt") then 'ended'
        when $1 < w."startsAt" then 'planned' else 'present' end)
      and ($7::text is null or w.enterprise = $7) and ($8::text is null or w.facility = $8)
      and ($9::text is null or w.tag = $9
        or w.tag is null and w.facility in (select up.id from up))
      and ($10::timestamptz is null
        or w."startsAt" <= $10 and $10 < least(w."endsAt", w."endedAt"))
    order by w."startsAt" desc, w.id desc limit $2`,
    [
      ...[now, asked.limit, startsAt, id, asked.id ?? null, asked.state ?? null],
      ...[asked.enterprise ?? null, asked.facility ?? null, asked.tag ?? null, asked.at ?? null],
    ],
  );
  return rows;
}

const BYPASS_STATE = `case when w."restoredAt" is not null then 'restored'
  when $1 >= w."endsAt" then 'overdue' when $1 < w."startsAt" then 'planned' else 'present' end`;

export async function listBypasses(
  db: Queryable,
  now: string,
  asked: Asked,
): Promise<readonly BypassRecord[]> {
  const [startsAt, id] = asked.after ?? [null, null];
  const { rows } = await db.query<BypassRecord>(
    `select w.id, w.kind, w.enterprise, w.tag, w.facility, w.interlock, w.reason,
      w."requestedBy", w."approvedBy", w.measures, w."startsAt", w."endsAt", w."restoredAt",
      w."restoredBy", w."declaredBy", ${NAMES}
    from rec."interlockBypass" w ${JOINS}
    where ${there('w')} and ${AFTER}
      and ($5::text is null or w.id = $5)
      and ($6::text is null or ($6 = 'open' and w."restoredAt" is null) or $6 = ${BYPASS_STATE})
      and ($7::text is null or w.enterprise = $7) and ($8::text is null or w.facility = $8)
    order by w."startsAt" desc, w.id desc limit $2`,
    [
      ...[now, asked.limit, startsAt, id, asked.id ?? null, asked.state ?? null],
      ...[asked.enterprise ?? null, asked.facility ?? null],
    ],
  );
  return rows;
}

/** Not restored by the time that was said. */
export async function overdueBypasses(db: Queryable, now: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from rec."interlockBypass" w
      where ${there('w')} and w."restoredAt" is null and w."endsAt" <= $1`,
    [now],
  );
  return rows[0]?.n ?? 0;
}

/** Whose a tag or a facility is, within the scope of the transaction; null: nobody's that is seen. */
export async function enterpriseOfPlace(
  db: Queryable,
  now: string,
  place: { readonly tag: string | null; readonly facility: string | null },
): Promise<{ readonly tag: string | null; readonly facility: string | null }> {
  const { rows } = await db.query<{ tag: string | null; facility: string | null }>(
    `select (select t.enterprise from rec.tag t where t.id = $2 and ${there('t')}) as tag,
      (select f.enterprise from rec.facility f where f.id = $3 and ${there('f')}) as facility`,
    [now, place.tag, place.facility],
  );
  return rows[0] ?? { tag: null, facility: null };
}
