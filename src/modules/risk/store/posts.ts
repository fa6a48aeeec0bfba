import type { Queryable } from '../../../platform/db/index.ts';

const there = (t: string): string => `${t}.vf <= $2 and $2 < ${t}.vt and ${t}.live`;

export interface PersonPost {
  readonly id: string;
  readonly name: string | null;
  readonly post: string | null;
  readonly assignment: string | null;
  readonly duties: string | null;
  readonly since: string | null;
  readonly on: string | null;
  readonly score: number | null;
  readonly consequence: readonly string[] | null;
}

const MOST = 500;

/** People of an enterprise with the duties in force and their last appraisal. */
export async function peopleWithPosts(
  db: Queryable,
  enterprise: string,
  at: Date,
  day: string,
): Promise<readonly PersonPost[]> {
  const { rows } = await db.query<PersonPost>(
    `select p.id, p."name", p."post", a.id as assignment, a."duties", a."validFrom"::text as since,
       r."date"::text as on, r."score", r."consequence"
     from rec.person p
     left join lateral (select a.id, a."duties", a."validFrom" from rec.assignment a
       where a."person" = p.id and a."kind" = 'post-duty' and ${there('a')} and a."validFrom" <= $3::date
       and (a."validUntil" is null or a."validUntil" >= $3::date) order by a."validFrom" desc, a."validUntil" desc nulls first, a.id desc limit 1) a on true
     left join lateral (select r."date", r."score", r."consequence" from rec.appraisal r
       where r."person" = p.id and r."kind" = 'internal-responsibility' and ${there('r')} and r."date" <= $3::date
       order by r."date" desc, r.id desc limit 1) r on true
     where p."enterprise" = $1 and ${there('p')} order by p."name", p.id limit ${MOST}`,
    [enterprise, at, day],
  );
  return rows;
}

export interface ListIssued {
  readonly on: string;
  readonly categories: readonly string[] | null;
}

/** The list in force: the newest that was issued. */
export async function listIssued(
  db: Queryable,
  enterprise: string,
  at: Date,
): Promise<ListIssued | null> {
  const { rows } = await db.query<ListIssued>(
    `select d."issuedOn"::text as on, d."postCategories" as categories from rec.document d
     where d."enterprise" = $1 and d."kind" = 'all-staff-responsibility-list' and ${there('d')}
     order by d."issuedOn" desc, d.id desc limit 1`,
    [enterprise, at],
  );
  return rows[0] ?? null;
}

export async function lastPostCheck(
  db: Queryable,
  enterprise: string,
  at: Date,
): Promise<string | null> {
  const { rows } = await db.query<{ on: string }>(
    `select s."date"::text as on from rec."selfInspection" s
     where s."enterprise" = $1 and s."kind" = 'post-responsibility' and ${there('s')}
     order by s."date" desc limit 1`,
    [enterprise, at],
  );
  return rows[0]?.on ?? null;
}
