import { cursorOf } from '../../../kernel/cursor.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { BilingualColumn, SheetRow } from '../../../platform/excel/index.ts';
import { columnsIn, exportAnswer, keyedRows } from '../../../platform/excel/index.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading, rememberedOf, scopeKey } from '../../identity/index.ts';
import type { Code, EnterpriseFilters, EnterpriseRow, Link } from '../model.ts';
import { normal } from '../rules/search-terms.ts';
import { attributeIn, codeOf } from '../rules/vocabulary.ts';
import type { Place } from '../store/enterprise-places.ts';
import { placeOf } from '../store/enterprise-places.ts';
import type { EnterpriseRecord } from '../store/enterprises.ts';
import { countEnterprises, listEnterprises } from '../store/enterprises.ts';
import type { Reader, Seen } from './common.ts';
import { knownType, readCursor, seenOn } from './common.ts';

/** Above so many the total is not counted. */
const MOST_COUNTED = 10_000;
/** Counting looks at every row: once while nothing changes. */
const totals = rememberedOf<number | null>(500);
/** Where the enterprises of a division are found: passes over all of them. */
const places = rememberedOf<Place>(200);

function placeIn(
  city: LiveCity,
  caller: Reader,
  { division }: EnterpriseFilters,
  at: Date,
): Promise<Place> | null {
  if (division === undefined) return null;
  return places(city).of(scopeKey(caller.keys, division, at.getTime()), () =>
    reading(city.web, caller, (client) => placeOf(client, division, at)),
  );
}

interface ListQuery extends EnterpriseFilters {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface ListAnswer {
  rows: EnterpriseRow[];
  next: string | null;
  asOf: string;
  total: number | null;
}

const searched = (filters: EnterpriseFilters): EnterpriseFilters =>
  filters.q ? { ...filters, q: normal(filters.q) } : filters;

export async function enterprisePage(
  city: LiveCity,
  caller: Reader,
  query: ListQuery,
): Promise<Result<ListAnswer, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const cursor = readCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const filters = searched(query);
  const { at, text } = seen.value;
  const [key = '', id = ''] = cursor.value ?? [];
  const after = cursor.value ? ([key, id] as const) : null;
  const known = { filters, at, keys: caller.keys, place: await placeIn(city, caller, filters, at) };
  return reading(city.web, caller, async (client) => {
    const rows = await listEnterprises(client, { ...known, after, limit: query.limit + 1 });
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const more = rows.length > shown.length && last;
    const counted = after ? null : rows.length;
    const { cursor: _, limit: __, ...chosen } = query;
    const key = scopeKey(caller.keys, JSON.stringify(chosen), at.getTime());
    const total =
      !after && more
        ? await totals(city).of(key, () => countEnterprises(client, known, MOST_COUNTED))
        : counted;
    const type = knownType(city, 'enterprise');
    return ok({
      rows: shown.map((row) => rowOf(type, row)),
      next: more ? cursorOf([last.key, last.id]) : null,
      asOf: text,
      total,
    });
  });
}

const linkOf = (type: string, id: string | null, name: string | null): Link | null =>
  id === null ? null : { type, id, name };

function rowOf(type: RecordDefinition, row: EnterpriseRecord): EnterpriseRow {
  const code = (name: string, value: string | null): Code | null =>
    value === null ? null : codeOf(attributeIn(type, name), value);
  const codes = (name: string, values: readonly string[] | null): Code[] =>
    (values ?? []).map((value) => codeOf(attributeIn(type, name), value));
  return {
    id: row.id,
    name: row.name ?? row.id,
    division: linkOf('jurisdiction', row.division, row.divisionName),
    park: linkOf('park', row.park, row.parkName),
    industry: codes('industry', row.industry),
    tradeSector: code('tradeSector', row.tradeSector),
    scale: code('scale', row.scale),
    productionState: code('productionState', row.productionState),
    grade: code('gradeColour', row.grade),
    risk: code('risk', row.risk),
    riskLevel: row.riskLevel,
    majorHazardLevel: row.majorHazardLevel,
    openMajorHazards: row.openMajorHazards,
    employees: row.employees,
    tags: codes('tags', row.tags),
    lastVerifiedOn: row.lastVerifiedOn,
  };
}

