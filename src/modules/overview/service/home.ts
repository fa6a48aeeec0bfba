import type { Day, Moment } from '../../../kernel/calendar.ts';
import { formatDay, formatMoment } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Role } from '../../../law/roles.ts';
import { roles } from '../../../law/roles.ts';
import type { Caller } from '../../identity/index.ts';
import { onlyEnterprises, reading } from '../../identity/index.ts';
import { hazardsTo, promiseFacts, promiseOf } from '../../registry/index.ts';
import type { Areas } from '../rules/areas.ts';
import { coversAll } from '../rules/coverage.ts';
import { oldestWaiting } from '../store/home.ts';
import { clauseStates, metricNumber } from './cockpit.ts';
import { nodeOf } from './metric-answers.ts';
import type { Overview } from './overview.ts';

export interface HomeCard {
  readonly id: string;
  readonly name: Bilingual;
  readonly value: number | null;
  readonly unit: 'share' | 'count';
  readonly tone: 'plain' | 'bad' | 'good';
  /** Where its rows are. */
  readonly to: string;
  readonly metric: string | null;
  readonly note: Bilingual | null;
}

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** Most telling first: what somebody with several roles sees. */
const ORDER: readonly Role[] = [
  ...(['leader', 'bureau', 'office', 'dispatcher', 'officer', 'park', 'grid'] as const),
  ...(['stationed', 'principal', 'safetyManager', 'teamLeader', 'worker'] as const),
  ...(['contractor', 'expert', 'systemAdmin', 'securityAdmin', 'auditAdmin'] as const),
];

const SUPERVISION = [
  ...['major-hazard-overdue', 'overdue-duties', 'inspection-covered'],
  'red-orange-uninspected',
];

/** Metrics that a role looks at first (ux.md, first screens in five seconds). */
const FIRST: Partial<Record<Role, readonly string[]>> = {
  leader: ['red-alarms', 'major-hazard-overdue'],
  bureau: SUPERVISION,
  office: SUPERVISION,
  officer: ['inspection-covered', 'major-hazard-overdue'],
  dispatcher: ['red-alarms', 'monitoring-online'],
  grid: ['major-hazard-overdue', 'overdue-duties'],
  stationed: ['major-hazard-overdue', 'overdue-duties'],
  park: ['red-alarms', 'major-hazard-overdue', 'overdue-duties', 'monitoring-online'],
};

const RANKED_BY: readonly Role[] = ['leader', 'bureau', 'office'];

interface At {
  readonly overview: Overview;
  readonly caller: Caller;
  readonly day: Day;
  readonly areas: Areas;
  readonly node: string | null;
}

/** The first screen of whoever has signed in; administrators get their own trees, no business. */
export async function home(overview: Overview, caller: Caller, day: Day) {
  const role = ORDER.find((each) => caller.roles.includes(each)) ?? 'worker';
  const { desk, zh, en } = roles[role];
  const areas = await overview.metrics.areasOn(day);
  const node = desk === 'authority' ? nodeOf(caller, areas) : null;
  const cards = desk === 'admin' ? [] : await cardsOf(role, { overview, caller, day, areas, node });
  return {
    asOf: formatDay(day),
    ...{ role, desk, roleName: { zh, en } },
    node: node === null ? null : { division: node, name: areas.get(node)?.name ?? node },
    cards,
    counties: RANKED_BY.includes(role) ? await countiesOf(overview, caller, day, areas) : [],
  };
}

async function cardsOf(role: Role, at: At): Promise<HomeCard[]> {
  const { desk } = roles[role];
  if (desk === 'enterprise') return promiseCards(at);
  const cards: HomeCard[] = [];
  if (role === 'bureau' || role === 'office' || role === 'leader') cards.push(...(await rank(at)));
  for (const id of FIRST[role] ?? []) cards.push(await metricCard(at, id));
  if (role === 'leader') cards.push(...(await clauses(at)));
  if (role === 'dispatcher') cards.push(...(await waiting(at)));
  if (role === 'grid' || role === 'stationed' || desk === 'park' || desk === 'body')
    cards.push(...(await left(at)));
  return cards;
}

async function metricCard(at: At, id: string): Promise<HomeCard> {
  const { name, badName, value, unit, to, bad, total, better } = await metricNumber(
    at.overview,
    at.caller,
    id,
    at.day,
  );
  const [part, all] = [bad, total].map((count) => count.toLocaleString('en-GB'));
  const note = w(`不利 ${part} / 全部 ${all}`, `${part} of ${all} against`);
  // A leader counts hazards, not shares.
  const counted = better === 'lower';
  const shown = counted ? bad : value;
  const tone = bad > 0 ? 'bad' : 'good';
  const label = counted ? badName : name;
  const as = counted ? 'count' : unit;
  return { id, name: label, value: shown, unit: as, tone, to, metric: id, note };
}

