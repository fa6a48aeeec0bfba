import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { Line } from '../../../law/roles.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { column, literal } from '../../records/index.ts';
import type { ById, RecordTopicId } from '../model.ts';

/**
 * The records behind each topic and what is counted of them. Counts and lists are made of the same
 * texts, so that a number is its rows.
 */
interface Source {
  /** As (r, its own day, industry of its enterprise). */
  readonly from: string;
  readonly day: string;
  readonly industry: string;
  readonly firm: string;
  /** What is counted: a condition, and where it is a sum, of what. */
  readonly measures: Readonly<Record<string, readonly [where: string, sum?: string]>>;
  readonly bys: readonly ById[];
  readonly what: string;
}

const OPEN = 'coalesce(r."open", false)';
const OVERDUE = `${OPEN} and coalesce(r."overdue", false)`;
const MAJOR = 'coalesce(r."treatedAsMajor", false)';

const sources: Readonly<Record<RecordTopicId, Source>> = {
  hazards: {
    from: 'rec.hazard',
    day: 'r."foundOn"',
    industry: 'r."enterpriseIndustry"',
    firm: 'r."enterprise"',
    measures: {
      total: ['true'],
      closed: [`not ${OPEN}`],
      open: [OPEN],
      overdue: [OVERDUE],
      major: [MAJOR],
      majorOpen: [`${MAJOR} and ${OPEN}`],
      majorOverdue: [`${MAJOR} and ${OVERDUE}`],
    },
    bys: ['source', 'kind', 'class'],
    what: 'kind',
  },
  inspections: {
    from: 'rec.inspection',
    day: 'r."date"',
    industry: 'r."enterpriseIndustry"',
    firm: 'r."enterprise"',
    measures: {
      total: ['true'],
      found: ['coalesce(r."findings", 0) > 0'],
      clean: ['coalesce(r."findings", 0) = 0'],
      unannounced: [`coalesce('unannounced' = any(r."mode"), false)`],
      findings: ['coalesce(r."findings", 0) > 0', 'r."findings"'],
    },
    bys: ['kind', 'level', 'source'],
    what: 'kind',
  },
  cases: {
    from: 'rec."case"',
    day: 'coalesce(r."openedOn", r."detectedOn")',
    industry: 'r."industry"',
    firm: 'r."enterprise"',
    measures: {
      total: ['true'],
      decided: ['r."decidedOn" <= $2::date'],
      closed: ['r."closedOn" <= $2::date'],
      open: ['coalesce(r."closedOn" > $2::date, true)'],
      referred: ['r."referredOn" <= $2::date'],
    },
    bys: ['kind', 'mode'],
    what: 'kind',
  },
  penalties: {
    from: 'rec.penalty',
    day: 'r."date"',
    industry: 'r."enterpriseIndustry"',
    firm: 'r."enterprise"',
    measures: {
      total: ['true'],
      fines: [`r."kind" = 'fine'`],
      amount: ['r."amount" > 0', 'r."amount"'],
    },
    bys: ['kind', 'topic'],
    what: 'kind',
  },
  incidents: {
    from: 'rec.incident',
    day: `(r."date" at time zone 'Asia/Shanghai')::date`,
    industry: 'r."industry"',
    firm: 'r."enterprise"',
    measures: {
      total: ['true'],
      fatal: ['coalesce(r."deaths", 0) > 0'],
      deaths: ['coalesce(r."deaths", 0) > 0', 'r."deaths"'],
    },
    bys: ['type'],
    what: 'type',
  },
};

export interface RecordFilter {
  readonly day: Day;
  /** The first day that counts; null: all before. */
  readonly from: Day | null;
  readonly line: Line | null;
  /** Only there; null: everywhere. */
  readonly divisions: readonly string[] | null;
}

