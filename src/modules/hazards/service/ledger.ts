import { parseDay } from '../../../kernel/calendar.ts';
import { cursorOf } from '../../../kernel/cursor.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Role } from '../../../law/roles.ts';
import type { SheetRow } from '../../../platform/excel/index.ts';
import {
  bilingualColumn,
  columnsIn,
  exportAnswer,
  keyedRows,
} from '../../../platform/excel/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { onlyEnterprises, reading } from '../../identity/index.ts';
import {
  attributeIn,
  codeOf,
  knownType,
  readCursor,
  type Seen,
  seenOn,
} from '../../registry/index.ts';
import type { HazardRow } from '../contract.ts';
import type { HazardFilters } from '../model.ts';
import { actNames, stages } from '../model.ts';
import { ONWARD, OWN_SOURCES, table } from '../rules/table.ts';
import type { ListOptions, NextOf } from '../store/conditions.ts';
import type { HazardRecord } from '../store/list.ts';
import { listHazards } from '../store/list.ts';
import { settingOf, stageOf } from './common.ts';

/** More are not counted: a count passes over every row, and asks of each who sees it. */
const MOST_COUNTED = 100;

interface ListQuery extends HazardFilters {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface ListAnswer {
  rows: HazardRow[];
  next: string | null;
  asOf: string;
  total: number | null;
}

/** What somebody with these roles takes onward in the loop. */
function nextOf(roles: readonly Role[]): readonly NextOf[] {
  return actNames
    .filter((act) => ONWARD.includes(act))
    .flatMap((act) =>
      table[act].who
        .filter((who) => who.roles.some((role) => roles.includes(role)))
        .flatMap(({ weight = null, found = null }) =>
          table[act].from.map((stage) => ({ stage, weight, found })),
        ),
    );
}

function optionsOf(
  city: LiveCity,
  caller: Caller,
  filters: HazardFilters,
  seen: Seen,
): Omit<ListOptions, 'after' | 'limit'> {
  const { settings } = settingOf(city);
  return {
    filters,
    at: seen.at,
    day: seen.text,
    own: onlyEnterprises(caller.keys),
    next: filters.mine ? nextOf(caller.roles) : null,
    ownSources: OWN_SOURCES,
    types: city.duties.types,
    // As everywhere: a list crosses counties.
    perfunctory: settings.perfunctoryReturns.value,
    longStanding: settings.longStandingDays.value,
  };
}

export async function hazardPage(
  city: LiveCity,
  caller: Caller,
  query: ListQuery,
): Promise<Result<ListAnswer, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const cursor = readCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const [key = '', id = ''] = cursor.value ?? [];
  if (cursor.value && !parseDay(key).ok) return readCursor('', 2) as Result<never, Refusal>;
  const after = cursor.value ? ([key, id] as const) : null;
  const known = optionsOf(city, caller, query, seen.value);
  return reading(city.web, caller, async (client) => {
    const wanted = { ...known, after, limit: query.limit + 1 };
    // One that goes on was counted where the list began; of a text it is not known.
    const counts = !after && query.q === undefined;
    const { rows, met } = await listHazards(client, wanted, counts ? MOST_COUNTED + 1 : undefined);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const more = rows.length > shown.length && last;
    const whole = !after && (!more || (counts && met <= MOST_COUNTED));
    const type = knownType(city, 'hazard');
    return ok({
      rows: shown.map((row) => rowOf(type, row)),
      next: more ? cursorOf([last.key, last.id]) : null,
      asOf: seen.value.text,
      total: whole ? met : null,
    });
  });
}

/** Filters by codes of the dictionary. */
export function hazardChoices(city: LiveCity) {
  const type = knownType(city, 'hazard');
  const codes = (name: string) => {
    const attribute = attributeIn(type, name);
    return (attribute.codes ?? []).map(({ code }) => codeOf(attribute, code));
  };
  return { source: codes('source'), supervised: codes('supervisedBy') };
}

