import { equipmentId } from './entities.ts';
import type { Attributes } from './fact.ts';
import { fileHash, iso, moment } from './fact.ts';
import { facilityId, organisationId, personId } from './profile.ts';
import type { Row, Scene } from './schedule.ts';
import { all } from './schedule.ts';
import {
  chem,
  chemicalOnly,
  complex,
  feature,
  hazchem,
  part,
  process,
  trade,
  watched,
} from './when.ts';

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
  teach('place', hazchem, { by: '2025-12-31' }, (s) =>
    lesson('internal', ['other'], 'employee', {
      ...(part('trainingBase')(s.e) ? { place: facilityId(s.e, 'trainingBase') } : {}),
      ...(part('trainingSpace')(s.e) ? { place: facilityId(s.e, 'trainingSpace') } : {}),
    })(s),
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
  teach('major', trade, { every: 6 }, lesson('internal', MAJOR, 'employee')),
  teach(
    'standard',
    trade,
    { by: '2024-12-31' },
    lesson('thematic', ['standard'], 'safety-manager'),
  ),
  teach('morning', trade, { rate: 1.2 }, (s) =>
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
      equipmentType: s.rng.chance(0.94) ? 'real' : 'physical-simulation',
      markingStandard: '示例评分标准',
      method: s.rng.chance(0.96) ? 'operation' : 'question-and-answer',
      unifiedMarking: s.rng.chance(0.95),
      result: result(s),
      validUntil: iso(s.day + 1095),
    }),
  ),
];

const drill =
  (kind: string, scenario: string, at: string | null) =>
  (s: Scene): Attributes => ({
    kind,
    scenario,
    participants: s.rng.int(5, 120),
    noNotice: s.rng.chance(0.9),
    noScript: true,
    noPresetScenario: s.rng.chance(0.93),
    noPresetPlace: true,
    ...(at === null ? {} : { facility: facilityId(s.e, at) }),
  });

const upgrade = (key: string, of: Row['of'], by: string, set: (s: Scene) => Attributes): Row => ({
  type: 'upgrade',
  key: `up-${key}`,
  of,
  when: { by },
  set: (s) => ({
    source: 'own',
    status: 'accepted',
    completedOn: iso(s.day - 9),
    evaluatedOn: iso(s.day + 5),
    evaluation: '示例评价',
    acceptedBy: organisationId('emergency-bureau', s.e.county.code),
    dueOn: by,
    ...set(s),
  }),
});

