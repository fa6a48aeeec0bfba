import { must } from '../../../kernel/result.ts';
import type { Queryable } from '../../../platform/db/index.ts';

export interface StepRecord {
  readonly no: number;
  readonly act: string;
  readonly stage: string;
  readonly due: string | null;
  readonly at: Date;
  readonly byAccount: string | null;
  readonly byName: string | null;
  readonly byRole: string | null;
  readonly told: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

const MOST_STEPS = 200;

/** The steps of a report up to a moment, in their order. */
export async function stepsOf(
  db: Queryable,
  report: string,
  at: Date,
): Promise<readonly StepRecord[]> {
  const { rows } = await db.query<StepRecord>(
    `select s.no, s.act, s.stage, s.due::text, s.at, s.by_account as "byAccount", s.by_name as "byName",
       s.by_role as "byRole", s.told, s.detail
     from reports.step s where s.report = $1 and s.at <= $2 order by s.no limit ${MOST_STEPS}`,
    [report, at],
  );
  return rows;
}

export async function addStep(db: Queryable, report: string, step: StepRecord): Promise<void> {
  await db.query(
    `insert into reports.step (report, no, act, stage, due, at, by_account, by_name, by_role, told, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[report, step.no, step.act, step.stage, step.due, step.at, step.byAccount, step.byName],
      ...[step.byRole, step.told, JSON.stringify(step.detail)],
    ],
  );
}

export interface Begun {
  readonly at: Date;
  readonly hazard: string;
}

/** A step about to be stated: as it was begun first, however often it is tried. */
export async function beginStep(
  db: Queryable,
  report: string,
  no: number,
  { at, hazard }: Begun,
): Promise<Begun> {
  const { rows } = await db.query<Begun>(
    `insert into reports.begun as b (report, no, at, hazard) values ($1, $2, $3, $4)
     on conflict (report, no) do update set at = b.at returning b.at, b.hazard`,
    [report, no, at, hazard],
  );
  return must(rows[0], 'a step that is begun');
}

/** Keys of scope that open a report; none: the caller does not see it. */
export async function keysOfReport(db: Queryable, report: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ keys: string[] }>(
    `select a.keys from identity.record_scope s join identity.anchor a on a.id = s.anchor
     where s.subject = 'report/' || $1`,
    [report],
  );
  return rows[0]?.keys ?? [];
}

export interface Division {
  readonly id: string;
  readonly name: string;
}

/** The counties (县区) among which a citizen chooses, and a report is passed on. */
export async function countiesOn(db: Queryable, at: Date): Promise<readonly Division[]> {
  const { rows } = await db.query<Division>(
    `select j.id, coalesce(j."name", j.id) as name from rec.jurisdiction j
     where j."level" in ('city', 'county', 'zone') and j.vf <= $1 and $1 < j.vt and j.live
     order by j."level" = 'city' desc, j.id limit 200`,
    [at],
  );
  return rows;
}