export function rowOf(type: RecordDefinition, row: HazardRecord): HazardRow {
  const code = (name: string, value: string | null) =>
    value === null ? null : codeOf(attributeIn(type, name), value);
  const stage = stageOf(row.stage);
  const limits = [row.dueOn, row.extendedUntil].filter((day) => day !== null).sort();
  return {
    id: row.id,
    enterprise: row.enterprise
      ? { type: 'enterprise', id: row.enterprise, name: row.enterpriseName }
      : null,
    division: row.division
      ? { type: 'jurisdiction', id: row.division, name: row.divisionName }
      : null,
    text: row.note ?? '',
    source: code('source', row.source),
    kind: code('kind', row.kind),
    stage: { code: stage, text: stages[stage] },
    major: row.major,
    treatedOnly: row.treatedAsMajor && !row.major,
    class: code('class', row.class),
    criterion: row.criterion,
    foundOn: row.foundOn,
    limit: limits.at(-1) ?? null,
    closedOn: row.closedOn,
    overdue: row.overdue,
    supervisedBy: code('supervisedBy', row.supervisedBy),
    stopRequired: row.stopRequired,
    refused: row.refused,
    returned: row.returnedTimes,
    relapses: row.reopenedTimes,
  };
}

/** Columns of the export by their keys: what the page can show. */
const COLUMNS = [
  bilingualColumn('division', '所属区划', 'Division', 16),
  bilingualColumn('enterprise', '企业', 'Enterprise', 34),
  bilingualColumn('text', '隐患描述', 'What was found', 44),
  bilingualColumn('stage', '处置阶段', 'Stage', 12),
  bilingualColumn('weight', '重大', 'Weight', 14),
  bilingualColumn('class', '静态动态', 'Static or dynamic', 10),
  bilingualColumn('criterion', '判定标准条款', 'Criterion', 18),
  bilingualColumn('source', '来源', 'Source', 12),
  bilingualColumn('kind', '类别', 'Kind', 12),
  bilingualColumn('foundOn', '发现日期', 'Found on', 13, 'date'),
  bilingualColumn('limit', '整改期限', 'Time limit', 13, 'date'),
  bilingualColumn('overdue', '逾期', 'Overdue', 8),
  bilingualColumn('closedOn', '销号日期', 'Closed on', 13, 'date'),
  bilingualColumn('supervisedBy', '挂牌督办', 'Listed by', 12),
  bilingualColumn('returned', '退回次数', 'Returned', 10, 'int'),
  bilingualColumn('relapses', '复发次数', 'Relapses', 10, 'int'),
  bilingualColumn('id', '编号', 'Id', 30),
];

export interface ExportQuery extends HazardFilters {
  readonly columns?: string | undefined;
  readonly language: 'zh' | 'en';
}

/** The rows that the list shows, all of them, under the same filters. */
export async function hazardSheet(
  city: LiveCity,
  caller: Caller,
  query: ExportQuery,
): Promise<Result<FileAnswer, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const { language } = query;
  const columns = columnsIn(language, COLUMNS);
  const title = { zh: '隐患台账', en: 'Hazards' }[language];
  const rows = sheetRows(city, caller, query, seen.value, language);
  const shown = query.columns?.split(',');
  const unit = { zh: '条', en: 'hazards' }[language];
  return ok(exportAnswer({ title, asOf: seen.value.text, unit, language, shown, columns, rows }));
}

async function* sheetRows(
  city: LiveCity,
  caller: Caller,
  filters: HazardFilters,
  seen: Seen,
  language: 'zh' | 'en',
): AsyncGenerator<SheetRow> {
  const type = knownType(city, 'hazard');
  const known = optionsOf(city, caller, filters, seen);
  const rows = keyedRows<HazardRecord>((after, limit) =>
    reading(
      city.web,
      caller,
      async (client) => (await listHazards(client, { ...known, after, limit })).rows,
    ),
  );
  for await (const row of rows) yield sheetRow(rowOf(type, row), language);
}

const WEIGHTS = {
  major: { zh: '重大事故隐患', en: 'major' },
  treated: { zh: '参照重大整治', en: 'treated as major' },
  general: { zh: '一般', en: 'general' },
} as const;
const YES = { zh: '是', en: 'yes' } as const;

function sheetRow(row: HazardRow, language: 'zh' | 'en'): SheetRow {
  const said = (code: HazardRow['source']): string | null => code?.text[language] ?? null;
  const weight = row.major ? 'major' : row.treatedOnly ? 'treated' : 'general';
  return {
    ...{ id: row.id, text: row.text, criterion: row.criterion, foundOn: row.foundOn },
    ...{ limit: row.limit, closedOn: row.closedOn, returned: row.returned, relapses: row.relapses },
    division: row.division?.name ?? row.division?.id ?? null,
    enterprise: row.enterprise?.name ?? row.enterprise?.id ?? null,
    stage: row.stage.text[language],
    weight: WEIGHTS[weight][language],
    class: said(row.class),
    source: said(row.source),
    kind: said(row.kind),
    overdue: row.overdue ? YES[language] : null,
    supervisedBy: said(row.supervisedBy),
  };
}
