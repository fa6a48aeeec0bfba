import type { Day, Moment } from '../../../kernel/calendar.ts';
import { addDays, dayAt, formatDay, formatMoment } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import {
  answeredRows,
  bilingualColumn,
  columnsIn,
  exportAnswer,
} from '../../../platform/excel/index.ts';
import type { Caller } from '../../identity/index.ts';
import { onlyEnterprises, reading } from '../../identity/index.ts';
import { mapGround } from '../../overview/index.ts';
import type { GradeCounts, WarningRow } from '../contract.ts';
import { type Grade, kindNames, kinds, reasons } from '../model.ts';
import { keptByDay } from '../store/days.ts';
import {
  countedAt,
  countedByDay,
  type DayCount,
  type Filters,
  type GradeRow,
  gradesAt,
  type Within,
} from '../store/list.ts';
import { beganAt } from '../store/spans.ts';
import { DAYS_BEFORE, type Warnings } from './warnings.ts';

/** Points and rows that a map can carry; the most serious first. */
const MOST = 1000;

export const told = (at: Date): string => formatMoment(at.getTime() as Moment);

export function rowOf(row: GradeRow): WarningRow {
  const { kind, id, name, grade, alarms, enterprise, division } = row;
  return {
    ...{ kind, id, grade, alarms, name: name ?? id, since: told(row.graded_since) },
    enterprise: enterprise === null ? null : { id: enterprise, name: row.enterprise_name },
    division: division === null ? null : { id: division, name: row.division_name },
    why: row.working.map(({ reason, grade: each, count }) => ({
      ...{ reason, text: reasons[reason], grade: each, count },
    })),
  };
}

export interface On {
  readonly warnings: Warnings;
  readonly caller: Caller;
  readonly day: Day;
}

type Query = Filters & { readonly cursor?: string | undefined; readonly limit: number };

/** The last of a page: its rank, from when it stands, its number. */
function placeIn(cursor: string): readonly string[] | null {
  const parts = partsOfCursor(cursor, 3);
  const [rank = '', at = '', span = ''] = parts ?? [];
  const known = /^[1-4]$/.test(rank) && /^\d{1,15}$/.test(span) && !Number.isNaN(Date.parse(at));
  return known ? parts : null;
}

export async function warningPage(
  { warnings, caller, day }: On,
  { cursor, limit, ...filters }: Query,
): Promise<Result<{ rows: WarningRow[]; next: string | null; asOf: string }, Refusal>> {
  const after = cursor === undefined ? null : placeIn(cursor);
  if (cursor !== undefined && after === null) return refuse(notACursor);
  const moment = new Date(warnings.momentOf(day));
  const found = await reading(warnings.city.web, caller, (client) =>
    gradesAt(client, moment, filters, { after, limit: limit + 1 }),
  );
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  const next = last
    ? cursorOf([String(last.rank), last.graded_since.toISOString(), last.span])
    : null;
  return ok({ rows: shown.map(rowOf), next, asOf: formatDay(day) });
}

const none = (): GradeCounts => ({ red: 0, orange: 0, yellow: 0, blue: 0 });

export async function warningFigures({ warnings, caller, day }: On, place: Within) {
  const moment = new Date(warnings.momentOf(day));
  const counted = await reading(warnings.city.web, caller, (client) =>
    countedAt(client, moment, place),
  );
  const by = new Map(kindNames.map((kind) => [kind, none()]));
  for (const { kind, grade, count } of counted) {
    const counts = by.get(kind);
    if (counts) counts[grade] = count;
  }
  return ok({
    kinds: [...by].map(([kind, counts]) => ({ kind, ...counts })),
    asOf: formatDay(day),
  });
}

/** The days up to one of them, the earliest first. */
export const daysUpTo = (day: Day, count: number): readonly Day[] =>
  Array.from({ length: count }, (_, index) => addDays(day, index + 1 - count));

