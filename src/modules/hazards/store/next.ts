import type { Queryable } from '../../../platform/db/index.ts';
import { BY_LEVEL } from './one.ts';

/** A hazard that is not at its end, with where it lies and what its deadline is counted from. */
export interface OpenRecord {
  readonly id: string;
  readonly stage: string;
  readonly note: string | null;
  readonly enterprise: string | null;
  readonly county: string | null;
  readonly lines: readonly string[];
  /** Divisions over it, the lowest first. */
  readonly chain: readonly string[];
  readonly source: string | null;
  readonly major: boolean | null;
  readonly treatedAsMajor: boolean | null;
  readonly stopRequired: boolean | null;
  readonly foundOn: string | null;
  readonly judgedOn: string | null;
  readonly dueOn: string | null;
  readonly extendedUntil: string | null;
  readonly rectifiedOn: string | null;
  readonly verifiedOn: string | null;
}

/** Those of the city that wait for a step, or these of them. Asked by the owner. */
export async function openHazards(
  db: Queryable,
  ids: readonly string[] | null,
): Promise<readonly OpenRecord[]> {
  const { rows } = await db.query<OpenRecord>(
    `select h.id, h."stage", h."note", h."enterprise", h."source", h."major", h."treatedAsMajor", h."stopRequired",
       h."foundOn"::text, h."judgedOn"::text, h."dueOn"::text, h."extendedUntil"::text, h."rectifiedOn"::text,
       h."verifiedOn"::text, c.id as county,
       array(select d.above from rec.division_above d join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity'
         where d.id = h."jurisdiction" and d.vt = 'infinity' order by ${BY_LEVEL}) as chain,
       case when h."enterpriseIndustry" is null then array['chem', 'trade'] else
         case when h."enterpriseIndustry" && array['trade'] then array['trade'] else '{}' end
         || case when h."enterpriseIndustry" <@ array['trade'] then '{}' else array['chem'] end end as lines
     from rec.hazard h
     left join lateral (select j.id from rec.division_above d
         join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" in ('county', 'zone')
       where d.id = h."jurisdiction" and d.vt = 'infinity' order by j."level" limit 1) c on true
     where h.vt = 'infinity' and h.live and h."stage" not in ('closed', 'dismissed')
       and ($1::text[] is null or h.id = any($1))`,
    [ids],
  );
  return rows;
}
