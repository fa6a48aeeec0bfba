import type { Attributes, Fact } from './fact.ts';
import { FROM, fact, moment } from './fact.ts';
import { systemNames } from './law-lists.ts';
import type { Places } from './places.ts';
import { organisationId } from './profile.ts';

const START = moment(FROM, 8 * 60);

/** Divisions, authorities, their people and the systems: before everything else. */
export function* placeFacts(places: Places): Generator<Fact> {
  const { city, counties, zones } = places;
  yield fact('jurisdiction', city.code, START, {
    name: city.name,
    level: 'city',
    tradeEnforcementPosts: 1,
    note: '合成演示数据：除行政区划名称外，企业、人员、事件均为虚构 (synthetic demonstration data)',
  });
  for (const zone of zones) {
    yield fact('jurisdiction', zone.id, START, {
      name: zone.name,
      level: 'zone',
      parent: zone.parent,
    });
  }
  for (const county of counties) {
    yield fact('jurisdiction', county.code, START, {
      name: county.name,
      level: 'county',
      parent: city.code,
      tradeEnforcementPosts: county.diligence > 0.8 ? 4 : 5,
      penaltyClausesNotApplied: county.diligence < 0.68,
    });
    for (const township of county.townships) {
      yield fact('jurisdiction', township.code, START, {
        name: township.name,
        level: 'township',
        parent: county.code,
        ...(township.zones.length > 0 ? { zones: township.zones } : {}),
      });
    }
  }
  for (const [id, name] of systemNames) {
    const trade = ['s-trade', 's-power', 's-qr', 's-special', 's-remote'].some((start) =>
      id.startsWith(start),
    );
    yield fact('system', id, START, { name: `${name}（演示）`, plans: [trade ? 'trade' : 'chem'] });
  }
  yield* officeFacts(city.code, city.name, 'city');
  for (const county of counties) yield* officeFacts(county.code, county.name, 'county');
}

/** Ids of the first and the last fact of every stream: what holds the last holds all between. */
export const streamEnds = {
  first: 'syn:jurisdiction:371700:0',
  last: 'syn:jurisdiction:371700:999',
} as const;

export function lastFact({ city }: Places): Fact {
  const note = '合成演示数据（已完整载入）：除行政区划名称外，企业、人员、事件均为虚构';
  return fact('jurisdiction', city.code, START, { note }, 999);
}

const OFFICES = {
  government: '人民政府',
  'emergency-bureau': '应急管理局',
  'enforcement-team': '安全生产执法队',
  'industry-office': '行业监管科',
  'fire-rescue': '消防救援机构',
  'expert-team': '专家组',
  'review-body': '标准化评审机构',
  'design-institute': '设计院',
  'training-body': '安全培训机构',
  'exam-body': '考试机构',
  contractor: '检维修承包商',
} as const;

interface Official {
  readonly key: string;
  readonly set: Attributes;
}

const OFFICIALS: readonly Official[] = [
  {
    key: 'staff',
    set: { role: ['regulator-staff'], field: ['hazchem', 'oilGasExtraction', 'trade'] },
  },
  { key: 'officer1', set: { role: ['enforcement-officer'], field: ['trade'] } },
  { key: 'officer2', set: { role: ['enforcement-officer'], field: ['trade'] } },
  { key: 'officer3', set: { role: ['regulator-staff'], field: ['trade'] } },
  { key: 'cadre', set: { role: ['leading-cadre'] } },
  { key: 'expert', set: { role: ['expert'], field: ['hazchem', 'trade'] } },
  { key: 'station1', set: { role: ['stationed-supervisor'], appointedBy: 'county-gov' } },
  { key: 'station2', set: { role: ['stationed-supervisor'], appointedBy: 'county-gov' } },
];

function* officeFacts(code: string, name: string, level: string): Generator<Fact> {
  for (const [kind, called] of Object.entries(OFFICES)) {
    yield fact('organisation', organisationId(kind, code), START, {
      name: `示例${name}${called}（虚构）`,
      kind,
      jurisdiction: code,
      qualified: true,
      qualificationUntil: '2028-12-31',
    });
  }
  for (const kind of ['trainingBase', 'trainingSpace']) {
    yield fact('facility', `FAC-${kind}-${code}`, START, {
      name: `示例${name}实训点（虚构）`,
      kind,
      state: 'running',
      conformity: 'conforming',
      conformityCheckedOn: '2023-11-20',
      jurisdiction: code,
    });
  }
  for (const { key, set } of OFFICIALS) {
    yield fact('person', `PER-${key}-${code}`, START, {
      name: `虚构人员${code}-${key}`,
      organisation: organisationId('emergency-bureau', code),
      jurisdictionLevel: level,
      jurisdiction: code,
      employmentType: code.endsWith('5') ? 'contract' : 'civil-servant',
      ...set,
    });
  }
}
