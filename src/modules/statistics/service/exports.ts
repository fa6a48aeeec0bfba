import type { FileAnswer } from '../../../kernel/endpoint.ts';
import { must } from '../../../kernel/result.ts';
import { exportAnswer, pagedRows } from '../../../platform/excel/index.ts';
import type { Table } from '../model.ts';
import { periodWords } from '../rules/periods.ts';
import { byWords } from '../rules/topics.ts';
import type { Asked } from './asked.ts';
import { codeWords, plain } from './names.ts';
import type { Cell } from './rows.ts';
import { cellTitle, dayText, rowPage } from './rows.ts';
import { scopeName } from './table.ts';

type Lang = 'zh' | 'en';

/** The table as it stands on the screen, with its sum, unit, day, filters and definition. */
export function tableFile(asked: Asked, table: Table, lang: Lang): FileAnswer {
  const { title, unit, definition, columns, rows, total, by, asOf } = table;
  const share = (value: number | null, index: number): string | number | null =>
    value !== null && columns[index]?.share ? `${(value * 100).toFixed(1)}%` : value;
  const line = (name: string, values: readonly (number | null)[]) => ({
    name,
    ...Object.fromEntries(values.map((value, i) => [columns[i]?.key ?? '', share(value, i)])),
  });
  const sum = total ? [line(lang === 'zh' ? '合计' : 'All', total.values)] : [];
  return exportAnswer({
    title: title[lang],
    ...{ asOf, unit: unit[lang], scope: table.scope[lang], language: lang },
    note: [...filterWords(asked, table, lang), definition[lang]].join(lang === 'zh' ? '；' : '; '),
    columns: [
      { key: 'name', title: byWords[by][lang], type: 'text', width: 28 },
      ...columns.map(({ key, words, share: isShare }) => ({
        ...{ key, title: words[lang], width: 14 },
        type: isShare ? ('text' as const) : ('number' as const),
      })),
    ],
    rows: [...rows.map(({ name, values }) => line(name[lang], values)), ...sum],
    frozenColumns: 1,
  });
}

function filterWords(asked: Asked, table: Table, lang: Lang): string[] {
  const { line, module, period } = asked;
  const zh = lang === 'zh';
  const lines = { chem: zh ? '化工危化' : 'chemical line', trade: zh ? '工贸' : 'trade line' };
  const words: string[] = [];
  if (line) words.push(lines[line]);
  if (module) words.push(codeWords(table.choices.modules, module)[lang]);
  if (table.choices.filters.includes('period')) {
    const { from } = table.period ?? {};
    words.push(`${periodWords[period][lang]}${from ? ` (${from} – ${table.asOf})` : ''}`);
  }
  return words;
}

const PAGE = 200;

/** Every row behind one number. */
export function rowsFile(asked: Asked, cell: Cell, lang: Lang): FileAnswer {
  const zh = lang === 'zh';
  const rows = pagedRows(async (after) => {
    const page = await rowPage(asked, cell, { after: after ?? undefined, limit: PAGE });
    const { rows: found, next } = must(page.ok ? page.value : null, 'its own cursor');
    return {
      next,
      rows: found.map(({ division, enterprise, what, state, ...row }) => ({
        ...row,
        division: division?.name ?? '',
        enterprise: enterprise?.name ?? '',
        code: enterprise?.id ?? '',
        what: what[lang],
        state: state[lang],
      })),
    };
  });
  return exportAnswer({
    title: cellTitle(asked, cell)[lang],
    ...{ asOf: dayText(asked), scope: (scopeName(asked) ?? plain(''))[lang], language: lang },
    columns: [
      { key: 'division', title: zh ? '区划' : 'Division', type: 'text', width: 14 },
      { key: 'enterprise', title: zh ? '企业' : 'Enterprise', type: 'text', width: 36 },
      { key: 'code', title: zh ? '信用代码' : 'Credit code', type: 'text', width: 22 },
      { key: 'what', title: zh ? '类别或条款' : 'Kind or clause', type: 'text', width: 24 },
      { key: 'state', title: zh ? '状态' : 'State', type: 'text', width: 24 },
      { key: 'on', title: zh ? '日期' : 'Day', type: 'date', width: 12 },
      { key: 'subject', title: zh ? '对象' : 'Record', type: 'text', width: 30 },
    ],
    rows,
  });
}
