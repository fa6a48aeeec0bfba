import type { Condition } from './condition.ts';
import type { Detector } from './detector.ts';
import { none, notExpired, proposed, w } from './detector.ts';

/** People, certificates, systems of rules, licences. */

const PRINCIPAL = ['HC17-1', 'AQ3067-5.1.1', 'GM10-3-3'];
const MANAGER = ['HC17-1', 'AQ3067-5.1.2', 'GM10-3-3'];
const OPERATOR = ['HC17-2', 'AQ3067-5.1.4', 'GM10-3-2'];

const passed = (kind: string): Condition => ({
  all: [{ attr: 'kind', in: [kind] }, { attr: 'result', in: ['passed'] }, notExpired('validUntil')],
});

/** In office for longer than the time to be assessed in, and no valid pass. */
const unassessed = (role: string, kind: string): readonly Condition[] => [
  { attr: 'role', in: [role] },
  { attr: 'inOfficeSince', before: proposed.appointedDays },
  none('exam', passed(kind), 'person'),
];

const assessed = (
  who: 'principal' | 'manager',
  role: string,
  items: readonly string[],
): readonly Detector[] => {
  const zh = who === 'principal' ? '主要负责人' : '安全管理人员';
  const en = who === 'principal' ? 'the principal' : 'a safety manager';
  const kind = `${who}-knowledge-ability`;
  const some: Condition = {
    some: { type: 'exam', tie: 'person', where: { attr: 'kind', in: [kind] } },
  };
  const missing = w(
    '核对主管部门考核合格证及有效期；任职不满6个月的不判定',
    'the certificate of the authority and its date; not within six months of appointment',
  );
  const shows = ['name', 'role', 'inOfficeSince'];
  return [
    {
      id: `${who}-pass-lapsed`,
      says: w(
        `${zh}考核不合格或合格证已过期`,
        `${en} failed the assessment, or the pass has lapsed`,
      ),
      ...{ missing, basis: 'shown', of: 'person', shows, items },
      where: { all: [...unassessed(role, kind), some] },
    },
    {
      id: `${who}-no-pass`,
      says: w(
        `${zh}任职超过6个月，没有考核合格记录`,
        `${en} has been in office for six months without a pass on record`,
      ),
      ...{ missing, basis: 'absent', of: 'person', shows, items },
      where: { all: [...unassessed(role, kind), { not: some }] },
    },
  ];
};

const special: Condition = { attr: 'role', in: ['special-operation-worker'] };

const RULES: readonly Detector[] = [
  {
    id: 'no-responsibility-list',
    says: w('没有在效的全员安全生产责任清单', 'no list of safety duties for all staff in force'),
    missing: w(
      '查阅责任制文件，核对是否与岗位相匹配',
      'the documents, and whether they fit the posts',
    ),
    basis: 'absent',
    of: 'enterprise',
    where: none('document', {
      all: [{ attr: 'kind', in: ['all-staff-responsibility-list'] }, notExpired('validUntil')],
    }),
    shows: ['name'],
    items: ['HC17-16', 'AQ3067-5.7.6'],
  },
  {
    id: 'no-hazard-rules',
    says: w(
      '没有隐患排查治理制度，近一年也没有自查记录',
      'no rules for hazards, and no self-inspection within a year',
    ),
    missing: w('查阅制度文件和排查台账', 'the rules and the ledger of checks'),
    basis: 'absent',
    of: 'enterprise',
    where: {
      all: [
        none('document', {
          all: [{ attr: 'kind', in: ['hazard-rules'] }, notExpired('validUntil')],
        }),
        none('selfInspection', { attr: 'date', within: 365 }),
      ],
    },
    shows: ['name'],
    items: ['HC17-16', 'AQ3067-5.7.6'],
  },
];

const LICENCES: readonly (readonly [string, readonly string[]])[] = [
  ['hazchem-production', ['production']],
  ['hazchem-trading', ['trading', 'storage']],
  ['hazchem-use', ['use']],
];

const licences: readonly Detector[] = LICENCES.map(([kind, roles]): Detector => {
  const granted: Condition = {
    all: [
      { attr: 'kind', in: [kind] },
      { attr: 'decision', in: ['granted'] },
      notExpired('validUntil'),
    ],
  };
  const others = roles.includes('production') ? [] : ['production'];
  return {
    id: `no-licence-${kind.slice('hazchem-'.length)}`,
    says: w('没有在效的安全许可证', 'no licence in force for what it does'),
    missing: w(
      '核对许可证正副本、许可范围和品种；不需要许可的须注明',
      'the licence, its scope and products; or why none is needed',
    ),
    basis: 'absent',
    of: 'enterprise',
    where: {
      all: [
        { attr: 'industry', in: ['hazchem'] },
        { attr: 'hazchemRole', in: roles },
        // A producer's licence covers its storage.
        ...(others.length > 0 ? [{ not: { attr: 'hazchemRole', in: others } } as const] : []),
        none('licence', granted),
      ],
    },
    shows: ['name', 'hazchemRole'],
    items: ['AQ3067-5.7.1'],
  };
});

export const peopleDetectors: readonly Detector[] = [
  ...assessed('principal', 'principal', PRINCIPAL),
  ...assessed('manager', 'safety-manager', MANAGER),
  {
    id: 'certificate-expired',
    says: w('特种作业人员证件已过有效期', 'a special-operation certificate has expired'),
    missing: w(
      '全国查询平台核验；是否仍在岗作业、是否已复审换证',
      'verification nationwide; whether he still works, whether it was renewed',
    ),
    basis: 'shown',
    of: 'person',
    where: { all: [special, { attr: 'certificateValidUntil', before: 0 }] },
    shows: ['name', 'certificateCategory', 'certificateNo'],
    items: OPERATOR,
  },
  {
    id: 'certificate-missing',
    says: w(
      '特种作业人员没有证件记录',
      'a special-operation worker without a certificate on record',
    ),
    missing: w('核对证件原件和作业类别', 'the certificate itself and its category'),
    basis: 'absent',
    of: 'person',
    where: {
      all: [
        special,
        { attr: 'certificateNo', known: false },
        { attr: 'certificateValidUntil', known: false },
      ],
    },
    shows: ['name', 'post'],
    items: OPERATOR,
  },
  ...RULES,
  ...licences,
  {
    id: 'chemicals-not-identified',
    says: w(
      '有应鉴定分类的化学品，没有鉴定分类报告',
      'chemicals that need classification, and no report of one',
    ),
    missing: w('核对化学品清单和鉴定分类报告', 'the list of chemicals and the reports'),
    basis: 'absent',
    of: 'enterprise',
    where: {
      all: [
        { attr: 'chemicalsToIdentify', atLeast: 1 },
        none('document', { attr: 'kind', in: ['identification-classification-report'] }),
      ],
    },
    shows: ['name'],
    items: ['AQ3067-5.7.2'],
  },
  {
    id: 'contractor-unmanaged',
    says: w(
      '外来作业没有入厂审查、培训或现场监督记录',
      'a contractor’s job without entry check, training or supervisor on record',
    ),
    missing: w(
      '核对安全管理协议、统一协调管理和定期检查记录',
      'the agreement, who coordinates, and the records of checks',
    ),
    basis: 'shown',
    of: 'contractorJob',
    where: {
      all: [
        { attr: 'date', within: proposed.jobDays },
        {
          any: [
            { attr: 'entryCheckedOn', known: false },
            { attr: 'trainedOn', known: false },
            { attr: 'supervisor', known: false },
          ],
        },
      ],
    },
    shows: ['contractor', 'date'],
    items: ['GM10-3-1'],
  },
];
