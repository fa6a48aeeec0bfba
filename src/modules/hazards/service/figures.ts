import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import type { CityFigures } from '../../overview/index.ts';
import type { DutyStatus } from '../../plan/index.ts';
import { seenOn } from '../../registry/index.ts';

/**
 * What the plans ask of hazards, each figure from the counts of its clause, as the board has them:
 * no second definition.
 */
const CLAUSES: readonly (readonly [string, Bilingual])[] = [
  ['CHEM-8.5', { zh: '静态重大隐患清零', en: 'Static major hazards at zero' }],
  ['CHEM-8.4', { zh: '重大隐患静态动态分类', en: 'Major hazards classed' }],
  [
    'TRADE-6.5',
    { zh: '上年重大隐患1月底前销号', en: 'Last year’s major ones closed by 31 January' },
  ],
  ['TRADE-6.4', { zh: '重大隐患动态清零', en: 'Major hazards within their limit' }],
  ['TRADE-5.5', { zh: '主要负责人组织整改', en: 'Led by the principal' }],
  ['TRADE-5.6', { zh: '重大隐患“五落实”', en: 'Five in place' }],
  ['TRADE-5.8', { zh: '未整改前停产停用', en: 'Stopped until rectified' }],
];

/** Duties that are still to be met. */
const OPEN: readonly DutyStatus[] = ['pending', 'overdue'];

interface Figures {
  asOf: string;
  rows: { clause: string; title: Bilingual; total: number; open: number }[];
}

export async function hazardFigures(
  city: LiveCity,
  counts: CityFigures,
  caller: Caller,
  asOf: string | undefined,
): Promise<Result<Figures, Refusal>> {
  const seen = seenOn(city, asOf);
  if (!seen.ok) return seen;
  const { day, text } = seen.value;
  const figure = async ([clause, title]: (typeof CLAUSES)[number]) => {
    const no = city.duties.numberOf(clause);
    const tallies = (await counts.talliesAt(caller, day, no)).get(no) ?? [];
    const sum = (of: typeof tallies): number => of.reduce((all, { count }) => all + count, 0);
    const open = tallies.filter(({ status }) => OPEN.includes(status));
    return { clause, title, total: sum(tallies), open: sum(open) };
  };
  return ok({ asOf: text, rows: await Promise.all(CLAUSES.map(figure)) });
}
