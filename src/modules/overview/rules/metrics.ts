import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { ClauseChoice, DivisionCount, MetricDefinition } from '../model.ts';

/**
 * Metrics (口径): results only, never usage (ux.md rule 3). Weights are the platform's proposal
 * (平台建议): neither plan gives any.
 */

const w = (zh: string, en: string): Bilingual => ({ zh, en });

const LIVE = w('事实入账即更新', 'follows every fact at once');
const ON_DUTIES = w(
  '责任事项随事实入账更新；到期次日计入',
  'duties follow facts; counted from the day after they fall due',
);
const DUE_DUTIES = w(
  '截至当日应完成的责任事项（已完成、逾期完成、逾期未完成、情况不明；未到期的不计）',
  'duties that should be done by the day (met, late, overdue or unknown; pending ones do not count)',
);
const DONE_DUTIES = w('其中已完成或逾期后完成的', 'of these, met or met late');
const NO_DUTIES = w('没有应完成的责任事项', 'no duty has fallen due');
const DO_DUTY = w('完成逾期责任事项', 'do what is overdue');

const INSPECTIONS = [
  ...['CHEM-5.2', 'CHEM-6.2', 'CHEM-19.6', 'CHEM-20.1', 'CHEM-S3.1', 'CHEM-S3.4'],
  'TRADE-21.3',
];
const DRILLS = ['TRADE-18.4', 'TRADE-18.6', 'TRADE-18.7'];

interface DutyShare {
  readonly id: string;
  readonly name: Bilingual;
  readonly bad: Bilingual;
  readonly weight: number;
  readonly clauses: ClauseChoice;
}

function dutyShare({ id, name, bad, weight, clauses }: DutyShare): MetricDefinition {
  return {
    id,
    name,
    bad,
    weight,
    numerator: DONE_DUTIES,
    denominator: DUE_DUTIES,
    unit: 'share',
    better: 'higher',
    improvable: true,
    remedy: DO_DUTY,
    source: { kind: 'duties', clauses, counting: 'due' },
    clauses: 'plan' in clauses ? [] : clauses,
    fresh: ON_DUTIES,
    noData: NO_DUTIES,
  };
}

