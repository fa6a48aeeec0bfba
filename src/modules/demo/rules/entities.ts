import type { Attributes, Fact } from './fact.ts';
import { day, fact, iso, moment, retire } from './fact.ts';
import type { Profile } from './profile.ts';
import { facilityId, has, is, organisationId, personId } from './profile.ts';
import { FROM } from './schedule.ts';

const BEFORE = moment(FROM, 9 * 60);

const RECTIFICATIONS = [
  'hot-work-and-construction',
  'confined-space',
  'work-at-height',
  'outsourced-construction',
  'illegal',
];

/** Enterprise, people, facilities, equipment and processes, before all records that name them. */
export function* entityFacts(e: Profile): Generator<Fact> {
  yield enterpriseFact(e);
  yield* peopleFacts(e);
  yield* facilityFacts(e);
  yield* equipmentFacts(e);
  if (e.variant.process) {
    yield fact('process', `${e.id}-R`, BEFORE, {
      name: '示例生产工艺（虚构）',
      enterprise: e.id,
      kind: e.variant.process,
      state: 'running',
      facility: facilityId(e, e.variant.parts[0] ?? 'installation'),
      hazardLevel: e.variant.reactionHazard ?? 2,
    });
  }
}

function enterpriseFact(e: Profile): Fact {
  const { rng } = e;
  const set: Attributes = {
    name: e.name,
    address: `山东省菏泽市${e.county.name}${e.township.name}示例路${rng.int(1, 999)}号（虚构）`,
    longitude: round(e.county.lon + (rng.next() - 0.5) * 0.2),
    latitude: round(e.county.lat + (rng.next() - 0.5) * 0.2),
    jurisdiction: e.township.code,
    employees: e.employees,
    establishedOn: iso(day('2000-01-01') + rng.int(0, 8000)),
    risk: rng.chance(0.06) ? 'prominent' : 'ordinary',
    staffQuality: rng.chance(0.05) ? 'poor' : 'good',
    managementLevel: rng.chance(0.04) ? 'poor' : 'fair',
    technology: 'ordinary',
    planningConformity: true,
    productionState: rng.chance(0.03) ? 'declared-stopped' : 'running',
    perfunctory: rng.chance(0.02),
    similarToIncident: rng.chance(0.03),
    lastVerifiedOn: iso(FROM + rng.int(0, 80)),
    ...(e.park === null ? {} : { park: e.park }),
    ...(e.chemical ? { chemicalsToIdentify: 0 } : tradeAttributes(e)),
    ...e.variant.set,
  };
  return fact('enterprise', e.id, BEFORE, set);
}

function tradeAttributes(e: Profile): Attributes {
  const { rng } = e;
  return {
    keyInspectionList: e.keyList,
    dustExposedWorkers: 0,
    incentiveConditionsMet: rng.chance(0.6),
    highRiskPosts: rng.int(2, 30),
    rectifications: RECTIFICATIONS.filter((_, i) => (e.index + i) % 3 === 0 || rng.chance(0.3)),
    ...(has(e, 'tradeFeatures', 'cement') ? { siloClearing: 'manual' } : {}),
  };
}

const round = (value: number): number => Math.round(value * 1e5) / 1e5;

interface Post {
  readonly role: string;
  readonly of: (e: Profile) => boolean;
  readonly set?: Attributes;
}

const CERTIFICATES = ['electrical', 'welding-cutting', 'work-at-height', 'hazchem'] as const;
const hazardous = (e: Profile): boolean => e.chemical && e.variant.parts.length > 1;

const posts: readonly Post[] = [
  { role: 'principal', of: () => true, set: { level: 'enterprise' } },
  { role: 'safety-manager', of: () => true, set: { level: 'enterprise' } },
  { role: 'employee', of: () => true, set: { level: 'post' } },
  { role: 'deputy-principal', of: (e) => e.chemical, set: { level: 'enterprise' } },
  { role: 'team-leader', of: hazardous, set: { level: 'team' } },
  { role: 'operator', of: hazardous, set: { operations: ['hot-work', 'blind-plate'] } },
  { role: 'guardian', of: hazardous, set: { operations: ['hot-work', 'confined-space'] } },
  { role: 'special-operation-applicant', of: hazardous, set: { operations: ['hot-work'] } },
  { role: 'special-operation-approver', of: hazardous, set: { operations: ['hot-work'] } },
  { role: 'contractor-worker', of: hazardous, set: { operations: ['work-at-height'] } },
  { role: 'special-operation-worker', of: (e) => hazardous(e) || e.index % 6 === 0 },
  {
    role: 'confined-space-key-person',
    of: (e) => has(e, 'tradeFeatures', 'confinedSpace'),
    set: { operations: ['confined-space'] },
  },
];

export function rolesOf(e: Profile): readonly string[] {
  return posts.filter((post) => post.of(e)).map((post) => post.role);
}

