import { formatDay } from '../../../kernel/calendar.ts';
import type { FileAnswer, QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import { shownOf } from '../../../kernel/shapes.ts';
import { answeredRows, exportAnswer } from '../../../platform/excel/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { dayAsked } from '../../tasks/index.ts';
import type { lettersContract } from '../contract.ts';
import { kindWords, stateWords } from '../rules/words.ts';
import { listLetters } from './letters.ts';

const PAGE = 200;

/** The letters of a box as the list shows them, under the same filter. */
export async function lettersSheet(
  city: LiveCity,
  caller: Caller,
  query: QueryOf<typeof lettersContract.lettersExport>,
): Promise<Result<FileAnswer, Refusal>> {
  const { columns: _, language, ...filter } = query;
  const day = dayAsked(city, query.asOf);
  if (!day.ok) return day;
  const t = (zh: string, en: string): string => ({ zh, en })[language];
  const rows = answeredRows(
    (cursor) => listLetters(city, caller, { ...filter, cursor, limit: PAGE }),
    ({ kind, state, answered, addressees, ...row }) => ({
      ...row,
      kind: kindWords[kind][language],
      state: stateWords[state][language],
      answers: `${answered}/${addressees}`,
    }),
  );
  const text = { type: 'text' } as const;
  return ok(
    exportAnswer({
      title: query.box === 'sent' ? t('本单位发文', 'Letters sent') : t('收文', 'Letters received'),
      asOf: formatDay(day.value),
      unit: t('件', 'letters'),
      language,
      shown: shownOf(query)?.flatMap((key) => (key === 'rows' ? ['rows', 'asOf'] : key)),
      columns: [
        { key: 'title', title: t('标题', 'Title'), ...text, width: 50 },
        { key: 'kind', title: t('文种', 'Kind'), ...text, width: 14 },
        { key: 'number', title: t('文号', 'Number'), ...text, width: 24 },
        { key: 'state', title: t('状态', 'State'), ...text, width: 12 },
        { key: 'issuer', title: t('发文单位', 'Issuer'), ...text, width: 28 },
        { key: 'rows', title: t('清单项数', 'Rows of the list'), type: 'int', width: 10 },
        { key: 'asOf', title: t('清单截至', 'List as of'), type: 'date', width: 12 },
        { key: 'answers', title: t('已答复/主送', 'Answered/sent to'), ...text, width: 12 },
        { key: 'due', title: t('答复期限', 'Answer by'), type: 'date', width: 12 },
        { key: 'author', title: t('拟稿', 'Author'), ...text, width: 14 },
        { key: 'madeOn', title: t('拟稿日期', 'Drawn up on'), type: 'date', width: 12 },
      ],
      rows,
    }),
  );
}
