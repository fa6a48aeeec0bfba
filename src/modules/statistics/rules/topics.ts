import type { ById, RecordTopicId, TopicId, Words } from '../model.ts';

/** What the tables are about: topics with their rows, columns and definition (口径). */

const w = (zh: string, en: string): Words => ({ zh, en });

export interface Measure {
  readonly key: string;
  readonly words: Words;
  /** Of 1, shown as a percentage. */
  readonly share?: true;
}

export interface Topic {
  readonly id: TopicId;
  readonly words: Words;
  readonly unit: Words;
  readonly bys: readonly ById[];
  readonly filters: readonly ('line' | 'module' | 'period')[];
  readonly measures: readonly Measure[];
  readonly definition: Words;
  readonly definedAt: string | null;
}

const m = (key: string, zh: string, en: string): Measure => ({ key, words: w(zh, en) });

export const byWords: Readonly<Record<ById, Words>> = {
  division: w('区划', 'Division'),
  plan: w('方案', 'Plan'),
  module: w('业务模块', 'Module'),
  kind: w('类别', 'Kind'),
  clause: w('条款', 'Clause'),
  month: w('月份', 'Month'),
  indicator: w('指标', 'Indicator'),
  scale: w('规模', 'Size'),
  grade: w('评估等级颜色', 'Grade'),
  majorHazardLevel: w('重大危险源等级', 'Major hazard level'),
  productionState: w('生产状态', 'Production state'),
  source: w('来源', 'Source'),
  level: w('检查层级', 'Level'),
  mode: w('办案方式', 'Way of working'),
  type: w('事故类型', 'Type'),
  topic: w('事由', 'Reason'),
  class: w('静态动态', 'Static or dynamic'),
};

const GRADES = ['red', 'orange', 'yellow', 'blue'] as const;
const GRADE_WORDS = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' } as const;

const PERIOD = ['line', 'period'] as const;

