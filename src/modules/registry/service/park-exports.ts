import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import { shownOf } from '../../../kernel/shapes.ts';
import type { SheetColumn, SheetRow } from '../../../platform/excel/index.ts';
import { answeredRows, exportAnswer } from '../../../platform/excel/index.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Code } from '../model.ts';
import type { Reader } from './common.ts';
import { parkDuties, parkInstallations, parksPage } from './parks.ts';

type Language = 'zh' | 'en';
type Words = Readonly<Record<Language, string>>;

interface Wanted {
  readonly language: Language;
  readonly columns?: string | undefined;
}

interface Pages<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
  readonly asOf: string;
}

interface Sheet<T> {
  readonly title: Words;
  readonly unit: Words;
  readonly columns: readonly (Omit<SheetColumn, 'title'> & { readonly title: Words })[];
  readonly row: (row: T) => SheetRow;
  readonly page: (cursor: string | undefined) => Promise<Result<Pages<T>, Refusal>>;
}

/** All rows of a list as a file: its pages one after the other, under the same filter. */
async function sheetOf<T>(
  { language, columns }: Wanted,
  { title, unit, columns: all, row, page }: Sheet<T>,
): Promise<Result<FileAnswer, Refusal>> {
  const first = await page(undefined);
  if (!first.ok) return first;
  return ok(
    exportAnswer({
      title: title[language],
      asOf: first.value.asOf,
      unit: unit[language],
      language,
      shown: shownOf({ columns }),
      columns: all.map((column) => ({ ...column, title: column.title[language] })),
      // The first page is there already.
      rows: answeredRows(async (cursor) => (cursor === undefined ? first : page(cursor)), row),
    }),
  );
}

const PAGE = 200;
const w = (zh: string, en: string): Words => ({ zh, en });
const text = { type: 'text' } as const;
const int = { type: 'int', width: 12 } as const;
const DIVISION = { key: 'division', title: w('所属区划', 'Division'), ...text, width: 16 };
const FIRM = { key: 'enterprise', title: w('企业', 'Enterprise'), ...text, width: 36 };

export function parksSheet(
  city: LiveCity,
  caller: Reader,
  query: Wanted & Omit<Parameters<typeof parksPage>[2], 'cursor' | 'limit'>,
): Promise<Result<FileAnswer, Refusal>> {
  const said = (code: Code | null): string | null => code?.text[query.language] ?? null;
  return sheetOf(query, {
    title: w('化工园区', 'Parks'),
    unit: w('个', 'parks'),
    columns: [
      DIVISION,
      { key: 'name', title: w('园区', 'Park'), ...text, width: 32 },
      { key: 'parkType', title: w('园区类型', 'Kind'), ...text, width: 16 },
      { key: 'status', title: w('园区状态', 'State'), ...text, width: 16 },
      { key: 'riskGrade', title: w('风险等级', 'Risk grade'), ...text, width: 12 },
      { key: 'enterprises', title: w('企业数', 'Enterprises'), ...int },
      { key: 'installations', title: w('重大危险源数', 'Installations'), ...int },
      { key: 'area', title: w('面积（平方公里）', 'Area (km²)'), type: 'number', width: 14 },
    ],
    page: (cursor) => parksPage(city, caller, { ...query, cursor, limit: PAGE }),
    row: ({ division, parkType, status, riskGrade, ...row }) => ({
      ...row,
      division: division?.name ?? null,
      parkType: said(parkType),
      status: said(status),
      riskGrade: said(riskGrade),
    }),
  });
}

export function installationsSheet(
  city: LiveCity,
  caller: Reader,
  query: Wanted & Omit<Parameters<typeof parkInstallations>[2], 'cursor' | 'limit'>,
): Promise<Result<FileAnswer, Refusal>> {
  return sheetOf(query, {
    title: w('园区内重大危险源', 'Major hazard installations of a park'),
    unit: w('处', 'installations'),
    columns: [
      { key: 'name', title: w('重大危险源', 'Installation'), ...text, width: 32 },
      { key: 'level', title: w('级别', 'Level'), ...int },
      { key: 'r', title: w('R 值', 'R'), type: 'number', width: 12 },
      FIRM,
    ],
    page: (cursor) => parkInstallations(city, caller, { ...query, cursor, limit: PAGE }),
    row: ({ enterprise, ...row }) => ({ ...row, enterprise: enterprise.name ?? enterprise.id }),
  });
}

export function parkDutiesSheet(
  city: LiveCity,
  caller: Reader,
  query: Wanted & Omit<Parameters<typeof parkDuties>[2], 'cursor' | 'limit'>,
): Promise<Result<FileAnswer, Refusal>> {
  const words: Readonly<Record<string, Words>> = {
    met: w('已完成', 'Done'),
    late: w('逾期完成', 'Done late'),
    pending: w('待办理', 'To come'),
    overdue: w('已逾期', 'Overdue'),
    unknown: w('待核实', 'Unknown'),
  };
  return sheetOf(query, {
    title: w('园区责任事项', 'Duties of a park'),
    unit: w('项', 'duties'),
    columns: [
      { key: 'clause', title: w('条款', 'Clause'), ...text, width: 14 },
      { key: 'quote', title: w('条款原文', 'Text'), ...text, width: 60 },
      { key: 'subject', title: w('对象', 'Subject'), ...text, width: 32 },
      FIRM,
      { key: 'period', title: w('周期', 'Period'), ...text, width: 12 },
      { key: 'due', title: w('期限', 'Due'), type: 'date', width: 12 },
      { key: 'status', title: w('状态', 'Status'), ...text, width: 12 },
    ],
    page: (cursor) => parkDuties(city, caller, { ...query, cursor, limit: PAGE }),
    row: ({ clause, quote, subject, enterprise, period, due, status }) => ({
      ...{ clause, quote, period, due },
      subject: subject.name ?? subject.id,
      enterprise: enterprise?.name ?? null,
      status: words[status]?.[query.language] ?? status,
    }),
  });
}
