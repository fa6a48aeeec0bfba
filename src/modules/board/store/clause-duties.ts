import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { column, literal, tableOf } from '../../records/index.ts';
import type { DutyStatusName } from '../model.ts';
import { dutyStatuses } from '../model.ts';
import { subjectsOfFew } from './few-subjects.ts';

/** Duties of one clause as they stand at the end of a day, within the caller's scope. */

export interface DutyFilter {
  readonly clause: number;
  readonly asOf: Day;
  readonly status: DutyStatusName | null;
  /** The division asked for with all below it. */
  readonly divisions: readonly string[] | null;
  readonly text: string | null;
  readonly latestFirst: boolean;
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

const has = ({ attributes }: RecordDefinition, name: string): boolean =>
  attributes.some((attribute) => attribute.name === name);

/** The subject's own id, worked out before it is joined: RLS lets no `substr` choose an index. */
const subjectId = ({ type }: RecordDefinition): string =>
  `substr(s.subject, ${type.length + 2}) id`;

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
  const joins = `left join ${tableOf(type)} x on x.id = p.id and x.vf <= $2 and $2 < x.vt
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
  return `s.subject in (
    select p.subject from (select ${literal(`${type}/`, 'text')} || r.id subject, r.id from ${tableOf(type)} r
      where r.vf <= $2 and $2 < r.vt) p
    ${joins}
    where p.subject ilike $5 or ${name} ilike $5 or ${firm} ilike $5 or ${FIRM_NAME(type, firm)} ilike $5)`;
}

/** Overdue first, then what nobody knows, what is still to come, and what is done. */
const RANKED: readonly DutyStatusName[] = ['overdue', 'unknown', 'pending', 'late', 'met'];
/** A status' place in the list, from 1. */
const rankOf = (status: DutyStatusName): number => RANKED.indexOf(status) + 1;

interface PageAsked {
  readonly after: Position | null;
  readonly limit: number;
}

/**
 * A page of the list. One status after the other along an index (`span_by_due`): sorting all
 * duties of a clause to show fifty looks at all of them, and at the scope of each.
 */
export async function dutiesPage(
  db: Queryable,
  definition: RecordDefinition,
  filter: DutyFilter,
  { after, limit }: PageAsked,
): Promise<StandingDuty[]> {
  const own = await subjectsOfFew(db, definition.type);
  const rows: StandingDuty[] = [];
  for (const status of filter.status === null ? RANKED : [filter.status]) {
    const rank = rankOf(status);
    if (rows.length >= limit || (after !== null && rank < after[0])) continue;
    const [, due, subject, rest] = rank === after?.[0] ? after : [null, null, null, null];
    const asked = { status, own, from: [due, subject, rest], limit: limit - rows.length };
    rows.push(...(await ofStatus(db, definition, filter, asked)));
  }
  return rows;
}

interface StatusAsked {
  readonly status: DutyStatusName;
  readonly own: readonly string[] | null;
  readonly from: readonly (string | null)[];
  readonly limit: number;
}

async function ofStatus(
  db: Queryable,
  definition: RecordDefinition,
  filter: DutyFilter,
  { status, own, from, limit }: StatusAsked,
): Promise<StandingDuty[]> {
  const { joins, name, firm } = named(definition);
  const inOrder = (...keys: string[]): string =>
    keys.map((key) => (filter.latestFirst ? `${key} desc` : key)).join(', ');
  const conditions = [
    ...(filter.divisions ? ['s.division = any($4)'] : ['$4::text[] is null']),
    ...(filter.text ? [matching(definition)] : ['$5::text is null']),
    ...(from[1] === null
      ? ['$6::date is null and $7::text is null and $8::text is null']
      : [`(${DUE}, s.subject, ${REST}) ${filter.latestFirst ? '<' : '>'} ($6::date, $7, $8)`]),
    ...(own ? ['s.subject = any($9)'] : ['$9::text[] is null']),
  ];
  const { rows } = await db.query<Omit<StandingDuty, 'status' | 'rank'>>(
    `with page as (
  select s.subject, ${subjectId(definition)}, s.trigger, s.period, s.due, s.since, s.division, ${DUE} duekey,
    ${REST} rest
  from duty.span s
  where s.clause = $1 and s.status = $3 and s.vf <= $2 and $2 < s.vt and ${conditions.join(' and ')}
  order by ${inOrder(DUE, 's.subject', 'rest')} limit $10)
select p.subject, ${name} as name, ${firm} enterprise, ${FIRM_NAME(definition.type, firm)} "enterpriseName", p.division,
  p.period, case when t.subject is not null then p.trigger end as trigger, ${triggerKey('p')} "triggerKey",
  p.due::text, p.since::text
from page p
left join identity.record_scope t on t.subject = p.trigger
${joins}
order by ${inOrder('p.duekey', 'p.subject', 'p.rest')}`,
    [...values(filter, status), ...from, own, limit],
  );
  return rows.map((row) => ({ ...row, status, rank: rankOf(status) }));
}

const DUE = "coalesce(s.due, 'infinity')";
const triggerKey = (row: string): string => `coalesce(left(md5(${row}.trigger), 12), '')`;
const REST = `(coalesce(s.period, '') || ' ' || ${triggerKey('s')})`;

function values({ clause, asOf, divisions, text }: DutyFilter, status: DutyStatusName): unknown[] {
  const number = dutyStatuses.indexOf(status);
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
from (select s.*, ${subjectId(definition)} from duty.span s
  where s.clause = $1 and s.vf <= $2 and $2 < s.vt and s.subject = $3
    and s.period is not distinct from $4 and ${triggerKey('s')} = $5
  order by s.due limit 1) p
left join identity.record_scope t on t.subject = p.trigger
${joins}`,
    [clause, new Date(endOfDay(asOf)), duty.subject, duty.period, duty.triggerKey],
  );
  const [row] = rows;
  return row ? { ...row, status: dutyStatuses[row.status] ?? 'unknown' } : null;
}