function* peopleFacts(e: Profile): Generator<Fact> {
  let n = 0;
  for (const post of posts) {
    if (!post.of(e)) continue;
    n += 1;
    const certified = post.role === 'special-operation-worker';
    yield fact('person', personId(e, post.role), BEFORE, {
      name: `虚构人员${e.chemical ? 'H' : 'T'}${e.index}-${n}`,
      enterprise: e.id,
      role: [post.role],
      jurisdictionLevel: 'enterprise',
      employmentType: 'enterprise',
      inOfficeSince: iso(FROM - e.rng.int(30, 2500)),
      ...post.set,
      ...(certified ? certificate(e) : {}),
    });
  }
}

function certificate(e: Profile): Attributes {
  const seen = FROM + e.rng.int(0, 50);
  return {
    certificateCategory: e.rng.pick(CERTIFICATES),
    certificateNo: `虚构-${e.index}`,
    certificateValidUntil: iso(FROM + e.rng.int(300, 2600)),
    jobReferralOptIn: e.rng.chance(0.3),
    operations: ['hot-work'],
    ...(e.rng.chance(e.diligence)
      ? { certificateVerifiedOn: iso(seen), registeredOn: iso(seen) }
      : {}),
  };
}

interface Part {
  readonly kind: string;
  readonly name: string;
  readonly set?: Attributes;
}

const parts: Readonly<Record<string, Part>> = {
  installation: {
    kind: 'installation',
    name: '生产装置',
    set: {
      key: true,
      keyProcessUnit: true,
      fireHazardClass: 'A',
      highRiskWorkplace: true,
      headcountLimit: 9,
    },
  },
  oldInstallation: {
    kind: 'installation',
    name: '老旧装置',
    set: { aged: true, agedAssessment: 'pass', ageAndRisk: 'old' },
  },
  failedInstallation: {
    kind: 'installation',
    name: '老旧装置（评估不合格）',
    set: { aged: true, agedAssessment: 'fail', ageAndRisk: 'old-high-risk' },
  },
  tank: { kind: 'tank', name: '储罐', set: { volume: 60, largeTank: false } },
  tankFarm: {
    kind: 'tankFarm',
    name: '储罐区',
    set: { tankFarmClass: 'flammable-liquid-atmospheric', volume: 3000, ageAndRisk: 'ordinary' },
  },
  oldTankFarm: {
    kind: 'tankFarm',
    name: '老旧储罐区',
    set: { tankFarmClass: 'liquefied-hydrocarbon', aged: true, ageAndRisk: 'old-high-risk' },
  },
  newTankFarm: {
    kind: 'tankFarm',
    name: '新建储罐区',
    set: { tankFarmClass: 'liquefied-hydrocarbon', newBuild: true, startUpOn: '2025-03-18' },
  },
  tankCluster: { kind: 'tankCluster', name: '罐区集中区' },
  largeTank: { kind: 'tank', name: '大型储罐', set: { largeTank: true, volume: 50000 } },
  warehouse: { kind: 'warehouse', name: '仓库', set: { fireHazardClass: 'B' } },
  workplace: {
    kind: 'workplace',
    name: '高危作业场所',
    set: {
      highRiskWorkplace: true,
      headcountLimit: 9,
      fireHazardClass: 'A',
      toxicOrAsphyxiant: true,
    },
  },
  explosionRoom: {
    kind: 'workplace',
    name: '爆炸危险场所',
    set: { explosionRisk: true, unmanned: false },
  },
  envFacility: { kind: 'envFacility', name: '环保设施', set: { toxicOrAsphyxiant: true } },
  trainingBase: { kind: 'trainingBase', name: '实训基地', set: { conformity: 'conforming' } },
  trainingSpace: { kind: 'trainingSpace', name: '实训空间', set: { conformity: 'not-conforming' } },
  wellSite: { kind: 'wellSite', name: '井场', set: { key: true } },
  station: { kind: 'station', name: '站场', set: { key: true } },
  tradeWorkplace: { kind: 'workplace', name: '车间', set: { highRiskWorkplace: false } },
  hotMetal: {
    kind: 'workplace',
    name: '熔融金属作业区',
    set: {
      highRiskWorkplace: true,
      headcountLimit: 9,
      placeKind: ['hot-molten-metal', 'coal-gas'],
    },
  },
  casting: {
    kind: 'workplace',
    name: '深井铸造区',
    set: { highRiskWorkplace: true, headcountLimit: 9 },
  },
  dustRoom: {
    kind: 'workplace',
    name: '涉爆粉尘车间',
    set: { highRiskWorkplace: true, headcountLimit: 9 },
  },
  spraying: { kind: 'workplace', name: '喷涂间', set: { placeKind: ['spraying'] } },
  usesHazchem: { kind: 'workplace', name: '涉氨涉氯间', set: { placeKind: ['uses-hazchem'] } },
  confinedSpace: { kind: 'confinedSpace', name: '有限空间' },
};