export const topics: readonly Topic[] = [
  {
    id: 'duties',
    words: w('责任事项', 'Duties'),
    unit: w('项', 'duties'),
    bys: ['division', 'plan', 'module', 'kind', 'clause', 'month'],
    filters: ['line', 'module', 'period'],
    measures: [
      m('total', '合计', 'All'),
      m('met', '已完成', 'Met'),
      m('late', '逾期完成', 'Met late'),
      m('pending', '未到期', 'Pending'),
      m('overdue', '逾期未完成', 'Overdue'),
      m('unknown', '情况不明', 'Unknown'),
      { ...m('rate', '完成率', 'Attained'), share: true },
    ],
    definition: w(
      '截至当日两个方案各条款的责任事项；完成率＝（已完成＋逾期完成）÷应完成（未到期的不计），与排名的方案完成率同一口径。',
      'Duties of the clauses of both plans as of the day; attained = met or met late, of those that should be done (pending ones do not count), as the ranking has it.',
    ),
    definedAt: '/metrics/overdue-duties',
  },
  {
    id: 'metrics',
    words: w('考核指标', 'Indicators'),
    unit: w('见各列', 'as in each column'),
    bys: ['division', 'indicator', 'month'],
    filters: ['period'],
    measures: [
      m('total', '全部', 'All'),
      m('bad', '计入不利', 'Against'),
      { ...m('rate', '比率', 'Share'), share: true },
    ],
    definition: w(
      '排名、大屏和指标页的同一组指标，同一口径；每个指标的分子、分母见指标口径。',
      'The indicators of ranking, cockpit and metric pages, by the same definitions.',
    ),
    definedAt: '/metrics',
  },
  {
    id: 'enterprises',
    words: w('企业', 'Enterprises'),
    unit: w('家', 'enterprises'),
    bys: ['division', 'scale', 'grade', 'majorHazardLevel', 'productionState', 'month'],
    filters: ['line', 'period'],
    measures: [
      m('total', '企业总数', 'All'),
      m('chem', '化工危化', 'Chemical line'),
      m('trade', '工贸', 'Trade line'),
      ...GRADES.map((grade) => m(grade, `评级${GRADE_WORDS[grade]}`, `Grade ${grade}`)),
      m('ungraded', '未评级', 'Not graded'),
      m('hazard', '有重大危险源', 'With a major hazard'),
    ],
    definition: w(
      '企业台账中截至当日在册的企业；评级、重大危险源等级与企业台账的筛选同一口径。兼属两条线的企业在两列各计一次。',
      'Enterprises of the ledger as of the day, told apart by its own filters. One that belongs to both lines counts in both columns.',
    ),
    definedAt: '/enterprises',
  },
  {
    id: 'hazards',
    words: w('事故隐患', 'Hidden hazards'),
    unit: w('项', 'hazards'),
    bys: ['division', 'month', 'source', 'kind', 'class'],
    filters: PERIOD,
    measures: [
      m('total', '发现', 'Found'),
      m('closed', '已销号', 'Closed'),
      m('open', '未销号', 'Open'),
      m('overdue', '逾期未销号', 'Overdue'),
      m('major', '重大隐患', 'Major'),
      m('majorOpen', '重大未销号', 'Major, open'),
      m('majorOverdue', '重大逾期', 'Major, overdue'),
    ],
    definition: w(
      '发现日期在期内的事故隐患，截至当日的状态；重大隐患含参照重大隐患整治的，逾期口径同“重大隐患逾期率”。',
      'Hazards found within the period, as they stand on the day; major ones include those treated as such; overdue as in “Major hazards overdue”.',
    ),
    definedAt: '/metrics/major-hazard-overdue',
  },
  {
    id: 'inspections',
    words: w('监管检查', 'Inspections'),
    unit: w('次', 'inspections'),
    bys: ['division', 'month', 'kind', 'level', 'source'],
    filters: PERIOD,
    measures: [
      m('total', '检查次数', 'Inspections'),
      m('found', '发现问题的', 'With findings'),
      m('clean', '未发现问题的', 'Without findings'),
      m('unannounced', '四不两直', 'Unannounced'),
      m('findings', '发现问题数', 'Findings'),
    ],
    definition: w('检查日期在期内的监管检查记录。', 'Inspections on a day within the period.'),
    definedAt: '/metrics/inspection-covered',
  },
  {
    id: 'cases',
    words: w('执法案件', 'Cases'),
    unit: w('件', 'cases'),
    bys: ['division', 'month', 'kind', 'mode'],
    filters: PERIOD,
    measures: [
      m('total', '立案', 'Opened'),
      m('decided', '已决定', 'Decided'),
      m('closed', '已结案', 'Closed'),
      m('open', '未结案', 'Open'),
      m('referred', '移送公安', 'Referred to the police'),
    ],
    definition: w(
      '立案日期（没有的按发现日期）在期内的执法案件，截至当日的状态。',
      'Cases opened within the period (found, where no day of opening is stated), as they stand on the day.',
    ),
    definedAt: null,
  },
  {
    id: 'penalties',
    words: w('处罚决定', 'Penalties'),
    unit: w('件', 'penalties'),
    bys: ['division', 'month', 'kind', 'topic'],
    filters: PERIOD,
    measures: [
      m('total', '处罚决定', 'Penalties'),
      m('fines', '罚款件数', 'Fines'),
      m('amount', '罚没金额（元）', 'Amount (CNY)'),
    ],
    definition: w(
      '决定日期在期内的处罚决定；金额为处罚决定所载金额之和（元）。',
      'Penalties decided within the period; the amount is the sum of what they state (CNY).',
    ),
    definedAt: null,
  },
  {
    id: 'incidents',
    words: w('生产安全事故', 'Accidents'),
    unit: w('起', 'accidents'),
    bys: ['division', 'month', 'type'],
    filters: PERIOD,
    measures: [
      m('total', '事故起数', 'Accidents'),
      m('fatal', '亡人事故', 'Fatal'),
      m('deaths', '死亡人数', 'Deaths'),
    ],
    definition: w(
      '发生日期在期内的事故；近 12 个月的亡人事故与“亡人事故起数”同一口径。',
      'Accidents within the period; the fatal ones of twelve months are those of “Fatal accidents”.',
    ),
    definedAt: '/metrics/fatal-accidents',
  },
];

const byId = new Map(topics.map((topic) => [topic.id, topic]));

export function topicOf(id: TopicId): Topic {
  const found = byId.get(id);
  if (!found) throw new Error(`no topic ${id}`);
  return found;
}

/** The record type behind a topic. */
export const recordTypes: Readonly<Record<RecordTopicId, string>> = {
  hazards: 'hazard',
  inspections: 'inspection',
  cases: 'case',
  penalties: 'penalty',
  incidents: 'incident',
};

export const isRecordTopic = (id: TopicId): id is RecordTopicId => id in recordTypes;
