import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { FileAnswer } from '../../../kernel/endpoint.ts';
import { writeSheet, XLSX } from '../../../platform/excel/index.ts';
import type { Caller } from '../../identity/index.ts';
import type { MetricDefinition } from '../model.ts';
import type { Areas } from '../rules/areas.ts';
import { ranked } from '../rules/metrics.ts';
import { rowAnswer } from './metric-answers.ts';
import type { Metrics } from './metrics.ts';
import type { Ranking } from './ranking.ts';

type Lang = 'zh' | 'en';

interface Chosen {
  readonly division: string | null;
  readonly enterprise: string | null;
  readonly bad: boolean | null;
}

const PAGE = 500;

/** Every row that the list would show, page by page. */
async function* allRows(
  metrics: Metrics,
  caller: Caller,
  metric: MetricDefinition,
  day: Day,
  chosen: Chosen,
  areas: Areas,
) {
  for (let after: readonly [string, string] | null = null; ; ) {
    const rows = await metrics.rows(caller, metric, day, { ...chosen, after, limit: PAGE });
    for (const row of rows) {
      const { enterprise, division, bad, ...rest } = rowAnswer(row, areas);
      yield {
        ...rest,
        division: division?.name ?? '',
        enterprise: enterprise?.name ?? '',
        code: enterprise?.id ?? '',
        bad,
      };
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = [last.place, last.key];
  }
}

export function exportRows(
  metrics: Metrics,
  caller: Caller,
  metric: MetricDefinition,
  day: Day,
  chosen: Chosen,
  areas: Areas,
  lang: Lang,
): FileAnswer {
  const zh = lang === 'zh';
  const title = metric.name[lang];
  const bytes = writeSheet({
    title: zh ? `${title}明细` : `${title}: rows`,
    asOf: formatDay(day),
    language: lang,
    note: `${metric.numerator[lang]} / ${metric.denominator[lang]}`,
    columns: [
      { key: 'division', title: zh ? '区划' : 'Division', type: 'text', width: 14 },
      { key: 'enterprise', title: zh ? '企业' : 'Enterprise', type: 'text', width: 36 },
      { key: 'code', title: zh ? '信用代码' : 'Credit code', type: 'text', width: 22 },
      { key: 'subject', title: zh ? '对象' : 'Record', type: 'text', width: 36 },
      { key: 'clause', title: zh ? '条款' : 'Clause', type: 'text', width: 14 },
      { key: 'period', title: zh ? '周期' : 'Period', type: 'text', width: 12 },
      { key: 'due', title: zh ? '日期' : 'Day', type: 'date' },
      { key: 'bad', title: zh ? '计入不利' : 'Counts against', type: 'bool' },
    ],
    rows: allRows(metrics, caller, metric, day, chosen, areas),
  });
  return { name: `${title}-${formatDay(day)}.xlsx`, type: XLSX, bytes };
}

export function exportRanking(
  { rows, node }: Ranking,
  day: Day,
  lang: Lang,
  isOpen: (division: string) => boolean,
): FileAnswer {
  const zh = lang === 'zh';
  const title = zh ? `${node.name}排名` : `Ranking below ${node.name}`;
  const bytes = writeSheet({
    title,
    asOf: formatDay(day),
    language: lang,
    columns: [
      { key: 'rank', title: zh ? '名次' : 'Rank', type: 'int' },
      { key: 'name', title: zh ? '区划' : 'Division', type: 'text', width: 16 },
      { key: 'score', title: zh ? '得分' : 'Points', type: 'number' },
      { key: 'before', title: zh ? '上月名次' : 'A month ago', type: 'int' },
      ...ranked.map(({ id, name }) => ({
        key: id,
        title: zh ? `${name.zh}失分` : `${name.en}: lost`,
        type: 'number' as const,
        width: 16,
      })),
    ],
    rows: rows.map(({ rank, name, score, before, losses, division }) => ({
      ...{ rank, name, score, before: before.rank },
      ...Object.fromEntries(
        isOpen(division)
          ? losses.map(({ metric, lost }) => [metric, lost === null ? null : rounded(lost)])
          : [],
      ),
    })),
  });
  return { name: `${title}-${formatDay(day)}.xlsx`, type: XLSX, bytes };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