/** Filters by codes of the dictionary, in the order of the page. */
const FILTERS = [
  ['industry', 'industry'],
  ['tradeSector', 'tradeSector'],
  ['grade', 'gradeColour'],
  ['risk', 'risk'],
  ['productionState', 'productionState'],
  ['scale', 'scale'],
  ['tags', 'tags'],
  ['features', 'tradeFeatures'],
] as const;

export function enterpriseChoices(city: LiveCity) {
  const type = knownType(city, 'enterprise');
  const filters = FILTERS.map(([name, attr]) => {
    const attribute = attributeIn(type, attr);
    const choices = (attribute.codes ?? []).map(({ code }) => codeOf(attribute, code));
    return { name, label: { zh: attribute.zh, en: attribute.en }, choices };
  });
  return { filters };
}

/** Columns of the export by their keys: what the page can show. */
const COLUMNS: readonly BilingualColumn[] = [
  { key: 'division', zh: '所属区划', en: 'Division', type: 'text', width: 16 },
  { key: 'name', zh: '企业名称', en: 'Enterprise', type: 'text', width: 36 },
  { key: 'id', zh: '统一社会信用代码', en: 'Credit code', type: 'text', width: 22 },
  { key: 'industry', zh: '行业', en: 'Industry', type: 'text', width: 16 },
  { key: 'tradeSector', zh: '工贸行业', en: 'Trade sector', type: 'text', width: 10 },
  { key: 'park', zh: '所在园区', en: 'Park', type: 'text', width: 20 },
  { key: 'grade', zh: '评估等级颜色', en: 'Grade', type: 'text', width: 12 },
  { key: 'riskLevel', zh: '工贸风险等级', en: 'Risk level', type: 'text', width: 12 },
  { key: 'risk', zh: '风险状况', en: 'Risk', type: 'text', width: 14 },
  { key: 'majorHazardLevel', zh: '重大危险源最高等级', en: 'Hazard level', type: 'int', width: 12 },
  {
    key: 'openMajorHazards',
    zh: '未销号重大隐患数',
    en: 'Open major hazards',
    type: 'int',
    width: 12,
  },
  { key: 'productionState', zh: '生产状态', en: 'State', type: 'text', width: 12 },
  { key: 'scale', zh: '规模', en: 'Size', type: 'text', width: 8 },
  { key: 'employees', zh: '从业人数', en: 'Employees', type: 'int', width: 10 },
  { key: 'tags', zh: '标签', en: 'Tags', type: 'text', width: 18 },
  { key: 'lastVerifiedOn', zh: '底数核实日期', en: 'Verified on', type: 'date', width: 14 },
];

export interface ExportQuery extends EnterpriseFilters {
  readonly columns?: string | undefined;
  readonly language: 'zh' | 'en';
}

/** The rows that the list shows, all of them, under the same filters. */
export async function enterpriseSheet(
  city: LiveCity,
  caller: Reader,
  query: ExportQuery,
): Promise<Result<FileAnswer, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const { language } = query;
  const columns = columnsIn(language, COLUMNS);
  const title = { zh: '企业台账', en: 'Enterprises' }[language];
  const rows = sheetRows(city, caller, searched(query), seen.value, language);
  const shown = query.columns?.split(',');
  const unit = { zh: '家', en: 'enterprises' }[language];
  return ok(exportAnswer({ title, asOf: seen.value.text, unit, language, shown, columns, rows }));
}

async function* sheetRows(
  city: LiveCity,
  caller: Reader,
  filters: EnterpriseFilters,
  { at }: Seen,
  language: 'zh' | 'en',
): AsyncGenerator<SheetRow> {
  const type = knownType(city, 'enterprise');
  const known = { filters, at, keys: caller.keys, place: await placeIn(city, caller, filters, at) };
  const rows = keyedRows<EnterpriseRecord>((after, limit) =>
    reading(city.web, caller, (client) => listEnterprises(client, { ...known, after, limit })),
  );
  for await (const row of rows) yield sheetRow(rowOf(type, row), language);
}

function sheetRow(row: EnterpriseRow, language: 'zh' | 'en'): SheetRow {
  const said = (code: Code | null): string | null => code?.text[language] ?? null;
  return {
    ...row,
    division: row.division?.name ?? row.division?.id ?? null,
    park: row.park?.name ?? row.park?.id ?? null,
    industry: row.industry.map(said),
    tags: row.tags.map(said),
    tradeSector: said(row.tradeSector),
    scale: said(row.scale),
    productionState: said(row.productionState),
    grade: said(row.grade),
    risk: said(row.risk),
  };
}
