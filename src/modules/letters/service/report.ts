import type { Day } from '../../../kernel/calendar.ts';
import { addDays, dayOf, formatDay, partsOf } from '../../../kernel/calendar.ts';
import type { FileAnswer, QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { dateInWords, officialDocument, WORD_TYPE } from '../../../platform/word/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { CityFigures } from '../../overview/index.ts';
import { clauseName } from '../../tasks/index.ts';
import { layoutFor, paperParts } from '../../templates/index.ts';
import type { lettersContract } from '../contract.ts';
import type { Report } from '../model.ts';
import { divisionNames, reportDivisions } from '../store/list.ts';

type Query = QueryOf<(typeof lettersContract)['report']>;
type Evaluation = Awaited<ReturnType<CityFigures['at']>>;
type Counts = Report['plans'][number]['now'];

const PLANS = [
  { plan: 'chem', title: { zh: '化工和危险化学品方案', en: 'Chemical plan' } },
  { plan: 'trade', title: { zh: '工贸方案', en: 'Trade plan' } },
] as const;
const MOST_WORST = 10;
const NONE: Counts = { met: 0, late: 0, pending: 0, overdue: 0, unknown: 0 };

function lastDayOf(month: string): Day {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return addDays(number === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, number + 1, 1), -1);
}

/** Counts of a clause in the division: the whole of it, or its part. */
function countsOf(clause: Evaluation['clauses'][number], division: string, whole: boolean): Counts {
  const { met, late, pending, overdue, unknown } = clause;
  if (whole) return { met, late, pending, overdue, unknown };
  return { ...NONE, ...clause.byJurisdiction[division] };
}

const plus = (a: Counts, b: Counts): Counts => ({
  met: a.met + b.met,
  late: a.late + b.late,
  pending: a.pending + b.pending,
  overdue: a.overdue + b.overdue,
  unknown: a.unknown + b.unknown,
});

const all = ({ met, late, pending, overdue, unknown }: Counts): number =>
  met + late + pending + overdue + unknown;

/** Divisions at or below those at which the caller works. */
export function reportable(city: LiveCity, caller: Caller) {
  const nodes = caller.grants.flatMap(({ nodeKind, node }) =>
    nodeKind === 'division' ? [node] : [],
  );
  return reading(city.web, caller, (client) => reportDivisions(client, nodes));
}

async function named(city: LiveCity, caller: Caller, division: string) {
  const open = await reportable(city, caller);
  if (!open.some(({ id }) => id === division)) return null;
  const names = await reading(city.web, caller, (client) => divisionNames(client, [division]));
  return names.get(division) ?? null;
}

export async function countyReport(
  city: LiveCity,
  figures: CityFigures,
  caller: Caller,
  { division, month }: Query,
): Promise<Result<Report, Refusal>> {
  const found = await named(city, caller, division);
  if (!found) return refuse({ code: 'not-visible' });
  const end = lastDayOf(month);
  const day = Math.min(end, city.today()) as Day;
  const { year, month: number } = partsOf(end);
  const before = addDays(dayOf(year, number, 1), -1);
  if (day <= before || before < dayOf(2023, 12, 31)) {
    const detail = { zh: '没有这个月的数据', en: 'there is nothing of that month' };
    return refuse({ code: 'bad-request', detail });
  }
  const now = await figures.at(caller, day);
  const then = await figures.at(caller, before);
  const whole = found.level === 'city';
  return ok({
    division: { id: division, name: found.name },
    asOf: formatDay(day),
    before: formatDay(before),
    plans: PLANS.map(({ plan, title }) => {
      const clauses = new Map(
        city.clauses.filter((each) => each.plan === plan).map((each) => [each.id, each]),
      );
      const rows = now.clauses.flatMap((each) => {
        const clause = clauses.get(each.id);
        return clause ? [{ clause, counts: countsOf(each, division, whole) }] : [];
      });
      const earlier = then.clauses.filter(({ id }) => clauses.has(id));
      return {
        ...{ plan, title },
        now: rows.reduce((sum, { counts }) => plus(sum, counts), NONE),
        before: earlier.reduce((sum, each) => plus(sum, countsOf(each, division, whole)), NONE),
        worst: rows
          .filter(({ counts }) => counts.overdue > 0)
          .sort((a, b) => b.counts.overdue - a.counts.overdue)
          .slice(0, MOST_WORST)
          .map(({ clause, counts }) => ({
            ...{ clause: clause.id, name: clauseName(clause) },
            ...{ overdue: counts.overdue, population: all(counts) },
          })),
      };
    }),
  });
}

const share = (counts: Counts): string => {
  const whole = all(counts);
  return whole === 0 ? '—' : `${(((counts.met + counts.late) * 100) / whole).toFixed(1)}%`;
};

function tableOf({ now, before }: Report['plans'][number]) {
  const row = (title: string, get: (counts: Counts) => string): string[] => [
    ...[title, get(now), get(before)],
  ];
  return {
    kind: 'table' as const,
    columns: [
      { title: '指标', width: 10 },
      { title: '本月末', width: 6 },
      { title: '上月末', width: 6 },
    ],
    rows: [
      row('责任事项总数', (counts) => String(all(counts))),
      row('按期完成', ({ met }) => String(met)),
      row('逾期完成', ({ late }) => String(late)),
      row('未到期', ({ pending }) => String(pending)),
      row('逾期未完成', ({ overdue }) => String(overdue)),
      row('数据不足', ({ unknown }) => String(unknown)),
      row('完成率', share),
    ],
  };
}

export async function reportFile(
  city: LiveCity,
  figures: CityFigures,
  caller: Caller,
  query: Query,
): Promise<Result<FileAnswer, Refusal>> {
  const made = await countyReport(city, figures, caller, query);
  if (!made.ok) return made;
  const { division, asOf, plans } = made.value;
  const [year, month] = query.month.split('-').map(Number);
  const title = `${division.name}安全生产治本攻坚${year}年${month}月工作情况报告`;
  const { parts } = await reading(city.web, caller, (client) =>
    layoutFor(client, { division: division.id, name: division.name }, city.today()),
  );
  const { mark, signer } = paperParts('report', parts);
  const bytes = await officialDocument({
    ...{ mark, signer },
    number: null,
    title,
    to: null,
    body: [
      {
        kind: 'paragraph',
        text: `截至${dateInWords(asOf)}，${division.name}两个治本攻坚三年行动方案责任事项进展情况如下。`,
      },
      ...plans.flatMap((plan) => [
        { kind: 'heading' as const, level: 1 as const, text: plan.title.zh },
        {
          kind: 'paragraph' as const,
          text: `共有责任事项${all(plan.now)}项，完成率${share(plan.now)}（上月末${share(plan.before)}）；逾期未完成${plan.now.overdue}项（上月末${plan.before.overdue}项）。`,
        },
        tableOf(plan),
        ...plan.worst.map(({ clause, name, overdue, population }) => ({
          kind: 'heading' as const,
          level: 3 as const,
          text: `${clause}“${name.zh}”：逾期${overdue}项（共${population}项）。`,
        })),
      ]),
    ],
    attachments: [],
    date: asOf,
    copyTo: null,
  });
  return ok({ name: `${title}.docx`, type: WORD_TYPE, bytes });
}
