import type { Attributes } from './fact.ts';
import { iso } from './fact.ts';
import { facilityId, organisationId, personId } from './profile.ts';
import type { Row, Scene } from './schedule.ts';
import { chem, feature, hazchem, part, trade, watched } from './when.ts';

/** Self-inspection, training, drills, risk items, upgrades, upkeep: what a firm does all the time. */
const check =
  (kind: string, set: Attributes = {}) =>
  (s: Scene): Attributes => ({
    kind,
    leader: personId(s.e, 'principal'),
    leaderRole: 'principal',
    scope: ['major-hazard', 'general'],
    checklist: s.e.chemical ? 'd-mhazard-guide' : 'd-trade-mhazard',
    findings: s.rng.int(0, 5),
    ...set,
  });

const manager = { leaderRole: 'safety-manager' };
const oldPart = (s: Scene): string =>
  facilityId(s.e, part('oldInstallation')(s.e) ? 'oldInstallation' : 'failedInstallation');

export const checkRows: readonly Row[] = [
  {
    type: 'selfInspection',
    key: 'si-m',
    of: (e) => chem(e) || watched(e),
    when: { every: 1 },
    set: check('routine'),
  },
  {
    type: 'selfInspection',
    key: 'si-q',
    of: (e) => trade(e) && !watched(e),
    when: { every: 3 },
    set: check('routine'),
  },
  {
    type: 'selfInspection',
    key: 'si-post',
    of: hazchem,
    when: { every: 3 },
    set: check('post-responsibility', manager),
  },
  {
    type: 'selfInspection',
    key: 'si-basics',
    of: hazchem,
    when: { every: 12 },
    set: check('three-basics', { topics: ['grass-roots', 'foundations', 'basic-skills'] }),
  },
  {
    type: 'selfInspection',
    key: 'si-rules',
    of: hazchem,
    when: { every: 6 },
    set: check('three-disciplines', {
      topics: ['labour-discipline', 'operating-discipline', 'process-discipline'],
    }),
  },
  {
    type: 'selfInspection',
    key: 'si-aged',
    of: chem,
    when: { every: 12 },
    set: (s) => ({
      ...check('aged-installation-screening')(s),
      ...(part('oldInstallation', 'failedInstallation')(s.e) ? { facility: oldPart(s) } : {}),
    }),
  },
  {
    type: 'selfInspection',
    key: 'si-env',
    of: part('envFacility'),
    when: { every: 12 },
    set: (s) =>
      check('special', { scope: ['env-facility'], facility: facilityId(s.e, 'envFacility') })(s),
  },
  ...(['tankFarm:d-atm-tank', 'oldTankFarm:d-lpg-tank', 'newTankFarm:d-lpg-tank'] as const).map(
    (pair): Row => {
      const [at = '', checklist = ''] = pair.split(':');
      return {
        type: 'selfInspection',
        key: `si-${at}`,
        of: part(at),
        when: { every: 12 },
        set: (s) => check('special', { checklist, facility: facilityId(s.e, at) })(s),
      };
    },
  ),
];

const lesson =
  (kind: string, topics: readonly string[], role: string, set: Attributes = {}) =>
  (s: Scene): Attributes => ({
    kind,
    topics,
    person: personId(s.e, role),
    hours: 8,
    round: 1,
    compulsory: true,
    by: organisationId('training-body', s.e.county.code),
    result: s.rng.chance(0.94) ? 'passed' : 'failed',
    ...set,
  });

const MAJOR = ['major-risk', 'major-hazard-standard'];
const teach = (key: string, of: Row['of'], when: Row['when'], set: Row['set']): Row => ({
  type: 'training',
  key: `t-${key}`,
  of,
  when,
  set,
});
const OPERATIONS = ['hot-work', 'confined-space', 'blind-plate', 'work-at-height'];