export const metrics: readonly MetricDefinition[] = [
  {
    id: 'major-hazard-overdue',
    name: w('重大隐患逾期率', 'Major hazards overdue'),
    bad: w('逾期重大隐患', 'Overdue major hazards'),
    numerator: w('其中逾期未整改销号的', 'of these, open beyond their deadline'),
    denominator: w(
      '近一年在账的重大事故隐患（含参照重大隐患整治的）：未销号的，和一年内销号的',
      'major hazards (and those treated as such) on the books in the last year: open, or closed within it',
    ),
    unit: 'share',
    better: 'lower',
    weight: 25,
    improvable: true,
    remedy: w('整改并销号', 'rectify and close'),
    source: { kind: 'records', type: 'hazard' },
    clauses: ['TRADE-6.4', 'TRADE-5.7', 'CHEM-8.5'],
    fresh: LIVE,
    noData: w('近一年没有重大事故隐患在账', 'no major hazard on the books in the last year'),
  },
  {
    id: 'hazard-reopened',
    name: w('隐患反复率', 'Hazards re-opened'),
    bad: w('反复的隐患', 'Re-opened hazards'),
    numerator: w('其中销号后又重新打开的', 'of these, opened again after closing'),
    denominator: w('近一年内销过号的事故隐患', 'hazards closed at some time in the last year'),
    unit: 'share',
    better: 'lower',
    weight: 10,
    improvable: false,
    remedy: w('不能补救；一年后不再计入', 'cannot be undone; leaves the count after a year'),
    source: { kind: 'records', type: 'hazard' },
    clauses: ['CHEM-8.2', 'TRADE-5.2', 'TRADE-8.8'],
    fresh: LIVE,
    noData: w('近一年没有隐患销号', 'no hazard was closed in the last year'),
  },
  dutyShare({
    id: 'inspection-covered',
    name: w('法定检查覆盖率', 'Obligatory inspections covered'),
    bad: w('未完成的法定检查', 'Obligatory inspections not done'),
    weight: 15,
    clauses: INSPECTIONS,
  }),
  {
    id: 'monitoring-online',
    name: w('监测数据在线率', 'Monitoring feeds online'),
    bad: w('离线监测接入', 'Feeds offline'),
    numerator: w(
      '其中已接入、未离线且在线率不低于 90% 的（90% 为平台建议）',
      'of these, connected, not offline, and up 90 % of the time or more (90 %: our proposal)',
    ),
    denominator: w('登记的监测数据接入', 'data feeds on the register'),
    unit: 'share',
    better: 'higher',
    weight: 15,
    improvable: true,
    remedy: w('恢复接入', 'bring the feed back'),
    source: { kind: 'records', type: 'dataFeed' },
    clauses: ['CHEM-17.5', 'TRADE-14.2', 'TRADE-14.4'],
    fresh: w('随接入状态上报更新', 'follows what feeds report'),
    noData: w('没有登记监测数据接入', 'no data feed on the register'),
  },
  dutyShare({
    id: 'drills-held',
    name: w('演练开展率', 'Drills held'),
    bad: w('未开展的演练', 'Drills not held'),
    weight: 10,
    clauses: DRILLS,
  }),
  dutyShare({
    id: 'chem-attainment',
    name: w('化工方案完成率', 'Chemical plan attained'),
    bad: w('化工方案未完成事项', 'Chemical plan: duties not done'),
    weight: 10,
    clauses: { plan: 'chem' },
  }),
  dutyShare({
    id: 'trade-attainment',
    name: w('工贸方案完成率', 'Trade plan attained'),
    bad: w('工贸方案未完成事项', 'Trade plan: duties not done'),
    weight: 10,
    clauses: { plan: 'trade' },
  }),
  {
    id: 'fatal-accidents',
    name: w('亡人事故起数', 'Fatal accidents'),
    bad: w('亡人事故', 'Fatal accidents'),
    numerator: w('近一年亡人的生产安全事故', 'accidents with deaths in the last year'),
    denominator: w('近一年的生产安全事故', 'accidents in the last year'),
    unit: 'count',
    better: 'lower',
    weight: 5,
    perCase: 2.5,
    improvable: false,
    remedy: w('不能补救；一年后不再计入', 'cannot be undone; leaves the count after a year'),
    source: { kind: 'records', type: 'incident' },
    clauses: ['TRADE-G.6', 'TRADE-G.7', 'CHEM-G.4'],
    fresh: LIVE,
    noData: w('近一年没有事故记录：计 0 起', 'no accident on record in the last year: counts as 0'),
  },
  {
    id: 'red-orange-firms',
    name: w('红橙企业数', 'Red and orange enterprises'),
    bad: w('红橙企业', 'Red and orange enterprises'),
    numerator: w('最近一次确认评级为红或橙的', 'whose last confirmed grade is red or orange'),
    denominator: w('有确认评级的企业', 'enterprises with a confirmed grade'),
    unit: 'count',
    better: 'lower',
    weight: 0,
    improvable: false,
    remedy: w('重新评估分级', 'a new grading'),
    source: { kind: 'records', type: 'enterprise', besides: ['gradeAssessment'] },
    clauses: ['CHEM-19.3', 'CHEM-19.4'],
    fresh: LIVE,
    noData: w('没有确认的评级', 'no confirmed grade'),
  },
  {
    id: 'red-orange-uninspected',
    name: w('红橙企业本年未检查数', 'Red and orange enterprises not inspected'),
    bad: w('今年尚未检查的红橙企业', 'Red and orange firms not inspected this year'),
    numerator: w(
      '其中本年尚无检查记录的',
      'of these, without an inspection in the year of the day',
    ),
    denominator: w(
      '最近一次确认评级为红或橙的企业',
      'enterprises whose last confirmed grade is red or orange',
    ),
    unit: 'count',
    better: 'lower',
    weight: 0,
    improvable: true,
    remedy: w('安排检查', 'inspect'),
    source: { kind: 'records', type: 'enterprise', besides: ['gradeAssessment', 'inspection'] },
    clauses: ['CHEM-19.6'],
    fresh: LIVE,
    noData: w('没有红橙企业：计 0', 'no red or orange enterprise: counts as 0'),
  },
  {
    id: 'alarms-waiting',
    name: w('未确认报警', 'Alarms not acknowledged'),
    bad: w('未确认报警', 'Alarms not acknowledged'),
    numerator: w('其中尚未确认的', 'of these, not yet acknowledged'),
    denominator: w('未解除的系统报警', 'system alarms not cleared'),
    unit: 'count',
    better: 'lower',
    weight: 0,
    improvable: true,
    remedy: w('确认并处置', 'acknowledge and handle'),
    source: { kind: 'records', type: 'alarm' },
    clauses: ['CHEM-8.11', 'TRADE-15.5', 'TRADE-15.6'],
    fresh: LIVE,
    noData: w('没有未解除的报警：计 0', 'no alarm is standing: counts as 0'),
  },
  {
    id: 'red-alarms',
    name: w('未解除红色报警', 'Red alarms not cleared'),
    bad: w('未解除红色报警', 'Red alarms not cleared'),
    numerator: w('其中红色的', 'of these, red'),
    denominator: w('未解除的系统报警', 'system alarms not cleared'),
    unit: 'count',
    better: 'lower',
    weight: 0,
    improvable: true,
    remedy: w('处置并解除', 'handle and clear'),
    source: { kind: 'records', type: 'alarm' },
    clauses: ['CHEM-8.11', 'TRADE-15.5', 'TRADE-15.6'],
    fresh: LIVE,
    noData: w('没有未解除的报警：计 0', 'no alarm is standing: counts as 0'),
  },
  {
    id: 'overdue-duties',
    name: w('逾期责任事项', 'Overdue duties'),
    bad: w('逾期责任事项', 'Overdue duties'),
    numerator: w('其中逾期未完成的', 'of these, overdue'),
    denominator: w('截至当日的全部责任事项', 'all duties as of the day'),
    unit: 'count',
    better: 'lower',
    weight: 0,
    improvable: true,
    remedy: DO_DUTY,
    source: { kind: 'duties', clauses: { plan: 'all' }, counting: 'all' },
    clauses: [],
    fresh: ON_DUTIES,
    noData: NO_DUTIES,
  },
];