/** $1 moment, $2 day, $3 first day, $4 line, $5 divisions. */
function base({ from, day, industry }: Source): string {
  return `from ${from} r where r.vf <= $1 and $1 < r.vt and r.live
  and ${day} <= $2::date and ($3::date is null or ${day} >= $3::date)
  and ($4::text is null or case $4 when 'trade' then ${industry} && array['trade'] else not ${industry} <@ array['trade'] end)
  and ($5::text[] is null or r."jurisdiction" = any($5))`;
}

const values = ({ day, from, line, divisions }: RecordFilter): unknown[] => [
  new Date(endOfDay(day)),
  formatDay(day),
  from === null ? null : formatDay(from),
  line,
  divisions,
];

/** By what the counts are told apart; `division` is the record's own. */
function groupOf(source: Source, by: ById): string {
  if (by === 'division') return 'r."jurisdiction"';
  if (by === 'month') return `to_char(${source.day}, 'YYYY-MM')`;
  if (!source.bys.includes(by)) throw new Error(`no rows by ${by}`);
  return `coalesce(r.${column(by)}, 'none')`;
}

export interface RecordCount {
  readonly key: string | null;
  readonly values: readonly number[];
}

export async function recordCounts(
  db: Queryable,
  topic: RecordTopicId,
  by: ById,
  filter: RecordFilter,
): Promise<RecordCount[]> {
  const source = sources[topic];
  const counted = Object.values(source.measures).map(([where, sum]) =>
    sum
      ? `coalesce(sum(${sum}) filter (where ${where}), 0)::float8`
      : `(count(*) filter (where ${where}))::float8`,
  );
  const { rows } = await db.query<RecordCount>(
    `select ${groupOf(source, by)} key, array[${counted.join(', ')}] as values ${base(source)} group by 1`,
    values(filter),
  );
  return rows;
}

export interface RecordCell {
  readonly by: ById;
  readonly key: string | null;
  readonly measure: string;
  /** Not there: what lies at a node itself is what does not lie below it. */
  readonly notIn: readonly string[] | null;
}

export interface FoundRecord {
  readonly id: string;
  readonly division: string | null;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
  readonly what: string | null;
  readonly on: string;
  /** Which measures it counts in. */
  readonly counts: readonly string[];
}

/** The records behind one number, the newest first. */
export async function recordRows(
  db: Queryable,
  topic: RecordTopicId,
  { by, key, measure, notIn }: RecordCell,
  filter: RecordFilter,
  page: { readonly after: readonly [string, string] | null; readonly limit: number },
): Promise<FoundRecord[]> {
  const source = sources[topic];
  const [where] = must(source.measures[measure], 'the measure was checked');
  const names = Object.keys(source.measures);
  const flags = names.map((name) => `(${source.measures[name]?.[0]})`).join(', ');
  const { rows } = await db.query<FoundRecord>(
    `with page as materialized (
  select r.id, r."jurisdiction" division, ${source.firm} firm, r.${column(source.what)} what, ${source.day} "on",
    array(select n from unnest(array[${names.map((name) => literal(name, 'text')).join(', ')}], array[${flags}]) x(n, holds) where holds) counts
  ${base(source)} and (${where})
    and ($6::text is null or ${groupOf(source, by)} = $6)
    and ($7::text[] is null or r."jurisdiction" is null or r."jurisdiction" <> all($7))
    and ($8::date is null or (${source.day}, r.id) < ($8::date, $9::text))
  order by ${source.day} desc, r.id desc limit $10)
select p.id, p.division, e.id enterprise, e."name" "enterpriseName", p.what, p."on"::text "on", p.counts
from page p left join rec.enterprise e on e.id = p.firm and e.vf <= $1 and $1 < e.vt
order by p."on" desc, p.id desc`,
    [
      ...values(filter),
      ...[key, notIn, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
    ],
  );
  return rows;
}

export const measuresOf = (topic: RecordTopicId): readonly string[] =>
  Object.keys(sources[topic].measures);