/** Own rank and what costs most, where the division is ranked. */
async function rank({ overview, caller, day, areas, node }: At): Promise<HomeCard[]> {
  if (node === null || !coversAll(caller.keys, areas.chain(node))) return [];
  const parent = areas.get(node)?.parent;
  const ranking = parent ? await overview.ranking.rankingOn(parent, day) : null;
  const own = ranking?.rows.find(({ division }) => division === node);
  if (!ranking || !own) return [];
  const lost = Math.round((100 - (own.score ?? 100)) * 100) / 100;
  const note = w(
    `共 ${ranking.rows.length} 个，失 ${lost} 分，上月第 ${own.before.rank ?? '—'} 名`,
    `of ${ranking.rows.length}, ${lost} points lost, ${own.before.rank ?? '—'} a month ago`,
  );
  const to = `/ranking/${node}`;
  const name = w('本级名次', 'Own rank');
  return [
    { id: 'rank', name, value: own.rank, unit: 'count', tone: 'plain', to, metric: null, note },
  ];
}

async function clauses({ overview, caller, day }: At): Promise<HomeCard[]> {
  const plans = await clauseStates(overview, caller, day);
  const names = {
    chem: w('化工方案有风险的条款', 'Chemical plan: clauses at risk'),
    trade: w('工贸方案有风险的条款', 'Trade plan: clauses at risk'),
  };
  return plans.map(({ plan, atRisk, all }) => ({
    id: `clauses-${plan}`,
    name: names[plan],
    value: atRisk,
    unit: 'count',
    tone: atRisk > 0 ? 'bad' : 'good',
    to: `/plan?plan=${plan}&atRisk=true`,
    metric: null,
    note: w(`共 ${all} 条`, `of ${all}`),
  }));
}

async function waiting(at: At): Promise<HomeCard[]> {
  const card = await metricCard(at, 'alarms-waiting');
  const oldest = await reading(at.overview.city.web, at.caller, (client) =>
    oldestWaiting(client, at.day),
  );
  if (!oldest) return [card];
  const since = formatMoment(oldest.getTime() as Moment)
    .slice(0, 16)
    .replace('T', ' ');
  return [{ ...card, note: w(`最早一条自 ${since}`, `the oldest since ${since}`) }];
}

const SOON_DAYS = 7;

/** What is left to do in the inbox: late, and due within a week. */
async function left({ overview, caller, day }: At): Promise<HomeCard[]> {
  const { late, soon } = await overview.inbox(caller, day, SOON_DAYS);
  const card = (id: string, name: Bilingual, value: number, query: string): HomeCard => ({
    ...{ id, name, value, unit: 'count', to: `/todo?${query}`, metric: null, note: null },
    tone: value > 0 && id === 'overdue' ? 'bad' : 'plain',
  });
  return [
    card('overdue', w('逾期待办', 'Overdue to-dos'), late, 'late=true'),
    card('soon', w('七日内到期待办', 'To-dos due within a week'), soon, `within=${SOON_DAYS}`),
  ];
}

/** May the enterprise promise today (安全承诺), and what stands against it, each with its rows. */
async function promiseCards(at: At): Promise<HomeCard[]> {
  const facts = await reading(at.overview.city.web, at.caller, (client) =>
    promiseFacts(client, at.overview.city.duties.types, at.day, onlyEnterprises(at.caller.keys)),
  );
  const firm = at.caller.grants.find(({ nodeKind }) => nodeKind === 'enterprise')?.node ?? '';
  const { said, obstacles } = promiseOf(facts, firm);
  const card = (id: string, name: Bilingual, value: number, to: string): HomeCard => ({
    ...{ id, name, value, unit: 'count', tone: value > 0 ? 'bad' : 'good', to },
    ...{ metric: null, note: null },
  });
  const against = obstacles.reduce((sum, { count }) => sum + count, 0);
  return [
    {
      ...card('promise', w('安全承诺阻碍', 'Against the promise'), against, '/e/home'),
      note: said,
    },
    ...obstacles.map(({ id, name, count, to }) => card(id, name, count, to)),
    card(
      'open-major',
      w('未销号重大隐患', 'Open major hazards'),
      facts.openMajor,
      hazardsTo('show=open&weight=anyMajor', firm),
    ),
    ...(await left(at)),
  ];
}

async function countiesOf({ ranking, metrics }: Overview, caller: Caller, day: Day, areas: Areas) {
  const found = await ranking.rankingOn(metrics.root, day);
  return (found?.rows ?? []).map(({ division, name, rank, score, before }) => ({
    ...{ division, name, rank, score, before: before.rank },
    open: coversAll(caller.keys, areas.chain(division)),
  }));
}
