import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { ChosenStatus } from '../model.ts';

/** A duty that may become an object of a task. */
export interface FoundDuty {
  readonly subject: string;
  readonly trigger: string | null;
  readonly period: string | null;
  readonly due: string | null;
  readonly division: string | null;
  readonly enterprises: readonly string[];
  readonly park: string | null;
  readonly name: string;
  /** Another open task has it. */
  readonly already: boolean;
}

/** As duty.span numbers them: overdue; pending, overdue, unknown. */
const NUMBERS: Readonly<Record<ChosenStatus, readonly number[]>> = {
  overdue: [3],
  open: [2, 3, 4],
};

/** Duties of a clause that the caller sees and that are not done; those that are due first. */
export async function findDuties(
  db: Queryable,
  wanted: {
    readonly clause: string;
    readonly status: ChosenStatus;
    readonly division: string | null;
    readonly day: Day;
    readonly most: number;
  },
): Promise<FoundDuty[]> {
  const { clause, status, division, day, most } = wanted;
  const { rows } = await db.query<FoundDuty>(
    `with page as (
       select s.subject, s.trigger, s.period, s.due, s.division from duty.clause c join duty.span s on s.clause = c.no
       where c.id = $1 and s.status = any($2) and s.vf <= $3 and $3 < s.vt
         and ($4::text is null or s.division in (select d.id from rec.division_above d where d.above = $4 and d.vt = 'infinity'))
       order by s.due nulls last, s.subject, s.period, s.trigger limit $5)
     select p.subject, p.trigger, p.period, p.due::text, p.division, a.enterprises, a.park,
       coalesce(e.name, k.name, j.name, p.subject) || coalesce(' · ' || f.name, '') "name",
       exists (select from assignments.object o join assignments.assignment t on t.id = o.assignment
         where t.clause = $1 and t.state = 'open' and o.subject = p.subject and o.period is not distinct from p.period
           and o.trigger is not distinct from p.trigger) already
     from page p join identity.record_scope r on r.subject = p.subject join identity.anchor a on a.id = r.anchor
       left join rec.enterprise e on e.id = a.enterprises[1] and e.vf <= $3 and $3 < e.vt
       left join rec.facility f on p.subject = 'facility/' || f.id and f.vf <= $3 and $3 < f.vt
       left join rec.park k on p.subject = 'park/' || k.id and k.vf <= $3 and $3 < k.vt
       left join rec.jurisdiction j on p.subject = 'jurisdiction/' || j.id and j.vf <= $3 and $3 < j.vt
     order by p.due nulls last, p.subject, p.period, p.trigger`,
    [clause, NUMBERS[status], new Date(endOfDay(day)), division, most],
  );
  return rows;
}

/** Names of enterprises, parks and divisions (`e:…`, `p:…`, `d:…`) as they are now. */
export async function nodeNames(
  db: Queryable,
  nodes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ node: string; name: string | null }>(
    `select n.node, coalesce(e.name, k.name, j.name) "name" from unnest($1::text[]) n(node)
       left join rec.enterprise e on n.node = 'e:' || e.id and e.vt = 'infinity'
       left join rec.park k on n.node = 'p:' || k.id and k.vt = 'infinity'
       left join rec.jurisdiction j on n.node = 'd:' || j.id and j.vt = 'infinity'`,
    [nodes],
  );
  return new Map(rows.map(({ node, name }) => [node, name ?? node.slice(2)]));
}

/** A division and those right below it, as they are now. */
export async function divisionsAt(
  db: Queryable,
  division: string,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const { rows } = await db.query<{ id: string; name: string }>(
    `select id, coalesce(name, id) "name" from rec.jurisdiction
     where (id = $1 or "parent" = $1) and vt = 'infinity' and live order by id <> $1, id`,
    [division],
  );
  return rows;
}

export interface ObjectRow {
  readonly no: number;
  readonly subject: string;
  readonly name: string;
  readonly owner: string;
  readonly period: string | null;
  readonly dutyDue: string | null;
  readonly doneOn: string | null;
  readonly outcome: 'met' | 'late' | 'gone' | null;
}

/** A page of a task's objects that the caller sees, in their order. */
export async function objectPage(
  db: Queryable,
  id: string,
  done: boolean | null,
  after: number,
  limit: number,
): Promise<ObjectRow[]> {
  const { rows } = await db.query<ObjectRow>(
    `select no, subject, name, owner_name "owner", period, duty_due::text "dutyDue", done_on::text "doneOn", outcome
     from assignments.object where assignment = $1 and no > $2 and ($3::boolean is null or (done_on is not null) = $3)
     order by no limit $4`,
    [id, after, done, limit],
  );
  return rows;
}
