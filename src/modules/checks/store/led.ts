import type { Queryable } from '../../../platform/db/index.ts';

/** A self-check that a leader led (带队检查). */
export interface LedRecord {
  readonly id: string;
  readonly date: string;
  readonly leader: string | null;
  readonly leaderName: string | null;
  readonly leaderRole: string | null;
  readonly kind: string | null;
  readonly scope: readonly string[] | null;
  readonly findings: number | null;
  readonly note: string | null;
}

export async function listLed(
  db: Queryable,
  wanted: {
    readonly enterprise: string;
    readonly at: Date;
    readonly day: string;
    readonly after: readonly [string, string] | null;
    readonly limit: number;
  },
): Promise<readonly LedRecord[]> {
  const [date = null, id = null] = wanted.after ?? [];
  const { rows } = await db.query<LedRecord>(
    `select s.id, s."date"::text, s."leader", p."name" as "leaderName", s."leaderRole", s."kind", s."scope",
       s."findings"::int as findings, s."note"
     from rec."selfInspection" s
       left join rec.person p on p.id = s."leader" and p.vf <= $2 and $2 < p.vt
     where s."enterprise" = $1 and s.vf <= $2 and $2 < s.vt and s.live and s."date" <= $3::date
       and s."leaderRole" is not null
       and ($4::date is null or (s."date", s.id) < ($4::date, $5::text))
     order by s."date" desc, s.id desc limit $6`,
    [wanted.enterprise, wanted.at, wanted.day, date, id, wanted.limit],
  );
  return rows;
}

/** How an enterprise's duties of led checks stand: the newest period of each clause. */
export interface LedDuty {
  readonly clause: string;
  readonly period: string | null;
  readonly due: string | null;
  readonly status: number;
}

export async function ledDuties(
  db: Queryable,
  clauses: readonly string[],
  enterprise: string,
  at: Date,
): Promise<readonly LedDuty[]> {
  const { rows } = await db.query<LedDuty>(
    `select distinct on (c.id) c.id as clause, s.period, s.due::text as due, s.status
     from duty.clause c join duty.span s on s.clause = c.no
     where c.id = any($1) and s.subject = 'enterprise/' || $2 and s.vf <= $3 and $3 < s.vt
     order by c.id, s.period desc nulls last`,
    [clauses, enterprise, at],
  );
  return rows;
}

/** People of an enterprise who may lead. */
export async function ledPeople(
  db: Queryable,
  enterprise: string,
  at: Date,
): Promise<
  readonly { readonly id: string; readonly name: string | null; readonly role: string | null }[]
> {
  const { rows } = await db.query<{ id: string; name: string | null; role: string | null }>(
    `select p.id, p."name" as name, p."role"[1] as role from rec.person p
     where p."enterprise" = $1 and p.vf <= $2 and $2 < p.vt and p.live
     order by ('principal' = any(p."role")) desc nulls last, p."name", p.id limit 200`,
    [enterprise, at],
  );
  return rows;
}
