import type { Condition } from './condition.ts';
import type { Detector } from './detector.ts';
import { inUse, none, proposed, running, w } from './detector.ts';

/** Detectors, monitoring and interlocks, and what trade's articles name. */

const GAS_FEED: Condition = {
  all: [
    { attr: 'kind', in: ['gas-detector'] },
    { attr: 'connected', is: true },
  ],
};
const offline: Condition = {
  any: [
    { attr: 'connected', is: false },
    { attr: 'offlineSince', before: proposed.offlineDays },
  ],
};
const feed = (id: string, kinds: readonly string[], zh: string, en: string, items: string[]) =>
  ({
    id,
    says: w(
      `${zh}未接入或离线超过${proposed.offlineDays}天`,
      `${en}: not connected, or offline for a week`,
    ),
    missing: w(
      '现场是否停用、失效，是否只是通讯中断',
      'whether it is out of service or only out of touch',
    ),
    basis: 'shown',
    of: 'dataFeed',
    where: { all: [{ attr: 'kind', in: kinds }, offline] },
    shows: ['kind', 'facility', 'lastSeenAt'],
    items,
  }) as const satisfies Detector;

const withoutDetector = (place: string, id: string, items: string[]): Detector => ({
  id,
  says: w(
    place === 'coal-gas' ? '煤气场所没有接入的气体检测' : '喷涂场所没有接入的气体检测',
    'no gas detector feed for the place',
  ),
  missing: w('现场是否设置固定式报警装置', 'whether a fixed detector stands there'),
  basis: 'absent',
  of: 'facility',
  where: {
    all: [running, { attr: 'placeKind', in: [place] }, none('dataFeed', GAS_FEED, 'facility')],
  },
  shows: ['name', 'placeKind'],
  items,
});

const furnace = (kind: string, id: string, item: string): Detector => ({
  id,
  says: w('深井铸造炉存在未消除缺陷', 'a casting furnace with an open defect'),
  missing: w(
    '缺陷是否涉及液位监测、快速切断、紧急排放或联锁',
    'whether it touches level monitoring, shut-off, drain or interlock',
  ),
  basis: 'shown',
  of: 'equipment',
  where: { all: [running, { attr: 'kind', in: [kind] }, { attr: 'openDefect', is: true }] },
  shows: ['name', 'defectSeverity'],
  items: [item],
});

export const deviceDetectors: readonly Detector[] = [
  feed('gas-detector-offline', ['gas-detector'], '气体检测报警', 'gas detection', [
    ...['HC17-12.2', 'AQ3067-5.4.2', 'GM10-14'],
  ]),
  feed(
    'monitoring-offline',
    ['major-hazard', 'process-unit', 'production'],
    '监测监控',
    'monitoring',
    ['GM10-14'],
  ),
  feed('positions-offline', ['position'], '人员定位', 'positioning', ['AQ3067-5.7.3']),
  {
    id: 'monitoring-silenced',
    says: w(
      '监测系统虚假离线或数据中断的报警未解除',
      'an alarm of false offline or lost data has not been cleared',
    ),
    missing: w('是否人为停用监控、报警设施', 'whether somebody switched it off'),
    basis: 'shown',
    of: 'alarm',
    where: {
      all: [
        { attr: 'kind', in: ['false-offline', 'lost-data'] },
        { attr: 'raisedAt', before: 1 },
        { attr: 'clearedAt', known: false },
        { not: { attr: 'falseAlarm', is: true } },
      ],
    },
    shows: ['kind', 'level', 'raisedAt'],
    items: ['HC17-12.2', 'AQ3067-5.4.2', 'GM10-14'],
  },
  withoutDetector('coal-gas', 'coal-gas-without-detector', ['GM10-4-6']),
  withoutDetector('spraying', 'spraying-without-detector', ['GM10-7-7', 'GM10-8-6']),
  furnace('fixed-holding-furnace-set', 'fixed-furnace-defect', 'GM10-5-8'),
  furnace('tilting-furnace', 'tilting-furnace-defect', 'GM10-5-9'),
  {
    id: 'casting-rope-unchecked',
    says: w('钢丝绳铸造机没有在效的检查结论', 'a wire-rope casting machine without a valid check'),
    missing: w('钢丝绳是否钢芯，检查、更换记录', 'the core of the rope, its checks and renewals'),
    basis: 'absent',
    of: 'equipment',
    where: {
      all: [
        running,
        { attr: 'kind', in: ['wire-rope-casting-machine'] },
        {
          any: [
            { attr: 'integrityCheckedOn', known: false },
            { attr: 'integrityValidUntil', before: 0 },
          ],
        },
      ],
    },
    shows: ['name', 'integrityCheckedOn', 'integrityValidUntil'],
    items: ['GM10-5-10'],
  },
  {
    id: 'deep-well-without-monitoring',
    says: w(
      '深井铸造企业没有在用的数据采集监测系统',
      'a deep-well casting firm without data acquisition in use',
    ),
    missing: w(
      '结晶器冷却水压力、流量监测报警及联锁',
      'pressure and flow alarms of the cooling water, and interlocks',
    ),
    basis: 'absent',
    of: 'enterprise',
    where: none('systemStatus', {
      all: [{ attr: 'components', in: ['data-acquisition'] }, inUse],
    }),
    shows: ['name', 'tradeFeatures'],
    items: ['GM10-5-6'],
  },
  {
    id: 'dust-place-not-conforming',
    says: w('涉粉场所标准规范符合性不符合', 'a dust workplace does not conform to its standards'),
    missing: w(
      '不符合项：建筑结构、聚集场所、除尘系统',
      'what fails: building, gathering rooms, dust system',
    ),
    basis: 'shown',
    of: 'facility',
    where: {
      all: [
        running,
        { attr: 'kind', in: ['workplace', 'building'] },
        { attr: 'conformity', in: ['not-conforming'] },
      ],
    },
    shows: ['name', 'conformityCheckedOn'],
    items: ['GM10-11-1', 'GM10-11-2'],
  },
  {
    id: 'dust-equipment-defect',
    says: w('涉粉场所设备存在未消除缺陷', 'equipment with an open defect in a dust workplace'),
    missing: w(
      '是否为除尘系统及其控爆、锁气卸灰设施',
      'whether it is the dust system and its protection',
    ),
    basis: 'shown',
    of: 'equipment',
    where: { all: [running, { attr: 'openDefect', is: true }] },
    shows: ['name', 'kind', 'defectSeverity'],
    items: ['GM10-11-3', 'GM10-11-6'],
  },
];
