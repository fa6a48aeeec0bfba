import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { seenOn } from '../../registry/index.ts';
import { dutiesOfHazards } from '../store/list.ts';

/**
 * What the plans ask of hazards, each figure from the duties of its clause: no second definition.
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

interface Figures {
  asOf: string;
  rows: { clause: string; title: Bilingual; total: number; open: number }[];
}

export async function hazardFigures(
  city: LiveCity,
  caller: Caller,
  asOf: string | undefined,
): Promise<Result<Figures, Refusal>> {
  const seen = seenOn(city, asOf);
  if (!seen.ok) return seen;
  return reading(city.web, caller, async (client) => {
    const ids = CLAUSES.map(([id]) => id);
    const found = await dutiesOfHazards(client, ids, seen.value.at);
    const byId = new Map(found.map((each) => [each.clause, each]));
    const rows = CLAUSES.map(([clause, title]) => {
      const { total = 0, open = 0 } = byId.get(clause) ?? {};
      return { clause, title, total, open };
    });
    return ok({ asOf: seen.value.text, rows });
  });
}
