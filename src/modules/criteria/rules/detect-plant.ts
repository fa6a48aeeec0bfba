import type { Condition } from './condition.ts';
import type { Detector } from './detector.ts';
import { inUse, none, notExpired, running, w } from './detector.ts';

/** Installations, equipment, detectors and interlocks. */

const hazardTanks: Condition = {
  all: [
    running,
    { attr: 'kind', in: ['tankFarm', 'tank', 'tankCluster'] },
    { attr: 'majorHazard', is: true },
    { attr: 'majorHazardLevel', atMost: 2 },
  ],
};

export const plantDetectors: readonly Detector[] = [
  {
    id: 'aged-without-diagnosis',
    says: w(
      '老旧装置没有通过的设计诊断或安全设施设计审查',
      'an aged installation without a design diagnosis or review that it passed',
    ),
    missing: w('原设计单位及资质、设计诊断报告', 'who designed it, and the diagnosis'),
    basis: 'absent',
    of: 'facility',
    where: {
      all: [
        running,
        { attr: 'kind', in: ['installation', 'tankFarm'] },
        { attr: 'aged', is: true },
        none(
          'designReview',
          {
            all: [
              { attr: 'kind', in: ['diagnosis', 'safety-facility-design'] },
              { attr: 'result', in: ['pass', 'conditional'] },
            ],
          },
          'facility',
        ),
      ],
    },
    shows: ['name', 'builtOn', 'agedListedOn'],
    items: ['HC17-10', 'AQ3067-5.2.1'],
  },
  {
    id: 'aged-assessment-failed',
    says: w(
      '老旧装置评估不符合要求仍在运行',
      'an aged installation that failed its assessment runs',
    ),
    missing: w(
      '不符合项是否涉及设计、淘汰工艺设备',
      'whether what failed is its design or is obsolete',
    ),
    basis: 'shown',
    of: 'facility',
    where: { all: [running, { attr: 'agedAssessment', in: ['fail'] }] },
    shows: ['name', 'builtOn'],
    items: ['HC17-10', 'HC17-11', 'AQ3067-5.2.1', 'AQ3067-5.3.1'],
  },
  {
    id: 'obsolete-in-use',
    says: w('列入淘汰目录的设备仍在用', 'equipment on a list of the obsolete is in use'),
    missing: w('设备型号与目录条目逐项核对', 'the model against the entry of the list'),
    basis: 'shown',
    of: 'equipment',
    where: { all: [running, { attr: 'catalogueItem', known: true }] },
    shows: ['name', 'catalogueItem', 'catalogueDueOn'],
    items: ['HC17-11', 'AQ3067-5.3.1'],
  },
  {
    id: 'automation-overdue',
    says: w('全流程自动化改造逾期未验收', 'the automation upgrade is overdue'),
    missing: w(
      '涉及工艺是否为重点监管工艺，现有自动化控制水平',
      'whether the process is a key one, and how it is controlled now',
    ),
    basis: 'shown',
    of: 'upgrade',
    where: {
      all: [
        { attr: 'kind', in: ['full-process-automation'] },
        { not: { attr: 'status', in: ['abandoned'] } },
        { attr: 'acceptedOn', known: false },
        { attr: 'dueOn', before: 0 },
      ],
    },
    shows: ['facility', 'dueOn', 'status'],
    items: ['HC17-4.1', 'AQ3067-5.5.3'],
  },
  {
    id: 'shut-off-out-of-use',
    says: w('紧急切断系统停用', 'an emergency shut-off system is out of use'),
    missing: w('覆盖的储罐、装置及停用原因', 'what it covers, and why it is out of use'),
    basis: 'shown',
    of: 'systemStatus',
    where: {
      all: [
        { attr: 'components', in: ['emergency-shut-off'] },
        { attr: 'status', in: ['out-of-use'] },
      ],
    },
    shows: ['system', 'status'],
    items: ['HC17-4.3', 'HC17-5', 'AQ3067-5.5.4', 'AQ3067-5.5.6'],
  },
  {
    id: 'tank-farm-without-shut-off',
    says: w(
      '一、二级重大危险源罐区没有在用的紧急切断系统',
      'a tank farm of level 1 or 2 without an emergency shut-off in use',
    ),
    missing: w(
      '现场紧急切断阀、独立安全仪表系统的配备',
      'the shut-off valves and an independent SIS',
    ),
    basis: 'absent',
    of: 'facility',
    where: {
      all: [
        hazardTanks,
        none(
          'systemStatus',
          { all: [{ attr: 'components', in: ['emergency-shut-off'] }, inUse] },
          'facilities',
        ),
      ],
    },
    shows: ['name', 'majorHazardLevel'],
    items: ['HC17-5', 'AQ3067-5.5.6'],
  },
  {
    id: 'lpg-farm-not-conforming',
    says: w(
      '液化烃储罐区规范符合性检查不符合',
      'a liquefied-hydrocarbon tank farm does not conform',
    ),
    missing: w(
      '不符合项是否为注水措施，是否全压力式',
      'whether it is the water injection that is missing',
    ),
    basis: 'shown',
    of: 'facility',
    where: {
      all: [
        running,
        { attr: 'tankFarmClass', in: ['liquefied-hydrocarbon'] },
        { attr: 'conformity', in: ['not-conforming'] },
      ],
    },
    shows: ['name', 'conformityCheckedOn'],
    items: ['HC17-6', 'AQ3067-5.4.7'],
  },
  {
    id: 'valve-check-expired',
    says: w('阀类设备完好性结论已过期', 'a valve whose check has expired'),
    missing: w(
      '是否为安全阀、爆破片，是否正常投用',
      'whether it is a relief device, and in service',
    ),
    basis: 'shown',
    of: 'equipment',
    where: {
      all: [running, { attr: 'kind', in: ['valve'] }, { attr: 'integrityValidUntil', before: 0 }],
    },
    shows: ['name', 'integrityValidUntil'],
    items: ['HC17-15.2', 'AQ3067-5.4.6'],
  },
  {
    id: 'reaction-not-assessed',
    says: w(
      '在用重点工艺没有反应安全风险评估',
      'a key process in use without a reaction assessment',
    ),
    missing: w('是否属于精细化工反应，评估报告', 'whether it is fine chemistry, and the report'),
    basis: 'absent',
    of: 'process',
    where: {
      all: [
        running,
        none(
          'riskAssessment',
          {
            all: [{ attr: 'kind', in: ['reaction-safety'] }, notExpired('validUntil')],
          },
          'process',
        ),
      ],
    },
    shows: ['name', 'kind'],
    items: ['HC17-19.4', 'AQ3067-5.3.5'],
  },
  {
    id: 'major-hazard-no-guarantor',
    says: w('重大危险源没有在任的包保责任人', 'a major hazard installation without a guarantor'),
    missing: w('包保责任人任命和履职记录', 'who was named, and what he did'),
    basis: 'absent',
    of: 'facility',
    where: {
      all: [
        running,
        { attr: 'majorHazard', is: true },
        none(
          'assignment',
          {
            all: [{ attr: 'kind', in: ['guarantor'] }, notExpired('validUntil')],
          },
          'facility',
        ),
      ],
    },
    shows: ['name', 'majorHazardLevel'],
    items: ['AQ3067-5.1.5'],
  },
  {
    id: 'no-risk-announcement',
    says: w(
      '重大危险源企业7天内没有安全风险承诺公告',
      'a firm with a major hazard installation announced no commitment for a week',
    ),
    missing: w('是否停产；公告记录', 'whether it stands still; the announcements'),
    basis: 'absent',
    of: 'enterprise',
    where: {
      all: [
        { some: { type: 'facility', tie: 'enterprise', where: { attr: 'majorHazard', is: true } } },
        none('commitment', {
          all: [
            { attr: 'kind', in: ['risk-announcement'] },
            { attr: 'date', within: 7 },
          ],
        }),
      ],
    },
    shows: ['name', 'productionState'],
    items: ['AQ3067-5.7.7'],
  },
];
