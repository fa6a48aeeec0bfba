import { formatDay } from '../../../kernel/calendar.ts';
import { kindWords, moduleWords } from '../../board/index.ts';
import { monthEnds } from '../../overview/index.ts';
import type { Words } from '../model.ts';
import { OWN } from '../model.ts';
import type { Keyed } from '../rules/fold.ts';
import { groupedBy, sumOf } from '../rules/fold.ts';
import { monthsOf } from '../rules/periods.ts';
import type { Asked } from './asked.ts';
import { childrenOf } from './asked.ts';
import type { Body } from './cells.ts';
import { rowOf, totalOf } from './cells.ts';
import type { DutyCount } from './duty-counts.ts';
import { clausesOf, dutiesCounted, withRate } from './duty-counts.ts';
import { pathOf, rowsPath } from './links.ts';
import { ownWords, plain } from './names.ts';

const SHORT = 28;
const shortened = (text: string): string =>
  [...text].length > SHORT ? `${[...text].slice(0, SHORT).join('')}…` : text;

/** The rows of a table and how each duty finds its own. */
interface Rows {
  readonly names: readonly (readonly [key: string, name: Words])[];
  readonly of: (count: DutyCount) => string;
}

function rowsBy(asked: Asked): Rows {
  const { by, at } = asked;
  if (by === 'division') {
    const { children, belongsTo } = childrenOf(asked);
    const named = children.map(({ id, name }) => [id, plain(name)] as const);
    return { names: [...named, [OWN, ownWords]], of: ({ key }) => belongsTo(key) };
  }
  if (by === 'plan') {
    const titles = [
      ['chem', { zh: '化工和危险化学品方案', en: 'Chemical plan' }],
      ['trade', { zh: '工贸方案', en: 'Trade plan' }],
    ] as const;
    return { names: titles, of: ({ clause }) => clause.plan };
  }
  if (by === 'module') return { names: [...moduleWords()], of: ({ clause }) => clause.module };
  if (by === 'kind') {
    const kinds = [...new Set(at.city.clauses.map(({ kind }) => kind))];
    return { names: kinds.map((id) => [id, kindWords(id)]), of: ({ clause }) => clause.kind };
  }
  const names = clausesOf(asked).map(({ id, quote, quoteDisplay, en }) => {
    const words = { zh: `${id} ${shortened(quoteDisplay ?? quote)}`, en: `${id} ${shortened(en)}` };
    return [id, words] as const;
  });
  return { names, of: ({ clause }) => clause.id };
}

export async function dutyTable(asked: Asked): Promise<Body> {
  if (asked.by === 'month') return dutyMonths(asked);
  const counts = await dutiesCounted(asked, asked.day);
  const { names, of } = rowsBy(asked);
  const sums = sumsOf(counts, of);
  const rows = names.flatMap(([key, name]) => {
    const values = sums.get(key);
    if (!values && (key === OWN || asked.by === 'clause' || asked.by === 'module')) return [];
    return rowOf(asked, key, name, withRate(values ?? []), (measure) =>
      linkOf(asked, measure, key),
    );
  });
  return { rows, total: totalOf(asked, withRate(sumOf(counts))) };
}

const sumsOf = (counts: readonly DutyCount[], of: Rows['of']) =>
  groupedBy(
    counts.map((count): Keyed => ({ key: of(count), values: count.values })),
    (key) => key ?? OWN,
  );

/** A clause has a page of its own. */
function linkOf(asked: Asked, measure: string, key: string): string {
  const { by, division } = asked;
  if (by !== 'clause') return rowsPath(asked, measure, key);
  const status = measure === 'total' || measure === 'rate' ? null : measure;
  return pathOf(`/plan/${key}`, { status, division });
}

/** How the duties stood at the end of each month. */
async function dutyMonths(asked: Asked): Promise<Body> {
  const rows = [];
  for (const day of monthEnds(asked.day, monthsOf(asked.period, asked.day).length - 1)) {
    const asOf = formatDay(day);
    const values = withRate(sumOf(await dutiesCounted(asked, day)));
    const link = (measure: string): string => rowsPath(asked, measure, null, asOf);
    rows.push(rowOf(asked, asOf, plain(asOf), values, link));
  }
  return { rows, total: null };
}