export const trainingRows: readonly Row[] = [
  teach('yearly', chem, { every: 12 }, lesson('principal-annual-retraining', ['law'], 'principal')),
  teach(
    'guide',
    chem,
    { by: '2024-09-30' },
    lesson('thematic', ['major-hazard-guide'], 'principal'),
  ),
  ...(
    [
      'operator',
      'guardian',
      'special-operation-applicant',
      'special-operation-approver',
      'contractor-worker',
    ] as const
  ).map((role) =>
    teach(
      `special-${role}`,
      (e) => e.chemical && e.variant.parts.length > 1,
      { by: '2025-06-30' },
      lesson('thematic', ['special-operation-guide'], role, { operations: OPERATIONS }),
    ),
  ),
  ...(['deputy-principal', 'safety-manager', 'team-leader'] as const).map((role) =>
    teach(
      `injury-${role}`,
      (e) => hazchem(e) && (role !== 'team-leader' || e.variant.parts.length > 1),
      { by: '2024-12-31' },
      lesson('work-injury-prevention', ['law'], role),
    ),
  ),
  teach(
    'system',
    hazchem,
    { by: '2025-12-31' },
    lesson('internal', ['standard'], 'employee', { system: 's-iiot' }),
  ),
  ...(['trainingBase', 'trainingSpace'] as const).map((kind) =>
    teach(`at-${kind}`, hazchem, { by: '2025-12-31', sure: 2 }, (s) =>
      lesson('internal', ['other'], 'employee', { place: `FAC-${kind}-${s.e.county.code}` })(s),
    ),
  ),
  teach(
    'theme',
    feature('metalSmelting', 'dustExplosive', 'confinedSpace', 'ammoniaRefrigeration'),
    { by: '2026-10-31' },
    lesson('principal-thematic', ['major-hazard-standard'], 'principal'),
  ),
  teach(
    'national',
    feature('metalSmelting'),
    { by: '2025-12-31', from: '2025-01-10' },
    lesson('national-thematic-2025', ['law'], 'principal'),
  ),
  teach('major', trade, { every: 3 }, lesson('internal', MAJOR, 'employee')),
  teach(
    'standard',
    trade,
    { by: '2024-12-31' },
    lesson('thematic', ['standard'], 'safety-manager'),
  ),
  teach('morning', trade, { rate: 0.6 }, (s) =>
    lesson('morning-meeting', s.rng.chance(0.9) ? MAJOR : ['major-risk'], 'employee')(s),
  ),
  teach(
    'space',
    part('confinedSpace'),
    { every: 12 },
    lesson('thematic', ['confined-space'], 'employee'),
  ),
];

const test = (key: string, of: Row['of'], when: Row['when'], set: Row['set']): Row => ({
  type: 'exam',
  key: `x-${key}`,
  of,
  when,
  set,
});
const result = (s: Scene): string => (s.rng.chance(0.92) ? 'passed' : 'failed');

export const examRows: readonly Row[] = [
  test('principal', hazchem, { by: '2024-12-31' }, (s) => ({
    kind: 'principal-knowledge-ability',
    part: 'theory',
    person: personId(s.e, 'principal'),
    result: result(s),
  })),
  test('internal', trade, { every: 12 }, (s) => ({
    kind: 'internal',
    topics: MAJOR,
    part: 'theory',
    person: personId(s.e, 'employee'),
    result: result(s),
  })),
  test(
    'special',
    (e) => (e.chemical && e.variant.parts.length > 1) || (!e.chemical && e.index % 6 === 0),
    { every: 12 },
    (s) => ({
      kind: 'special-operation',
      part: 'practical',
      person: personId(s.e, 'special-operation-worker'),
      category: s.rng.pick(['electrical', 'welding-cutting', 'work-at-height', 'hazchem'] as const),
      subject: s.rng.pick(['fire-extinguisher', 'scba', 'wound-dressing', 'self-rescuer'] as const),
      by: organisationId('exam-body', s.e.county.code),
      venueOwner: organisationId('exam-body', s.e.county.code),
      equipmentOwner: organisationId(
        s.rng.chance(0.95) ? 'exam-body' : 'training-body',
        s.e.county.code,
      ),
      equipmentType: s.rng.chance(0.94)
        ? 'real'
        : s.rng.chance(0.8)
          ? 'physical-simulation'
          : 'virtual',
      markingStandard: '示例评分标准',
      method: s.rng.chance(0.96) ? 'operation' : 'question-and-answer',
      unifiedMarking: s.rng.chance(0.95),
      result: result(s),
      validUntil: iso(s.day + 1095),
    }),
  ),
];
