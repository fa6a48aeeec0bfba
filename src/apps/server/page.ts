import { formatDay } from '../../kernel/calendar.ts';
import type { EvaluatedClause } from '../../modules/plan/index.ts';
import type { DemoHeld } from './demo-city.ts';
import type { Figures } from './evaluations.ts';

interface Counted {
  readonly type: string;
  readonly name: string;
  readonly count: number;
}

/** What the front page says: true of the ledger at the moment it is asked. */
export interface PageState {
  readonly demo: DemoHeld;
  readonly loading: boolean;
  readonly facts: number;
  /** Record types with their names and numbers, the most numerous first. */
  readonly records: readonly Counted[];
  readonly clauses: number;
  readonly figures: Figures | null;
}

const STATUS: Readonly<Record<EvaluatedClause['status'], string>> = {
  met: '达标 met',
  unmet: '不达标 unmet',
  missed: '逾期未达 missed',
  onTrack: '进行中 on track',
  atRisk: '有风险 at risk',
  attested: '已证明 attested',
  notAttested: '未证明 not attested',
  noSubject: '无对象 no subject',
  needsParameter: '缺参数 needs a parameter',
};

const SYNTHETIC =
  '<p class="mark"><strong>合成演示数据：企业、人员、园区和事件均为虚构。</strong> Synthetic demonstration data: enterprises, people, parks and events are made up.</p>';
const LOADING =
  '<p class="mark">正在载入演示城市，数字还会增加… The demo city is being loaded; numbers still grow.</p>';
const PARTLY =
  '<p class="mark">演示城市只载入了一部分，用 --demo 启动即可继续。 Only a part of the demo city is loaded; a start with --demo goes on.</p>';

const WAITING =
  '<p>正在评价全部条款，本页自动刷新… Evaluating all clauses; this page reloads by itself.</p>';

function marks({ demo, loading }: PageState): string {
  if (loading) return SYNTHETIC + LOADING;
  if (demo === 'none') return '';
  return demo === 'part' ? SYNTHETIC + PARTLY : SYNTHETIC;
}

/** The page at `/`, Chinese first: what the ledger holds, how the clauses stand, how to go on. */
export function frontPage(state: PageState): string {
  const { demo, facts, figures, clauses } = state;
  const day = figures ? formatDay(figures.asOf) : '2026-06-30';
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>治本 Zhiben</title>
${figures ? '' : '<meta http-equiv="refresh" content="5">'}
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse}td{padding:.1rem 1rem .1rem 0}td.n{text-align:right}
.mark{background:#fff3cd;padding:.5rem}code{background:#f3f3f3;padding:.1rem .3rem}</style></head><body>
<h1>治本 Zhiben</h1>
${marks(state)}
<h2>账本 Ledger</h2>
<p>${facts} 条事实 facts</p>
${table(state.records.slice(0, 12).map(({ name, type, count }) => [`${name} ${type}`, count]))}
<h2>方案 Plans</h2>
<p>两个三年行动方案，${clauses} 条条款 ${clauses} clauses of two three-year plans</p>
${figures ? standing(figures, demo) : WAITING}
<h2>怎样评价 How to evaluate</h2>
<p><a href="/api/plan/evaluation">/api/plan/evaluation</a>：全部条款的数字（JSON）figures of all clauses</p>
<p><code>npx zhiben plan evaluate --as-of ${day} --json</code></p>
</body></html>
`;
}

function standing({ asOf, evaluation }: Figures, demo: DemoHeld): string {
  const counts = new Map<string, number>();
  for (const { status } of evaluation.clauses) {
    counts.set(STATUS[status], (counts.get(STATUS[status]) ?? 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1]);
  const profile =
    demo === 'none'
      ? ''
      : '<p>参数取“起步参数”（平台建议，方案未规定）。 Parameters: the starter profile, proposals that the plans do not state.</p>';
  return `<h2>截至 ${formatDay(asOf)} 的评价 Standing as of ${formatDay(asOf)}</h2>
${table(rows)}${profile}`;
}

function table(rows: readonly (readonly [string, number])[]): string {
  const lines = rows.map(
    ([name, count]) => `<tr><td>${escaped(name)}</td><td class="n">${count}</td></tr>`,
  );
  return `<table>${lines.join('')}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
