import type { Condition } from './condition.ts';
import type { Detector } from './detector.ts';
import { none, proposed, w } from './detector.ts';

/** Special work, changes, starts, and how many people are where. */

const begun: Condition = { attr: 'startedAt', within: proposed.recentDays };
const EIGHT = [
  ...['hot-work', 'confined-space', 'blind-plate', 'work-at-height'],
  ...['lifting', 'temporary-power', 'excavation', 'road-breaking'],
];
const special: Condition = { attr: 'kind', in: EIGHT };
const entry: Condition = { attr: 'kind', in: ['confined-space'] };

const unapproved: Condition = {
  any: [
    { attr: 'approvedAt', known: false },
    { attr: 'approvedAt', after: 'startedAt' },
  ],
};
const untested: Condition = {
  any: [
    { attr: 'gasTestedAt', known: false },
    { attr: 'gasTestedAt', after: 'startedAt' },
  ],
};
const unguarded: Condition = { attr: 'guardian', known: false };

const shows = ['kind', 'level', 'startedAt'];
const permit = { basis: 'shown', of: 'permit', shows } as const;
const NOT_CARRIED_OUT = w(
  '核对纸质和电子作业票、现场视频；个别票证缺陷不等于制度未执行',
  'the permit on paper and screen, the video; one faulty permit is not yet a rule not carried out',
);

const permits: readonly Detector[] = [
  {
    ...permit,
    id: 'permit-not-approved',
    says: w('特殊作业未经批准或先作业后批准', 'special work not approved before it began'),
    missing: NOT_CARRIED_OUT,
    where: { all: [begun, special, unapproved] },
    items: ['HC17-18', 'AQ3067-5.6.1'],
  },
  {
    ...permit,
    id: 'permit-gas-not-tested',
    says: w(
      '动火、受限空间作业前没有气体检测记录',
      'hot work or confined-space entry without a gas test before it',
    ),
    missing: NOT_CARRIED_OUT,
    where: {
      all: [begun, { attr: 'kind', in: ['hot-work', 'confined-space'] }, untested],
    },
    items: ['HC17-18', 'AQ3067-5.6.3'],
  },
  {
    ...permit,
    id: 'permit-no-guardian',
    says: w('特殊作业没有监护人记录', 'special work without a guardian on record'),
    missing: NOT_CARRIED_OUT,
    where: { all: [begun, special, unguarded] },
    items: ['HC17-18', 'AQ3067-5.6.4'],
  },
  {
    ...permit,
    id: 'permit-certificates-unchecked',
    says: w('作业票记载作业人员证件未核验', 'the permit says that certificates were not checked'),
    missing: w('核对作业人员名单和证件', 'the names and certificates of the workers'),
    where: { all: [begun, { attr: 'certificatesChecked', is: false }] },
    items: ['HC17-2', 'AQ3067-5.1.4', 'GM10-3-2'],
  },
  {
    ...permit,
    id: 'entry-fault',
    says: w(
      '有限空间作业未审批、未检测或没有监护人',
      'confined-space entry without approval, gas test or guardian',
    ),
    missing: w(
      '是否存在硫化氢、一氧化碳等中毒风险；通风、检测、进入的先后',
      'whether there is a risk of poisoning; the order of ventilation, test and entry',
    ),
    where: { all: [begun, entry, { any: [unapproved, untested, unguarded] }] },
    items: ['GM10-13-2'],
  },
  {
    ...permit,
    id: 'silo-clearing-without-plan',
    says: w('人工清库作业没有方案', 'silos cleared by hand without a plan'),
    missing: w('清库方案及防坠落、防坍塌措施', 'the plan, and what prevents falls and collapse'),
    where: {
      all: [
        begun,
        { attr: 'kind', in: ['silo-clearing', 'manual-silo-clearing'] },
        { attr: 'plan', known: false },
      ],
    },
    items: ['GM10-6-2'],
  },
  {
    ...permit,
    id: 'sealing-under-pressure',
    says: w('近期有带压密封作业', 'sealing under pressure of late'),
    missing: w('堵漏对象、介质，是否超期未消除', 'what was sealed, and whether it is still so'),
    where: { all: [begun, { attr: 'kind', in: ['on-stream-sealing'] }] },
    items: ['AQ3067-5.5.10'],
  },
];

