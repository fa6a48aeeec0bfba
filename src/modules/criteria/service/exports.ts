import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { FileAnswer } from '../../../kernel/endpoint.ts';
import { must } from '../../../kernel/result.ts';
import { exportAnswer, pagedRows } from '../../../platform/excel/index.ts';
import type { Judging, Reader } from './context.ts';
import type { MajorQuery } from './major.ts';
import { majorPage } from './major.ts';
import type { SuspectQuery } from './suspected.ts';
import { suspectPage } from './suspected.ts';

type Lang = 'zh' | 'en';
type Page<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

const PAGE = 200;
const opened = <T>(page: Page<T>): T => must(page.ok ? page.value : null, 'a page of the list');
const cursor = (after: string | null) => (after === null ? {} : { cursor: after });

export function exportMajor(
  judging: Judging,
  caller: Reader,
  day: Day,
  query: Omit<MajorQuery, 'limit' | 'cursor'>,
  lang: Lang,
): FileAnswer {
  const zh = lang === 'zh';
  const title = {
    statutory: zh ? '重大事故隐患明细' : 'Major hazards',
    cityRule: zh ? '参照重大隐患整治明细（本市规定）' : 'Treated as major (rule of the city)',
  }[query.kind];
  return exportAnswer({
    ...{ title, asOf: formatDay(day), language: lang },
    columns: [
      { key: 'division', title: zh ? '区划' : 'Division', type: 'text', width: 14 },
      { key: 'enterprise', title: zh ? '企业' : 'Enterprise', type: 'text', width: 36 },
      { key: 'code', title: zh ? '信用代码' : 'Credit code', type: 'text', width: 22 },
      { key: 'criterion', title: zh ? '判定条款' : 'Criterion', type: 'text', width: 44 },
      { key: 'nature', title: zh ? '静态动态' : 'Static, dynamic', type: 'text', width: 10 },
      { key: 'cause', title: zh ? '成因' : 'Cause', type: 'text', width: 14 },
      { key: 'source', title: zh ? '来源' : 'Source', type: 'text', width: 14 },
      { key: 'foundOn', title: zh ? '发现日期' : 'Found on', type: 'date' },
      { key: 'dueOn', title: zh ? '整改期限' : 'Due on', type: 'date' },
      { key: 'closedOn', title: zh ? '销号日期' : 'Closed on', type: 'date' },
      { key: 'open', title: zh ? '未销号' : 'Open', type: 'bool' },
      { key: 'overdue', title: zh ? '逾期' : 'Overdue', type: 'bool' },
      { key: 'reopened', title: zh ? '复发' : 'Re-opened', type: 'bool' },
      { key: 'id', title: zh ? '隐患编号' : 'Record', type: 'text', width: 30 },
    ],
    rows: pagedRows(async (after) => {
      const asked = { ...query, ...cursor(after), limit: PAGE };
      const { rows, next } = opened(await majorPage(judging, caller, day, asked));
      return {
        next,
        rows: rows.map(({ enterprise, division, criterion, nature, cause, source, ...row }) => ({
          ...row,
          division: division?.name ?? '',
          enterprise: enterprise?.name ?? '',
          code: enterprise?.id ?? '',
          criterion: criterion?.[lang] ?? '',
          nature: nature?.[lang] ?? '',
          cause: cause?.[lang] ?? '',
          source: source?.[lang] ?? '',
        })),
      };
    }),
  });
}

export function exportSuspects(
  judging: Judging,
  caller: Reader,
  day: Day,
  query: Omit<SuspectQuery, 'limit' | 'cursor'>,
  lang: Lang,
): FileAnswer {
  const zh = lang === 'zh';
  return exportAnswer({
    title: zh ? '疑似重大隐患明细' : 'Suspected items',
    asOf: formatDay(day),
    language: lang,
    note: zh ? '疑似仅为线索，由人工判定' : 'Suspected only: a person judges',
    columns: [
      { key: 'division', title: zh ? '区划' : 'Division', type: 'text', width: 14 },
      { key: 'enterprise', title: zh ? '企业' : 'Enterprise', type: 'text', width: 36 },
      { key: 'code', title: zh ? '信用代码' : 'Credit code', type: 'text', width: 22 },
      { key: 'edition', title: zh ? '判定标准' : 'Criteria', type: 'text', width: 22 },
      { key: 'clause', title: zh ? '条款' : 'Clause', type: 'text', width: 14 },
      { key: 'title', title: zh ? '情形' : 'Item', type: 'text', width: 30 },
      { key: 'says', title: zh ? '事实' : 'Facts', type: 'text', width: 44 },
      { key: 'missing', title: zh ? '待核实' : 'To find out', type: 'text', width: 44 },
      { key: 'basis', title: zh ? '依据' : 'Basis', type: 'text', width: 12 },
      { key: 'found', title: zh ? '记录数' : 'Records', type: 'int' },
      { key: 'open', title: zh ? '未销号隐患' : 'Open hazards', type: 'int' },
    ],
    rows: pagedRows(async (after) => {
      const asked = { ...query, ...cursor(after), limit: PAGE };
      const { rows, next } = opened(await suspectPage(judging, caller, day, asked));
      return {
        next,
        rows: rows.map(({ edition, clause, title, found, open, ...row }) => ({
          ...{ edition, clause, title, found, open },
          division: row.division?.name ?? '',
          enterprise: row.enterprise.name ?? '',
          code: row.enterprise.id,
          says: row.says[lang],
          missing: row.missing[lang],
          basis: basisWords[row.basis][lang],
        })),
      };
    }),
  });
}

const basisWords = {
  shown: { zh: '有事实', en: 'on record' },
  absent: { zh: '缺记录', en: 'nothing on record' },
} as const;