function* facilityFacts(e: Profile): Generator<Fact> {
  for (const key of e.variant.parts) {
    const part = parts[key];
    if (!part) continue;
    const aged = part.set?.aged === true;
    const hazard =
      e.variant.majorHazardLevel !== undefined && ['installation', 'tankFarm'].includes(key);
    yield fact('facility', facilityId(e, key), BEFORE, {
      name: `示例${part.name}（虚构）`,
      enterprise: e.id,
      kind: part.kind,
      state: 'running',
      builtOn: iso(day(aged ? '1999-06-01' : '2012-06-01') + e.rng.int(0, 1500)),
      ...(aged ? { agedListedOn: iso(FROM + 365 * (e.index % 3) + 20) } : {}),
      ...(hazard
        ? {
            majorHazard: true,
            majorHazardLevel: e.variant.majorHazardLevel ?? 4,
            majorHazardR: 12.5,
          }
        : {}),
      ...(key === 'confinedSpace' ? measures(e) : {}),
      ...part.set,
    });
    if (hazard || part.set?.highRiskWorkplace === true) yield unmanned(e, key);
    if (key === 'explosionRoom') yield emptied(e, key);
    if (key === 'failedInstallation' && e.rng.chance(e.diligence)) {
      yield retire('facility', facilityId(e, key), moment(FROM + 700, 600), {
        state: 'dismantled',
      });
    }
  }
}

function measures(e: Profile): Attributes {
  const required = ['lock-out-tag-out', 'physical-isolation', 'scan-to-enter'];
  const done = e.rng.chance(e.diligence) ? required : required.slice(1);
  return { measuresRequired: required, measures: done };
}

function unmanned(e: Profile, key: string): Fact {
  const at = FROM + e.rng.int(120, 420);
  const done = e.rng.chance(e.diligence);
  const set = done ? { unmanned: true, unmannedAcceptedOn: iso(at) } : { unmanned: false };
  return fact('facility', facilityId(e, key), moment(at, 600), set, 1);
}

function emptied(e: Profile, key: string): Fact {
  const at = FROM + e.rng.int(60, 190);
  return fact(
    'facility',
    facilityId(e, key),
    moment(at, 600),
    {
      injuryRangeDrawnOn: iso(at - 30),
      unmanned: true,
      unmannedAcceptedOn: iso(at),
    },
    1,
  );
}

export function equipmentId(e: Profile, n: number): string {
  return `${e.id}-E-${n}`;
}

function* equipmentFacts(e: Profile): Generator<Fact> {
  const { rng } = e;
  const first = e.variant.parts[0];
  if (e.chemical && first) {
    for (let n = 0; n < (hazardous(e) ? 5 : 3); n += 1) {
      const part = n === 4 ? (e.variant.parts.at(-1) ?? first) : first;
      const defect = n === 1 && rng.chance(0.1);
      yield fact('equipment', equipmentId(e, n), BEFORE, {
        name: `示例设备${n + 1}（虚构）`,
        facility: facilityId(e, part),
        enterprise: e.id,
        kind: n === 2 ? 'leak-point' : 'vessel',
        class: n === 1 ? 'rotating' : 'static',
        critical: n % 2 === 0,
        state: 'running',
        leakPoint: n === 2,
        openDefect: defect,
        defectSeverity: defect ? rng.int(1, 4) : 0,
        installedOn: iso(FROM - rng.int(100, 4000)),
        ...(rng.chance(e.diligence)
          ? {
              integrityRating: 'B',
              integrityCheckedOn: '2023-12-01',
              integrityValidUntil: '2027-06-30',
            }
          : {}),
      });
    }
  } else if (!e.chemical) {
    yield* tradeEquipment(e, first ?? 'tradeWorkplace');
  }
}

function* tradeEquipment(e: Profile, part: string): Generator<Fact> {
  const kinds = has(e, 'tradeFeatures', 'deepWellCasting')
    ? ['tilting-furnace', 'hydraulic-casting-machine']
    : e.rng.chance(0.15)
      ? ['compressor']
      : [];
  let n = 0;
  for (const kind of kinds) {
    const obsolete = kind === 'compressor';
    yield fact('equipment', equipmentId(e, n), BEFORE, {
      name: `示例设备${n + 1}（虚构）`,
      facility: facilityId(e, part),
      enterprise: e.id,
      kind,
      state: 'running',
      installedOn: iso(FROM - e.rng.int(100, 4000)),
      ...(obsolete
        ? {
            catalogue: 'd-obsolete-trade',
            catalogueItem: '示例淘汰项',
            catalogueMatchedOn: '2024-04-10',
            catalogueDueOn: '2025-12-31',
          }
        : {}),
    });
    n += 1;
  }
}

/** Later statements about an enterprise itself. */
export function* enterpriseChanges(e: Profile): Generator<Fact> {
  const { rng } = e;
  for (let year = 0; year < 3; year += 1) {
    const at = FROM + 365 * year + rng.int(100, 350);
    if (!rng.chance(e.diligence)) continue;
    yield fact(
      'enterprise',
      e.id,
      moment(at, 600),
      {
        lastVerifiedOn: iso(at),
        employees: Math.max(3, Math.round(e.employees * (0.9 + 0.2 * rng.next()))),
        ...(is(e, 'trade') ? { highRiskPosts: rng.int(1, 18 - 4 * year) } : {}),
      },
      year + 1,
    );
  }
}

export function trainingOrganisation(e: Profile): string {
  return organisationId('training-body', e.county.code);
}