const byId = new Map(metrics.map((metric) => [metric.id, metric]));

export function metricOf(id: string): MetricDefinition | null {
  return byId.get(id) ?? null;
}

/** Those that the county ranking is made of. */
export const ranked: readonly MetricDefinition[] = metrics.filter(({ weight }) => weight > 0);

/** The number itself; null: no data. */
export function metricValue(
  { unit, better }: Pick<MetricDefinition, 'unit' | 'better'>,
  { total, bad }: { readonly total: number; readonly bad: number },
): number | null {
  if (unit === 'count') return bad;
  if (total === 0) return null;
  return (better === 'higher' ? total - bad : bad) / total;
}

/** Counts of duties as the tallies have them, by division. */
export function dutyCounts(
  tallies: readonly {
    readonly status: string;
    readonly division: string | null;
    readonly count: number;
  }[],
  counting: 'due' | 'all',
): DivisionCount[] {
  const sums = new Map<string | null, { total: number; bad: number }>();
  for (const { status, division, count } of tallies) {
    if (counting === 'due' && status === 'pending') continue;
    const isBad = status === 'overdue' || (counting === 'due' && status === 'unknown');
    const sum = sums.get(division) ?? { total: 0, bad: 0 };
    sum.total += count;
    if (isBad) sum.bad += count;
    sums.set(division, sum);
  }
  return [...sums].map(([division, sum]) => ({ division, ...sum }));
}
