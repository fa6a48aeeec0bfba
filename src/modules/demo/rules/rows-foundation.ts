import type { Attributes } from './fact.ts';
import { fileHash, iso } from './fact.ts';
import { demoLists, POST_CATEGORIES } from './lists.ts';
import { facilityId, personId } from './profile.ts';
import type { Row, Scene } from './schedule.ts';
import { all } from './schedule.ts';
import { chem, chemicalOnly, hazardSites, hazchem, majorHazard, part, trade } from './when.ts';

/** Responsibility, documents, promises, standardisation, grading: what a firm builds once. */
const document =
  (kind: string, set: Attributes = {}) =>
  (s: Scene): Attributes => ({
    kind,
    title: '示例制度文件（虚构）',
    version: '1',
    file: fileHash(s.record),
    ...set,
  });

export const first = (s: Scene): string => facilityId(s.e, s.e.variant.parts[0] ?? 'workplace');

export const documentRows: readonly Row[] = [
  {
    type: 'document',
    key: 'duty',
    of: all,
    when: { by: '2024-06-30' },
    set: (s) => ({
      ...document('all-staff-responsibility-list')(s),
      postCategories: s.rng.chance(s.e.diligence) ? POST_CATEGORIES : POST_CATEGORIES.slice(0, 6),
    }),
  },
  {
    type: 'document',
    key: 'scheme',
    of: hazchem,
    when: { by: '2024-05-31' },
    set: document('internal-assessment-scheme', { contents: ['standards', 'methods', 'measures'] }),
  },
  {
    type: 'document',
    key: 'culture',
    of: chem,
    when: { by: '2025-06-30' },
    set: document('culture-programme'),
  },
  {
    type: 'document',
    key: 'limit',
    of: (e) => chem(e) && part('installation', 'workplace')(e),
    when: { by: '2024-05-31' },
    set: document('headcount-limit-measures'),
  },
  {
    type: 'document',
    key: 'abnormal',
    of: chemicalOnly,
    when: { by: '2024-09-30' },
    set: document('abnormal-condition-procedure'),
  },
  {
    type: 'document',
    key: 'aged',
    of: part('oldInstallation', 'failedInstallation'),
    when: { start: 0.9 },
    set: (s) => ({
      ...document('one-installation-one-policy')(s),
      facility: facilityId(
        s.e,
        part('oldInstallation')(s.e) ? 'oldInstallation' : 'failedInstallation',
      ),
    }),
  },
  {
    type: 'document',
    key: 'identify',
    of: (e) => Number(e.variant.set.chemicalsToIdentify ?? 0) > 0,
    when: { by: '2025-12-31' },
    set: document('identification-classification-report', { substance: '示例物质' }),
  },
  {
    type: 'document',
    key: 'register',
    of: trade,
    when: { by: '2024-12-31' },
    set: document('applicability-register'),
  },
  {
    type: 'document',
    key: 'rules',
    of: trade,
    when: { by: '2024-08-31' },
    set: document('rectification-rules', {
      topics: [
        'hot-work-and-construction',
        'confined-space',
        'work-at-height',
        'outsourced-construction',
        'illegal',
      ],
    }),
  },
];

const appraisal =
  (kind: string, set: Attributes = {}) =>
  (s: Scene): Attributes => ({
    kind,
    score: s.rng.int(70, 99),
    itemsScored: 15 + s.rng.int(0, 5),
    consequence: ['reward'],
    ...set,
  });

export const responsibilityRows: readonly Row[] = [
  {
    type: 'appraisal',
    key: 'quant',
    of: all,
    when: { by: '2024-12-31' },
    set: appraisal('responsibility-quantified'),
  },
  {
    type: 'appraisal',
    key: 'internal',
    of: hazchem,
    when: { every: 3 },
    set: appraisal('internal-responsibility'),
  },
  {
    type: 'appraisal',
    key: 'report',
    of: chem,
    when: { every: 6 },
    set: (s) => appraisal('principal-report', { person: personId(s.e, 'principal') })(s),
  },
  {
    type: 'appraisal',
    key: 'duty',
    of: part('confinedSpace'),
    when: { every: 12 },
    set: (s) =>
      appraisal('duty-check', {
        person: personId(
          s.e,
          s.e.variant.set.tradeSector === 'metallurgy' ? 'employee' : 'confined-space-key-person',
        ),
      })(s),
  },
  ...(['principal', 'safety-manager', 'employee'] as const).flatMap((role): Row[] => [
    {
      type: 'assignment',
      key: `post-${role}`,
      of: all,
      when: { by: '2024-06-30', sure: 9 },
      set: (s) => ({ kind: 'post-duty', person: personId(s.e, role), duties: '示例岗位职责' }),
    },
    {
      type: 'commitment',
      key: `post-${role}`,
      of: trade,
      when: { every: 12 },
      set: (s) => ({ kind: 'post', person: personId(s.e, role), byRole: role, level: 'post' }),
    },
  ]),
  ...(
    [
      'deputy-principal',
      'team-leader',
      'operator',
      'guardian',
      'special-operation-applicant',
      'special-operation-approver',
      'contractor-worker',
      'special-operation-worker',
    ] as const
  ).map(
    (role): Row => ({
      type: 'assignment',
      key: `post-${role}`,
      of: (e) => hazchem(e) && (role === 'deputy-principal' || e.variant.parts.length > 1),
      when: { by: '2024-09-30', sure: 9 },
      set: (s) => ({ kind: 'post-duty', person: personId(s.e, role), duties: '示例岗位职责' }),
    }),
  ),
  {
    type: 'assignment',
    key: 'chain',
    of: (e) => e.variant.word === '烟花爆竹零售',
    when: { start: 0.9 },
    set: (s) => ({ kind: 'chain-operation', counterpart: s.e.id, agreement: fileHash(s.record) }),
  },
  ...(['installation', 'tankFarm'] as const).flatMap((site) =>
    demoLists['majorHazard.guarantorRoles'].map(
      (role): Row => ({
        type: 'assignment',
        key: `guard-${site}-${role}`,
        of: (e) => hazardSites(e).includes(site),
        when: { start: 0.985 },
        set: (s) => ({
          kind: 'guarantor',
          guarantorRole: role,
          person: personId(s.e, 'principal'),
          facility: facilityId(s.e, site),
        }),
      }),
    ),
  ),
  {
    type: 'assignment',
    key: 'cadre',
    of: hazchem,
    when: { by: '2024-06-30' },
    set: (s) => ({ kind: 'leading-cadre-guarantee', person: `PER-cadre-${s.e.county.code}` }),
  },
  ...(['installation', 'tankFarm'] as const).map(
    (site): Row => ({
      type: 'commitment',
      key: `guard-${site}`,
      of: (e) => hazardSites(e).includes(site),
      when: { every: 12 },
      set: (s) => ({
        kind: 'guarantor-duty',
        person: personId(s.e, 'principal'),
        byRole: 'principal',
        published: true,
        facility: facilityId(s.e, site),
      }),
    }),
  ),
  {
    type: 'commitment',
    key: 'risk',
    of: majorHazard,
    when: { daily: true },
    set: () => ({ kind: 'risk-announcement', published: true, byRole: 'principal' }),
  },
  {
    type: 'commitment',
    key: 'clear',
    of: trade,
    when: { every: 12 },
    set: (s) => {
      const broken = s.rng.chance(0.02);
      const set = {
        kind: 'dynamic-clearing',
        byRole: 'principal',
        person: personId(s.e, 'principal'),
        broken,
      };
      return broken ? { ...set, brokenOn: iso(s.day + 1), cause: '示例原因' } : set;
    },
  },
];