const crowded = (least: number, ...more: readonly Condition[]): Condition => ({
  all: [
    { attr: 'date', within: proposed.recentDays },
    { attr: 'zone', in: ['workplace'] },
    { attr: 'headcount', atLeast: least },
    ...more,
  ],
});
const reading = {
  basis: 'shown',
  of: 'positionReading',
  shows: ['facility', 'date', 'limit'],
} as const;
const HEADS = w(
  '核对人员定位和视频，确认是否同时在场、是否含检维修人员',
  'positions and video: whether all were there at once, and who they were',
);

export const workDetectors: readonly Detector[] = [
  ...permits,
  {
    id: 'change-without-review',
    says: w('变更批准或关闭时没有风险评估', 'a change approved without a review of its risks'),
    missing: w('变更审批资料', 'the papers of the change'),
    basis: 'shown',
    of: 'change',
    where: {
      all: [
        { attr: 'requestedOn', within: 365 },
        {
          any: [
            { attr: 'approvedOn', known: true },
            { attr: 'closedOn', known: true },
          ],
        },
        { attr: 'riskReviewedOn', known: false },
      ],
    },
    shows: ['kind', 'requestedOn'],
    items: ['AQ3067-5.7.5'],
  },
  {
    id: 'start-without-plan',
    says: w('开车没有方案或启动前安全检查记录', 'a start-up without a plan or a review before it'),
    missing: w('试生产（开车）方案及审批', 'the plan of trial production and its approval'),
    basis: 'shown',
    of: 'event',
    where: {
      all: [
        { attr: 'kind', in: ['start-up'] },
        { attr: 'date', within: proposed.recentDays },
        {
          any: [
            { attr: 'plan', known: false },
            { attr: 'preStartReviewedOn', known: false },
          ],
        },
      ],
    },
    shows: ['facility', 'date'],
    items: ['HC17-19.3', 'AQ3067-5.5.1'],
  },
  {
    ...reading,
    id: 'ten-in-high-risk-workplace',
    says: w('高危作业场所同一时段达到10人', 'ten or more people in a high-risk workplace'),
    missing: HEADS,
    where: crowded(10, {
      of: 'facility',
      type: 'facility',
      where: { attr: 'highRiskWorkplace', is: true },
    }),
    items: ['HZ-10'],
  },
  {
    ...reading,
    id: 'over-the-limit',
    says: w('作业场所人数超过限员', 'more people in a workplace than its limit'),
    missing: HEADS,
    where: crowded(1, { attr: 'overLimit', is: true }),
    items: ['AQ3067-5.7.4'],
  },
  {
    ...reading,
    id: 'freezing-room-over-nine',
    says: w('涉氨企业作业间同一时段超过9人', 'more than nine people in a room of an ammonia firm'),
    missing: w('是否为快速冻结装置作业间', 'whether it is the quick-freezing room'),
    where: crowded(10),
    items: ['GM10-12-2'],
  },
  {
    id: 'no-confined-space-ledger',
    says: w(
      '有有限空间作业，没有有限空间台账和辨识评估',
      'confined-space work, and neither a ledger nor an assessment of the spaces',
    ),
    missing: w('辨识台账和现场警示标志', 'the ledger, and the signs on the spot'),
    basis: 'absent',
    of: 'enterprise',
    where: {
      all: [
        none('facility', { attr: 'kind', in: ['confinedSpace'] }),
        none('riskAssessment', { attr: 'kind', in: ['confined-space'] }),
      ],
    },
    shows: ['name'],
    items: ['GM10-13-1'],
  },
  {
    id: 'confined-space-not-isolated',
    says: w(
      '有限空间应有的挂牌上锁、物理隔离措施不全',
      'a confined space without the lock-out or isolation that it needs',
    ),
    missing: w('进入前的隔离和防坠落措施', 'isolation and fall protection before entry'),
    basis: 'shown',
    of: 'facility',
    where: {
      all: [
        { attr: 'kind', in: ['confinedSpace'] },
        { attr: 'measuresRequired', in: ['lock-out-tag-out', 'physical-isolation'] },
        { attr: 'measuresComplete', is: false },
      ],
    },
    shows: ['name', 'measures'],
    items: ['GM10-6-4'],
  },
];
