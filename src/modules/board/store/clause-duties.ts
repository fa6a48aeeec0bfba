import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { column, literal, tableOf } from '../../records/index.ts';
import type { DutyStatusName } from '../model.ts';
import { dutyStatuses } from '../model.ts';

/** Duties of one clause as they stand at the end of a day, within the caller's scope. */

export interface DutyFilter {
  readonly clause: number;
  readonly asOf: Day;
  readonly status: DutyStatusName | null;
  /** The division asked for with all below it. */
  readonly divisions: readonly string[] | null;
  readonly text: string | null;
}

export interface StandingDuty {
  readonly subject: string;
  readonly name: string | null;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
  readonly division: string | null;
  readonly period: string | null;
  readonly trigger: string | null;
  /** Names the trigger in a path, without giving it away. */
  readonly triggerKey: string;
  readonly due: string | null;
  readonly status: DutyStatusName;
  readonly since: string | null;
  readonly rank: number;
}

/** Where a page ended. */
export type Position = readonly [rank: number, due: string, subject: string, rest: string];

/** Overdue first, then what nobody knows, what is still to come, and what is done. */
const RANK = 'array_position(array[3, 4, 2, 1, 0], s.status::int)';

const has = ({ attributes }: RecordDefinition, name: string): boolean =>
  attributes.some((attribute) => attribute.name === name);

/** The subject's version at the moment, with its enterprise where it has one. */
function named(definition: RecordDefinition): { joins: string; name: string; firm: string } {
  const { type } = definition;
  const name = has(definition, 'name') ? `x.${column('name')}` : 'null::text';
  const isFirm = type === 'enterprise';
  const firm = isFirm
    ? 'x.id'
    : has(definition, 'enterprise')
      ? `x.${column('enterprise')}`
      : 'null::text';
  const joins = `left join ${tableOf(type)} x on x.id = substr(p.subject, ${type.length + 2}) and x.vf <= $2 and $2 < x.vt
${isFirm || firm === 'null::text' ? '' : `left join ${tableOf('enterprise')} e on e.id = ${firm} and e.vf <= $2 and $2 < e.vt`}`;
  return { joins, name, firm };
}

const FIRM_NAME = (type: string, firm: string): string => {
  if (type === 'enterprise') return 'x."name"';
  return firm === 'null::text' ? 'null::text' : 'e."name"';
};

/** Subjects whose own name or id, or whose enterprise's, holds the text ($5 as a pattern). */
function matching(definition: RecordDefinition): string {
  const { joins, name, firm } = named(definition);
  const { type } = definition;
  return `($5::text is null or s.subject in (
    select p.subject from (select ${literal(`${type}/`, 'text')} || r.id subject from ${tableOf(type)} r where r.vf <= $2 and $2 < r.vt) p
    ${joins}
    where p.subject ilike $5 or ${name} ilike $5 or ${firm} ilike $5 or ${FIRM_NAME(type, firm)} ilike $5))`;
}

/** The pages of the list: duties of a rank, those of earlier due days first. */
export async function dutiesPage(
  db: Queryable,
  definition: RecordDefinition,
  filter: DutyFilter,
  page: { readonly after: Position | null; readonly limit: number },
): Promise<StandingDuty[]> {
  const { joins, name, firm } = named(definition);
  const { rows } = await db.query<Omit<StandingDuty, 'status'> & { status: number }>(
    `with page as (
  select s.subject, s.trigger, s.period, s.due, s.status, s.since, s.division, ${RANK} rank,
    coalesce(s.due, 'infinity')::text duekey, ${REST} rest
  from duty.span s
  where s.clause = $1 and s.vf <= $2 and $2 < s.vt
    and ($3::smallint is null or s.status = $3) and ($4::text[] is null or s.division = any($4))
    and ${matching(definition)}
    and ($6::int is null or (${RANK}, coalesce(s.due, 'infinity'), s.subject, ${REST}) > ($6, $7::date, $8, $9))
  order by rank, coalesce(s.due, 'infinity'), s.subject, rest limit $10)
select p.subject, ${name} as name, ${firm} enterprise, ${FIRM_NAME(definition.type, firm)} "enterpriseName", p.division,
  p.period, case when t.subject is not null then p.trigger end as trigger, ${triggerKey('p')} "triggerKey",
  p.due::text, p.status, p.since::text, p.rank
from page p
left join identity.record_scope t on t.subject = p.trigger
${joins}
order by p.rank, p.duekey, p.subject, p.rest`,
    [...values(filter), ...(page.after ?? [null, null, null, null]), page.limit],
  );
  return rows.map((row) => ({ ...row, status: dutyStatuses[row.status] ?? 'unknown' }));
}

const triggerKey = (row: string): string => `coalesce(left(md5(${row}.trigger), 12), '')`;
const REST = `(coalesce(s.period, '') || ' ' || ${triggerKey('s')})`;

function values({ clause, asOf, status, divisions, text }: DutyFilter): unknown[] {
  const number = status === null ? null : dutyStatuses.indexOf(status);
  const pattern = text === null ? null : `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return [clause, new Date(endOfDay(asOf)), number, divisions, pattern];
}

export interface DutyName {
  readonly subject: string;
  readonly period: string | null;
  readonly triggerKey: string;
}

/** One duty, with the trigger as the duties name it; null: there is none, or not in scope. */
export async function dutyNamed(
  db: Queryable,
  definition: RecordDefinition,
  { clause, asOf }: { readonly clause: number; readonly asOf: Day },
  duty: DutyName,
): Promise<(StandingDuty & { readonly triggeredBy: string | null }) | null> {
  const { joins, name, firm } = named(definition);
  const { rows } = await db.query<
    Omit<StandingDuty, 'status'> & { status: number; triggeredBy: string | null }
  >(
    `select p.subject, ${name} as name, ${firm} enterprise, ${FIRM_NAME(definition.type, firm)} "enterpriseName", p.division,
  p.period, case when t.subject is not null then p.trigger end as trigger, p.trigger "triggeredBy",
  ${triggerKey('p')} "triggerKey", p.due::text, p.status, p.since::text, 0 rank
from duty.span p left join identity.record_scope t on t.subject = p.trigger
${joins}
where p.clause = $1 and p.vf <= $2 and $2 < p.vt and p.subject = $3
  and p.period is not distinct from $4 and ${triggerKey('p')} = $5
order by p.due limit 1`,
    [clause, new Date(endOfDay(asOf)), duty.subject, duty.period, duty.triggerKey],
  );
  const [row] = rows;
  return row ? { ...row, status: dutyStatuses[row.status] ?? 'unknown' } : null;
}
