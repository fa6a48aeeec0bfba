import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import { shownOf } from '../../../kernel/shapes.ts';
import { exportAnswer } from '../../../platform/excel/index.ts';
import type { Caller } from '../../identity/index.ts';
import { completeness } from './completeness.ts';
import { allMetrics } from './metric-answers.ts';
import type { Overview } from './overview.ts';

interface Asked {
  readonly division?: string | undefined;
  readonly columns?: string | undefined;
  readonly language: 'zh' | 'en';
}

type Answer = Promise<Result<FileAnswer, Refusal>>;

/** The list of metrics as the page shows it. */
export async function exportMetrics(at: Overview, caller: Caller, day: Day, asked: Asked): Answer {
  const { language, division = null } = asked;
  const t = (zh: string, en: string): string => ({ zh, en })[language];
  const metrics = await allMetrics(at, caller, day, division);
  const text = { type: 'text' } as const;
  return ok(
    exportAnswer({
      title: t('指标口径', 'Metrics'),
      asOf: formatDay(day),
      language,
      shown: shownOf(asked),
      columns: [
        { key: 'name', title: t('指标', 'Indicator'), ...text, width: 24 },
        { key: 'value', title: t('现值', 'Value'), type: 'number', width: 10 },
        { key: 'unit', title: t('单位', 'Unit'), ...text, width: 8 },
        { key: 'bad', title: t('不利', 'Against'), type: 'int' },
        { key: 'total', title: t('全部', 'All'), type: 'int' },
        { key: 'weight', title: t('权重', 'Weight'), type: 'number', width: 8 },
        { key: 'numerator', title: t('分子', 'Numerator'), ...text, width: 40 },
        { key: 'denominator', title: t('分母', 'Denominator'), ...text, width: 40 },
        { key: 'clauses', title: t('条款', 'Clauses'), ...text, width: 24 },
      ],
      rows: metrics.map((metric) => ({
        ...metric,
        name: metric.name[language],
        value: metric.unit === 'share' ? percent(metric.value) : metric.value,
        unit: metric.unit === 'share' ? '%' : t('项', 'rows'),
        numerator: metric.numerator[language],
        denominator: metric.denominator[language],
      })),
    }),
  );
}

const percent = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 10_000) / 100;

/** Who reports how fully: the table of the divisions, or that of the fields. */
export async function exportCompleteness(
  at: Overview,
  caller: Caller,
  day: Day,
  asked: Asked & { readonly by: 'divisions' | 'fields' },
): Answer {
  const { language, division = null, by } = asked;
  const t = (zh: string, en: string): string => ({ zh, en })[language];
  const { node, rows, types } = await completeness(at, caller, day, division);
  const shared = { asOf: formatDay(day), language, scope: node.name, shown: shownOf(asked) };
  if (by === 'divisions') {
    return ok(
      exportAnswer({
        ...shared,
        title: t('填报完整度（按区划）', 'Completeness by division'),
        columns: [
          { key: 'rank', title: t('名次', 'Rank'), type: 'int', width: 8 },
          { key: 'name', title: t('区划', 'Division'), type: 'text', width: 18 },
          { key: 'share', title: t('完整率（%）', 'Share (%)'), type: 'number', width: 12 },
          { key: 'present', title: t('已填', 'Filled'), type: 'int', width: 12 },
          { key: 'expected', title: t('应填', 'To fill'), type: 'int', width: 12 },
          { key: 'last', title: t('最近变动', 'Last change'), type: 'date', width: 14 },
        ],
        rows: rows.map((row) => ({ ...row, share: percent(row.share) })),
      }),
    );
  }
  return ok(
    exportAnswer({
      ...shared,
      title: t('填报完整度（按字段）', 'Completeness by field'),
      columns: [
        { key: 'type', title: t('台账', 'Ledger'), type: 'text', width: 24 },
        { key: 'field', title: t('字段', 'Field'), type: 'text', width: 24 },
        { key: 'required', title: t('必填', 'Required'), type: 'bool', width: 8 },
        { key: 'present', title: t('已填', 'Filled'), type: 'int', width: 12 },
        { key: 'records', title: t('记录数', 'Records'), type: 'int', width: 12 },
        { key: 'share', title: t('完整率（%）', 'Share (%)'), type: 'number', width: 12 },
        { key: 'last', title: t('最近变动', 'Last change'), type: 'date', width: 14 },
      ],
      rows: types.flatMap(({ words, records, fields, last }) =>
        fields.map(({ words: field, required, present }) => ({
          type: words[language],
          field: field[language],
          share: percent(records === 0 ? null : present / records),
          ...{ required, present, records, last },
        })),
      ),
    }),
  );
}

const PAGE = 200;

/** Disputes as the list shows them, newest first. */
export function exportDisputes(
  { disputes, city }: Overview,
  caller: Caller,
  asked: Asked & { readonly open?: boolean | undefined },
): FileAnswer {
  const { language, division = null, open = null } = asked;
  const t = (zh: string, en: string): string => ({ zh, en })[language];
  const outcomes = { upheld: t('采纳', 'upheld'), rejected: t('不采纳', 'rejected') };
  async function* rows() {
    for (let before: number | null = null; ; ) {
      const page: Awaited<ReturnType<typeof disputes.list>> = await disputes.list(caller, {
        ...{ division, open, before, limit: PAGE },
      });
      for (const row of page) {
        const { metricName, outcome, at, answeredAt, ...rest } = row;
        const waiting = row.overdue ? t('逾期未答复', 'answer overdue') : t('待答复', 'open');
        yield {
          ...rest,
          metric: metricName[language],
          outcome: outcome ? outcomes[outcome] : waiting,
          at: at.slice(0, 10),
          answeredAt: answeredAt?.slice(0, 10) ?? null,
        };
      }
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      before = Number(last.id);
    }
  }
  return exportAnswer({
    title: t('排名异议', 'Disputes of the ranking'),
    asOf: formatDay(city.today()),
    language,
    shown: shownOf(asked),
    columns: [
      { key: 'divisionName', title: t('区划', 'Division'), type: 'text', width: 16 },
      { key: 'metric', title: t('指标', 'Indicator'), type: 'text', width: 20 },
      { key: 'asOf', title: t('数据日期', 'Day'), type: 'date', width: 12 },
      { key: 'text', title: t('异议', 'Dispute'), type: 'text', width: 50 },
      { key: 'by', title: t('提出人', 'By'), type: 'text', width: 16 },
      { key: 'at', title: t('提出日期', 'Raised on'), type: 'date', width: 12 },
      { key: 'answerDue', title: t('答复期限', 'Answer due'), type: 'date', width: 12 },
      { key: 'outcome', title: t('结果', 'Outcome'), type: 'text', width: 12 },
      { key: 'answer', title: t('答复', 'Answer'), type: 'text', width: 50 },
      { key: 'answeredBy', title: t('答复人', 'Answered by'), type: 'text', width: 16 },
      { key: 'answeredAt', title: t('答复日期', 'Answered on'), type: 'date', width: 12 },
    ],
    rows: rows(),
  });
}
