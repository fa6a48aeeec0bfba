import type { FileAnswer, ParamsOf, QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { SheetColumn, SheetRow } from '../../../platform/excel/index.ts';
import { writeSheet, XLSX } from '../../../platform/excel/index.ts';
import type { boardContract } from '../contract.ts';
import type { BoardRow, DutyRow, PlanRow, Words } from '../model.ts';
import { dutyStatusWords, statusWords } from '../rules/status-words.ts';
import type { BoardDeps, Reader } from './asked.ts';
import { boardOf } from './board.ts';
import type { Listing } from './duties.ts';
import { listingOf, pageOf } from './duties.ts';

type Lang = 'zh' | 'en';

const column = (lang: Lang, key: string, title: Words, more: Partial<SheetColumn> = {}) => ({
  ...{ key, type: 'text' as const, title: title[lang] },
  ...more,
});

const count = (lang: Lang, key: string, zh: string, en: string): SheetColumn =>
  column(lang, key, { zh, en }, { type: 'int', width: 8 });

/** Exactly the clauses that the board shows, in its order. */
export async function boardSheet(
  deps: BoardDeps,
  caller: Reader,
  { lang, ...query }: QueryOf<typeof boardContract.boardExport>,
): Promise<Result<FileAnswer, Refusal>> {
  const board = await boardOf(deps, caller, query);
  if (!board.ok) return board;
  const { plans, asOf } = board.value;
  const title = { zh: '攻坚任务条款台账', en: 'Plan board' }[lang];
  const rows = plans.flatMap((plan) => planRows(plan, lang));
  const bytes = writeSheet({ title, asOf, language: lang, columns: boardColumns(lang), rows });
  return ok({ name: `${title} ${asOf}.xlsx`, type: XLSX, bytes });
}

function boardColumns(lang: Lang): SheetColumn[] {
  return [
    column(lang, 'plan', { zh: '方案', en: 'Plan' }, { width: 24 }),
    column(lang, 'section', { zh: '章节', en: 'Section' }, { width: 24 }),
    column(lang, 'task', { zh: '任务', en: 'Task' }, { width: 28 }),
    column(lang, 'id', { zh: '条款', en: 'Clause' }, { width: 14 }),
    column(lang, 'quote', { zh: '原文', en: 'Words of the plan' }, { width: 60 }),
    column(lang, 'actors', { zh: '责任主体', en: 'Who answers' }, { width: 24 }),
    column(lang, 'status', { zh: '状态', en: 'Status' }, { width: 12 }),
    column(lang, 'value', { zh: '指标值', en: 'Value' }, { type: 'number', width: 10 }),
    column(lang, 'target', { zh: '目标', en: 'Target' }, { width: 12 }),
    column(lang, 'basis', { zh: '目标依据', en: 'Basis of the target' }, { width: 16 }),
    count(lang, 'population', '应完成', 'Owed'),
    count(lang, 'met', '已完成', 'Met'),
    count(lang, 'late', '逾期完成', 'Late'),
    count(lang, 'pending', '未到期', 'Pending'),
    count(lang, 'overdue', '逾期', 'Overdue'),
    count(lang, 'unknown', '不明', 'Unknown'),
    column(lang, 'behind', { zh: '逾期县区', en: 'Counties behind' }, { width: 40 }),
  ];
}

function planRows(plan: PlanRow, lang: Lang): SheetRow[] {
  return plan.sections.flatMap(({ no, title, tasks }) =>
    tasks.flatMap((task) =>
      task.clauses.map((row) => ({
        plan: plan.title[lang],
        section: `${no} ${title[lang]}`,
        task: task.title[lang],
        ...clauseCells(row, lang),
      })),
    ),
  );
}

const signs: Readonly<Record<string, string>> = { gte: '≥', gt: '>', lte: '≤', lt: '<', eq: '=' };
const bases: Readonly<Record<string, Words>> = {
  stated: { zh: '方案明文', en: 'stated' },
  implied: { zh: '文意得出', en: 'implied' },
  inferred: { zh: '平台建议（推定）', en: 'proposed (inferred)' },
  parameter: { zh: '参数', en: 'parameter' },
};

function clauseCells(row: BoardRow, lang: Lang): SheetRow {
  const { id, quote, en, actors, figure, behind } = row;
  const { target, population, met, late, pending, overdue, unknown } = figure;
  return {
    id,
    quote: lang === 'zh' ? quote : en,
    actors: actors.map((words) => words[lang]),
    status: statusWords(figure.status)[lang],
    value: figure.value,
    target: target ? `${signs[target.op] ?? target.op} ${target.value}` : null,
    basis: target ? (bases[target.basis]?.[lang] ?? target.basis) : null,
    ...{ population, met, late, pending, overdue, unknown },
    behind: behind.map(({ name, overdue: each }) => `${name} ${each}`),
  };
}

/** The whole list as filtered, page by page while it is written. */
export async function dutiesSheet(
  deps: BoardDeps,
  caller: Reader,
  call: {
    readonly params: ParamsOf<typeof boardContract.dutiesExport>;
    readonly query: QueryOf<typeof boardContract.dutiesExport>;
  },
): Promise<Result<FileAnswer, Refusal>> {
  const { lang, ...query } = call.query;
  const listing = await listingOf(deps, caller, call.params.id, query);
  if (!listing.ok) return listing;
  const { asked, clause } = listing.value;
  const title = { zh: `条款 ${clause.id} 责任事项清单`, en: `Duties of ${clause.id}` }[lang];
  const rows = allDuties(listing.value, caller, lang);
  const columns = dutyColumns(lang);
  const bytes = writeSheet({ title, asOf: asked.text, language: lang, columns, rows });
  return ok({ name: `${title} ${asked.text}.xlsx`, type: XLSX, bytes });
}

function dutyColumns(lang: Lang): SheetColumn[] {
  return [
    column(lang, 'division', { zh: '区划', en: 'Division' }, { width: 18 }),
    column(lang, 'enterprise', { zh: '企业', en: 'Enterprise' }, { width: 32 }),
    column(lang, 'code', { zh: '信用代码', en: 'Credit code' }, { width: 22 }),
    column(lang, 'subject', { zh: '责任对象', en: 'Subject' }, { width: 32 }),
    column(lang, 'period', { zh: '周期', en: 'Period' }, { width: 12 }),
    column(lang, 'due', { zh: '期限', en: 'Due' }, { type: 'date', width: 12 }),
    column(lang, 'status', { zh: '状态', en: 'Status' }, { width: 10 }),
    column(lang, 'since', { zh: '完成日', en: 'Met since' }, { type: 'date', width: 12 }),
  ];
}

const PAGE = 1000;

async function* allDuties(listing: Listing, caller: Reader, lang: Lang): AsyncGenerator<SheetRow> {
  let after: Awaited<ReturnType<typeof pageOf>>['next'] = null;
  do {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(listing, caller, {
      after,
      limit: PAGE,
    });
    for (const row of page.rows) yield dutyCells(row, lang);
    after = page.next;
  } while (after !== null);
}

function dutyCells(row: DutyRow, lang: Lang): SheetRow {
  const { subject, enterprise, division, period, due, since, status } = row;
  return {
    division: division?.name ?? null,
    enterprise: enterprise?.name ?? null,
    code: enterprise?.id ?? null,
    subject: subject.name ?? subject.id,
    ...{ period, due, since },
    status: dutyStatusWords(status)[lang],
  };
}
