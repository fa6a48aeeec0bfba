import type { EvaluatedClause, Evaluation } from '../../modules/plan/index.ts';
import { table } from './table.ts';

export const statusNames: Readonly<Record<EvaluatedClause['status'], string>> = {
  met: '达标 met',
  missed: '未按期 missed',
  onTrack: '进行中 onTrack',
  atRisk: '有风险 atRisk',
  unmet: '不达标 unmet',
  noSubject: '无对象 noSubject',
  needsParameter: '缺参数 needsParameter',
  attested: '已证明 attested',
  notAttested: '未证明 notAttested',
};

const WIDTHS = [13, 22, 15, 8];

/** The figures in columns, for a person. */
export function evaluationText(evaluation: Evaluation): string {
  const heading = ['条款 clause', '状态 status', '完成 done/all', '比例', '欠缺 lacking'];
  const rows = evaluation.clauses.map((c) => [
    c.id,
    statusNames[c.status],
    `${c.met + c.late}/${c.population}`,
    c.value === null ? '' : String(Math.round(c.value * 1000) / 1000),
    lacking(c),
  ]);
  return table(WIDTHS, [heading, ...rows]);
}

function lacking({ overdue, unknown, needs }: EvaluatedClause): string {
  const parts = [
    ...(overdue > 0 ? [`逾期 overdue ${overdue}`] : []),
    ...(unknown > 0 ? [`不明 unknown ${unknown}`] : []),
    ...(needs?.length ? [needs.join(', ')] : []),
  ];
  return parts.join('; ');
}