export const upkeepRows: readonly Row[] = [
  {
    type: 'drill',
    key: 'd-half',
    of: (e) => e.chemical || feature('metalSmelting', 'labourIntensive', 'factoryInFactory')(e),
    when: { every: 6 },
    set: drill('evacuation', 'fire', null),
  },
  {
    type: 'drill',
    key: 'd-year',
    of: (e) => trade(e) && !feature('metalSmelting', 'labourIntensive', 'factoryInFactory')(e),
    when: { every: 12 },
    set: drill('evacuation', 'fire', null),
  },
  {
    type: 'drill',
    key: 'd-tank',
    of: part('largeTank'),
    when: { every: 12 },
    set: drill('emergency', 'large-tank-fire', 'largeTank'),
  },
  {
    type: 'resource',
    key: 'res',
    of: part('largeTank'),
    when: { start: 0.95 },
    set: (s) => ({
      kind: 'fire-fighting',
      name: '示例消防物资（虚构）',
      quantity: s.rng.int(5, 60),
      facility: facilityId(s.e, 'largeTank'),
    }),
  },
  upgrade('auto', process, '2024-12-31', (s) => ({
    kind: 'full-process-automation',
    process: `${s.e.id}-R`,
  })),
  upgrade('reactor', process, '2025-12-31', (s) => ({
    kind: 'microchannel',
    process: `${s.e.id}-R`,
  })),
  upgrade('robot', chem, '2026-10-31', () => ({ kind: 'robot-patrol' })),
  upgrade('catalog', chemicalOnly, '2026-10-31', () => ({
    kind: 'catalogue-retrofit',
    source: 'catalogue',
    catalogue: 'd-adv-catalog',
  })),
  upgrade('dust', feature('dustExplosive'), '2025-12-31', () => ({
    kind: 'fewer-people-less-dust',
    peopleRemoved: 3,
  })),
  upgrade('silo', feature('cement'), '2026-10-31', () => ({ kind: 'mechanised-silo-clearing' })),
  upgrade('tank', part('oldTankFarm'), '2026-06-30', (s) => ({
    kind: 'tank-upgrade',
    facility: facilityId(s.e, 'oldTankFarm'),
  })),
  upgrade('aged', part('oldInstallation', 'failedInstallation'), '2026-10-31', (s) => ({
    kind: 'equipment-upgrade',
    source: 'plan',
    equipment: equipmentId(s.e, 4),
    facility: oldPart(s),
  })),
  {
    type: 'incentive',
    key: 'inc',
    of: process,
    when: { by: '2026-06-30', from: '2025-02-01' },
    set: (s) => ({
      kind: 'support-policy',
      purpose: 'automation',
      field: 'finance',
      amount: 10000 * s.rng.int(5, 90),
    }),
  },
  ...[0, 1, 2, 3].map(
    (n): Row => ({
      type: 'riskItem',
      key: `risk-${n}`,
      of: (e) => n < 2 || e.chemical,
      when: { start: 0.95 },
      set: (s) => ({
        level: s.rng.pick(['red', 'orange', 'yellow', 'blue'] as const),
        measures: '示例管控措施',
        measureClasses: ['people', 'technology', 'engineering', 'management'],
        inPlace: s.rng.chance(s.e.diligence),
        owner: personId(s.e, 'safety-manager'),
        reviewedOn: s.date,
        reviewDueOn: iso(s.day + (s.rng.chance(s.e.diligence) ? 1200 : 400)),
      }),
    }),
  ),
  {
    type: 'riskItem',
    key: 'risk-area',
    of: part('tankCluster'),
    when: { by: '2025-12-31', from: '2025-03-01' },
    set: (s) => ({
      facility: facilityId(s.e, 'tankCluster'),
      riskAssessment: `${s.e.id}-at-tankCluster-1`,
      level: 'orange',
      inPlace: true,
      measures: '示例管控措施',
      measureClasses: ['engineering'],
      reviewDueOn: '2027-03-01',
    }),
  },
  {
    type: 'investment',
    key: 'invest',
    of: all,
    when: { every: 12 },
    set: (s) => ({
      amount: 1000 * s.rng.int(2, 400) + (s.day - 19000),
      adequate: s.rng.chance(0.9),
    }),
  },
  ...[0, 2].map(
    (n): Row => ({
      type: 'maintenance',
      key: `mt-${n}`,
      of: chem,
      when: { every: 12 },
      set: (s) => ({
        kind: 'preventive',
        equipment: equipmentId(s.e, n),
        dueOn: iso(s.day + (s.rng.chance(s.e.diligence) ? 12 : -9)),
        result: '示例结果',
        system: 's-iiot',
      }),
    }),
  ),
  {
    type: 'leakTest',
    key: 'leak',
    of: chem,
    when: { every: 6 },
    set: (s) => ({
      equipment: equipmentId(s.e, 2),
      method: 'LDAR',
      value: s.rng.int(1, 900),
      result: 'pass',
      nextDueOn: iso(s.day + 183),
    }),
  },
  {
    type: 'change',
    key: 'moc',
    of: hazchem,
    when: { rate: 0.6 },
    set: (s) => ({
      kind: 'process',
      riskReviewedOn: iso(s.day + 4),
      approvedOn: iso(s.day + 9),
      system: 's-iiot',
      ...(s.rng.chance(0.9) ? { closedOn: iso(s.day + 30) } : {}),
    }),
  },
  {
    type: 'event',
    key: 'abn',
    of: chemicalOnly,
    when: { rate: 0.5 },
    set: (s) => ({
      kind: 'abnormal-condition',
      handledByProcedure: s.rng.chance(0.93),
      handling: '示例处置',
    }),
  },
  {
    type: 'event',
    key: 'start',
    of: complex,
    when: { rate: 1 },
    set: (s) => ({
      kind: s.rng.chance(0.5) ? 'start-up' : 'shut-down',
      plan: fileHash(s.record),
      preStartReviewedOn: iso(s.day - 2),
      signedOffBy: personId(s.e, 'principal'),
      ...(s.rng.chance(s.e.diligence) ? { signedOffOn: iso(s.day - 1) } : {}),
    }),
  },
  {
    type: 'contractorJob',
    key: 'job',
    of: (e) => e.chemical || e.index % 4 === 0,
    when: { rate: 1 },
    set: (s) => ({
      contractor: organisationId('contractor', s.e.county.code),
      workers: s.rng.int(2, 20),
      entryCheckedOn: s.date,
      trainedOn: s.date,
      supervisor: personId(s.e, 'safety-manager'),
      exitedOn: iso(s.day + 6),
      system: 's-iiot',
      ...(s.rng.chance(0.92) ? { evaluatedOn: iso(s.day + 9), evaluation: '合格（虚构）' } : {}),
    }),
  },
  {
    type: 'document',
    key: 'issue',
    of: (e) => e.index % 50 === 1,
    when: { start: 1 },
    set: (s) => ({
      kind: 'internal-reward-scheme',
      title: '示例内部举报奖励办法（虚构）',
      validFrom: moment(s.day, 0).slice(0, 10),
    }),
  },
];
