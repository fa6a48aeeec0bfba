import { equipmentFacts, facilityFacts } from './entities-sites.ts';
import type { Attributes, Fact } from './fact.ts';
import { day, FROM, fact, iso, moment, retire } from './fact.ts';
import { tagFacts } from './live-tags.ts';
import type { Profile } from './profile.ts';
import { entered, facilityId, has, is, personId, present } from './profile.ts';
import { hazardous, perfunctory } from './when.ts';

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
  yield* tagFacts(e);
  if (e.variant.process) {
    yield fact('process', `${e.id}-R`, entered(e), {
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
    planningConformity: true,
    productionState: rng.chance(0.03) ? 'declared-stopped' : 'running',
    perfunctory: perfunctory(e) || rng.chance(0.02),
    lastVerifiedOn: iso(e.entry + rng.int(0, 80)),
    ...(e.park === null ? {} : { park: e.park }),
    ...(e.chemical ? { chemicalsToIdentify: 0 } : tradeAttributes(e)),
    ...e.variant.set,
    ...e.rated,
  };
  return fact('enterprise', e.id, entered(e), set);
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

function* peopleFacts(e: Profile): Generator<Fact> {
  let n = 0;
  for (const post of posts) {
    if (!post.of(e)) continue;
    n += 1;
    const certified = post.role === 'special-operation-worker';
    yield fact('person', personId(e, post.role), entered(e), {
      name: `虚构人员${e.chemical ? 'H' : 'T'}${e.index}-${n}`,
      enterprise: e.id,
      role: [post.role],
      jurisdictionLevel: 'enterprise',
      employmentType: 'enterprise',
      inOfficeSince: iso(e.entry - e.rng.int(30, 2500)),
      ...post.set,
      ...(certified ? certificate(e) : {}),
    });
  }
}

function certificate(e: Profile): Attributes {
  const seen = e.entry + e.rng.int(0, 50);
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

/** Later statements about an enterprise itself. */
export function* enterpriseChanges(e: Profile): Generator<Fact> {
  const { rng } = e;
  for (let year = 0; year < 3; year += 1) {
    const at = FROM + 365 * year + rng.int(100, 350);
    if (!rng.chance(e.diligence) || !present(e, at)) continue;
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
  if (e.index % 60 !== 17) return;
  const at = e.entry + 400;
  yield fact(
    'standardisationGrade',
    `${e.id}-std-1`,
    moment(at, 600),
    {
      status: 'withdrawn',
      withdrawnOn: iso(at),
      withdrawReason: '示例撤销原因',
    },
    1,
  );
}

/** An enterprise that is struck off the register takes its people and sites with it. */
export function* departure(e: Profile, own: readonly Fact[]): Generator<Fact> {
  const at = moment(e.exit ?? e.entry, 990);
  const ended = new Set(own.filter((each) => each.retired).map((each) => each.record));
  for (const { id, type, record } of own) {
    if (!id.endsWith(':0') || ended.has(record)) continue;
    yield retire(type, record, at, { note: '注销登记（虚构）' });
  }
}
