import { cursorOf } from '../../../kernel/cursor.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { SheetRow } from '../../../platform/excel/index.ts';
import {
  bilingualColumn,
  columnsIn,
  exportAnswer,
  keyedRows,
} from '../../../platform/excel/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { onlyEnterprises, reading } from '../../identity/index.ts';
import { readCursor, type Seen, seenOn } from '../../registry/index.ts';
import type { RiskRow } from '../answers-contract.ts';
import { gradingStandard, typicalUnits } from '../load.ts';
import type { RiskFilters } from '../model.ts';
import { ownerOf } from '../rules/grading.ts';
import type { Happened } from '../rules/review.ts';
import { reviewOf } from '../rules/review.ts';
import type { HappenedRecord, ListOptions, PointRecord } from '../store/list.ts';
import { happenedAt, listPoints } from '../store/list.ts';
import { levelOf, link } from './common.ts';

interface ListQuery extends RiskFilters {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export function optionsOf(
  caller: Caller,
  filters: RiskFilters,
  seen: Seen,
): Omit<ListOptions, 'after' | 'limit'> {
  return {
    ...{ filters, at: seen.at, day: seen.text },
    months: gradingStandard().reviewMonths,
    own: onlyEnterprises(caller.keys),
  };
}

/** What happened at a point: at its facility, or at the enterprise as a whole. */
export const happenedTo = (
  point: Pick<PointRecord, 'enterprise' | 'facility'>,
  all: readonly HappenedRecord[],
): Happened[] =>
  all.filter(
    ({ enterprise, facility }) =>
      enterprise === point.enterprise &&
      (facility === null || point.facility === null || facility === point.facility),
  );

export function rowOf(
  point: PointRecord,
  happened: readonly HappenedRecord[],
  day: string,
): RiskRow {
  const standard = gradingStandard();
  const level = levelOf(point.level);
  const { id, name, identifiedOn, reviewedOn, inPlace, events, measures } = point;
  return {
    ...{ id, name, level, identifiedOn, reviewedOn, inPlace, events, measures },
    template: templateOf(point.template),
    tier: ownerOf(standard, level)?.tier ?? null,
    enterprise: link('enterprise', point.enterprise, point.enterpriseName),
    division: link('jurisdiction', point.division, point.divisionName),
    facility: link('facility', point.facility, point.facilityName),
    owner: link('person', point.owner, point.ownerName),
    review: withList(reviewOf(point, happenedTo(point, happened), day, standard.reviewMonths)),
  };
}

/** `confined-space@2026-11`, by the name of the unit where the library still has it. */
function templateOf(template: string | null): RiskRow['template'] {
  if (template === null) return null;
  const [id, version = ''] = template.split('@');
  const name = typicalUnits().units.find((unit) => unit.id === id)?.name;
  const text = name
    ? { zh: `${name.zh} ${version}`, en: `${name.en} ${version}` }
    : { zh: template, en: template };
  return { code: template, text };
}

const withList = ({ reasons, ...rest }: ReturnType<typeof reviewOf>) => ({
  ...rest,
  reasons: [...reasons],
});

export async function rowsOf(
  client: PoolClient,
  points: readonly PointRecord[],
  seen: Pick<Seen, 'at' | 'text'>,
): Promise<RiskRow[]> {
  const enterprises = [...new Set(points.flatMap(({ enterprise }) => enterprise ?? []))];
  const happened = await happenedAt(client, enterprises, seen.at, seen.text);
  return points.map((point) => rowOf(point, happened, seen.text));
}

export async function riskPage(
  city: LiveCity,
  caller: Caller,
  query: ListQuery,
): Promise<Result<{ rows: RiskRow[]; next: string | null; asOf: string }, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const cursor = readCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const [key = '', id = ''] = cursor.value ?? [];
  const after = cursor.value ? ([key, id] as const) : null;
  const known = optionsOf(caller, query, seen.value);
  return reading(city.web, caller, async (client) => {
    const found = await listPoints(client, { ...known, after, limit: query.limit + 1 });
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    const rows = await rowsOf(client, shown, seen.value);
    const next = found.length > shown.length && last ? cursorOf([last.key, last.id]) : null;
    return ok({ rows, next, asOf: seen.value.text });
  });
}

/** Columns of the export by their keys: what the page can show. */
const COLUMNS = [
  bilingualColumn('division', '所属区划', 'Division', 16),
  bilingualColumn('enterprise', '企业', 'Enterprise', 34),
  bilingualColumn('name', '风险点', 'Risk point', 30),
  bilingualColumn('facility', '设施', 'Facility', 24),
  bilingualColumn('level', '风险等级', 'Level', 16),
  bilingualColumn('tier', '管控层级', 'Answered for at', 14),
  bilingualColumn('owner', '责任人', 'Owner', 14),
  bilingualColumn('events', '风险事件', 'Events', 10, 'int'),
  bilingualColumn('measures', '管控措施', 'Measures', 10, 'int'),
  bilingualColumn('inPlace', '措施落实', 'In place', 10),
  bilingualColumn('reviewedOn', '复评日期', 'Reviewed on', 13, 'date'),
  bilingualColumn('dueOn', '应复评日期', 'Review due', 13, 'date'),
  bilingualColumn('review', '复评原因', 'Why a review is due', 40),
  bilingualColumn('id', '编号', 'Id', 30),
];

export interface ExportQuery extends RiskFilters {
  readonly columns?: string | undefined;
  readonly language: 'zh' | 'en';
}

/** The rows that the list shows, all of them, under the same filters. */
export async function riskSheet(
  city: LiveCity,
  caller: Caller,
  query: ExportQuery,
): Promise<Result<FileAnswer, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const { language } = query;
  const columns = columnsIn(language, COLUMNS);
  const title = { zh: '风险分级管控清单', en: 'Risk points' }[language];
  const rows = sheetRows(city, caller, query, seen.value);
  const shown = query.columns?.split(',');
  const unit = { zh: '个', en: 'points' }[language];
  return ok(exportAnswer({ title, asOf: seen.value.text, unit, language, shown, columns, rows }));
}

async function* sheetRows(
  city: LiveCity,
  caller: Caller,
  query: ExportQuery,
  seen: Seen,
): AsyncGenerator<SheetRow> {
  const known = optionsOf(caller, query, seen);
  const points = keyedRows<PointRecord & { readonly row: RiskRow }>((after, limit) =>
    reading(city.web, caller, async (client) => {
      const found = await listPoints(client, { ...known, after, limit });
      const rows = await rowsOf(client, found, seen);
      return found.flatMap((point, n) => {
        const row = rows[n];
        return row ? [{ ...point, row }] : [];
      });
    }),
  );
  for await (const { row } of points) yield sheetRow(row, query.language);
}

const named = (of: RiskRow['owner']): string | null => of?.name ?? of?.id ?? null;

function sheetRow(row: RiskRow, language: 'zh' | 'en'): SheetRow {
  const level = gradingStandard().levels.find((each) => each.level === row.level);
  const yes = { zh: '是', en: 'yes' }[language];
  const no = { zh: '否', en: 'no' }[language];
  return {
    ...{ id: row.id, name: row.name, events: row.events, measures: row.measures },
    ...{ division: named(row.division), enterprise: named(row.enterprise) },
    ...{ facility: named(row.facility), owner: named(row.owner), reviewedOn: row.reviewedOn },
    level: level?.name[language] ?? null,
    tier: row.tier?.[language] ?? null,
    inPlace: row.inPlace === true ? yes : no,
    dueOn: row.review.dueOn,
    review: row.review.reasons.map(({ text }) => text[language]).join('；') || null,
  };
}