export async function warningTrend({ warnings, caller, day }: On, asked: Filters, count: number) {
  const { first, told: known } = await knownOf(warnings);
  const days = daysUpTo(day, count).filter((each) => first !== null && each >= first);
  const isKept = (each: Day): boolean =>
    asked.enterprise === undefined && warnings.days.has(each, caller);
  const kept = days.filter(isKept);
  const others = days.filter((each) => !isKept(each));
  const moments = others.map((each) => new Date(warnings.momentOf(each)));
  const own = onlyEnterprises(caller.keys);
  const [before, counted] = await reading(warnings.city.web, caller, async (client) => [
    kept.length > 0 ? await keptByDay(client, kept, asked) : [],
    others.length > 0 ? await countedByDay(client, moments, asked, own) : [],
  ]);
  const rows = new Map(days.map((each) => [each, { day: formatDay(each), ...none() }]));
  const enter = (of: readonly Day[], counts: readonly DayCount[]): void => {
    for (const { no, grade, count: found } of counts) {
      const row = rows.get(of[no - 1] ?? day);
      if (row) row[grade] = found;
    }
  };
  enter(kept, before);
  enter(others, counted);
  return ok({ days: [...rows.values()], ...known, asOf: formatDay(day) });
}

/** From when grades are known: as they change, and by day. */
export async function knownOf({ city }: Warnings) {
  const began = await beganAt(city.options.owner);
  const first = began && addDays(dayAt(began.getTime() as Moment), -DAYS_BEFORE);
  return {
    first,
    told: { keptFrom: began && told(began), knownFrom: first && formatDay(first) },
  };
}

/** The same rows as the list has, with where their enterprises lie. */
export async function warningMap({ warnings, caller, day }: On, place: Within) {
  const moment = new Date(warnings.momentOf(day));
  const { rows, counted } = await reading(warnings.city.web, caller, async (client) => ({
    rows: await gradesAt(client, moment, place, { after: null, limit: MOST }),
    counted: await countedAt(client, moment, place),
  }));
  return ok({
    ...{ asOf: formatDay(day), live: day >= warnings.city.today() },
    ...(await mapGround(warnings.city)),
    rows: rows.map((row) => ({ ...rowOf(row), lon: row.lon, lat: row.lat })),
    total: counted.reduce((sum, { count }) => sum + count, 0),
  });
}

const COLUMNS = [
  bilingualColumn('grade', '预警等级', 'Grade', 10),
  bilingualColumn('kind', '对象类别', 'Kind', 14),
  bilingualColumn('name', '名称', 'Name', 34),
  bilingualColumn('enterprise', '企业', 'Enterprise', 34),
  bilingualColumn('division', '区划', 'Division', 16),
  bilingualColumn('why', '定级依据', 'Why', 60),
  bilingualColumn('alarms', '未消除报警', 'Alarms', 12, 'number'),
  bilingualColumn('since', '起始时间', 'Since', 20),
  bilingualColumn('id', '编号', 'Id', 24),
];

export const gradeWords = {
  red: { zh: '红', en: 'red' },
  orange: { zh: '橙', en: 'orange' },
  yellow: { zh: '黄', en: 'yellow' },
  blue: { zh: '蓝', en: 'blue' },
} as const satisfies Readonly<Record<Grade, { zh: string; en: string }>>;

export async function warningSheet(
  on: On,
  query: Filters & { readonly columns?: string | undefined; readonly language: 'zh' | 'en' },
): Promise<Result<FileAnswer, Refusal>> {
  const { columns: chosen, language, ...filters } = query;
  const rows = answeredRows(
    (cursor) => warningPage(on, { ...filters, cursor, limit: 200 }),
    ({ id, kind, name, grade, alarms, since, enterprise, division, why }) => ({
      ...{ id, name, alarms, kind: kinds[kind][language], grade: gradeWords[grade][language] },
      enterprise: enterprise ? (enterprise.name ?? enterprise.id) : null,
      division: division ? (division.name ?? division.id) : null,
      since: since.slice(0, 16).replace('T', ' '),
      why: why
        .map(
          (each) => `${each.text[language]} ${each.count}（${gradeWords[each.grade][language]}）`,
        )
        .join('；'),
    }),
  );
  return ok(
    exportAnswer({
      title: { zh: '预警等级', en: 'Early-warning grades' }[language],
      unit: { zh: '个', en: 'objects' }[language],
      asOf: formatDay(on.day),
      columns: columnsIn(language, COLUMNS),
      ...{ language, rows, shown: chosen?.split(',') },
    }),
  );
}
