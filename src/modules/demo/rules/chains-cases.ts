import type { Day } from '../../../kernel/calendar.ts';
import { incidentFacts, reportFacts } from './chains-reports.ts';
import type { Fact } from './fact.ts';
import { FROM, fact, fileHash, iso, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { organisationId, personId, settled } from './profile.ts';
import type { Timing } from './schedule.ts';
import { daysOf } from './schedule.ts';
import { feature, hazchem, process, unsound } from './when.ts';

/** Chains that leave the enterprise: projects, leads, cases, penalties, reports, incidents. */
export function* caseFacts(e: Profile, timing: Timing): Generator<Fact> {
  yield* projectFacts(e);
  yield* penaltyFacts(e, timing);
  yield* stopFacts(e);
  yield* leadFacts(e, timing);
  yield* reportFacts(e, timing);
  yield* incidentFacts(e, timing);
}

function* projectFacts(e: Profile): Generator<Fact> {
  const { rng } = e;
  if (!settled(e)) return;
  const smelting = feature('metalSmelting')(e);
  if (!process(e) && !smelting && !(hazchem(e) && rng.chance(0.15)) && !rng.chance(0.03)) return;
  const record = `${e.id}-prj`;
  const start = FROM + rng.int(30, 500);
  const on = (days: number): string => iso(start + days);
  const sound = rng.chance(e.diligence);
  yield fact('project', record, moment(start, 600), {
    name: '示例建设项目（虚构）',
    kind: 'construction',
    enterprise: e.id,
    projectType: 'altered',
    status: 'running',
    appliedOn: on(-30),
    startedOn: on(0),
    designStartedOn: on(20),
    keySupervisedProcesses: process(e),
    keySupervisedChemicals: process(e),
    majorHazard: e.variant.majorHazardLevel !== undefined,
    metalSmelting: smelting,
    deepWellCasting: feature('deepWellCasting')(e),
  });
  yield fact('riskAssessment', `${record}-ra`, moment(start + 5, 600), {
    kind: 'project',
    project: record,
    enterprise: e.id,
    date: on(5),
    ownCapacity: 'sufficient',
    findings: 2,
  });
  yield* reviews(e, record, start, sound);
  yield* building(e, record, start, sound);
}

function* building(e: Profile, record: string, start: number, sound: boolean): Generator<Fact> {
  const on = (days: number): string => iso(start + days);
  yield fact('project', record, moment(start + 120, 600), { constructionStartedOn: on(120) }, 1);
  yield fact(
    'project',
    record,
    moment(start + 400, 600),
    {
      mainDesignedOn: on(60),
      safetyDesignedOn: on(sound ? 60 : 90),
      mainBuiltOn: on(300),
      safetyBuiltOn: on(300),
      mainStartedUpOn: on(400),
      safetyStartedUpOn: on(400),
      productionStartedOn: on(400),
      completedOn: on(395),
      status: 'completed',
    },
    2,
  );
  yield fact('equipment', `${record}-e`, moment(start + 300, 600), {
    name: '示例新设备（虚构）',
    project: record,
    enterprise: e.id,
    state: 'running',
    installedOn: on(300),
    kind: feature('deepWellCasting')(e) && sound ? 'hydraulic-casting-machine' : 'other',
  });
  if (process(e)) {
    yield fact('licenceReview', `${record}-lr`, moment(start + 60, 600), {
      kind: 'three-simultaneities-reverification',
      project: record,
      enterprise: e.id,
      date: on(60),
      onSite: true,
      checklist: 'd-project',
      result: 'conforms',
    });
  }
}

function* reviews(e: Profile, record: string, start: number, sound: boolean): Generator<Fact> {
  const list: readonly [string, number][] = [
    ['safety-condition', 15],
    ['safety-facility-design', sound ? 100 : 140],
    ['completion-acceptance', 390],
  ];
  for (const [kind, days] of list) {
    if (!sound && e.rng.chance(0.4)) continue;
    yield fact('designReview', `${record}-${kind}`, moment(start + days, 660), {
      kind,
      project: record,
      enterprise: e.id,
      date: iso(start + days),
      result: 'pass',
      checklist: 'd-project',
      institute: organisationId('design-institute', e.county.code),
      instituteQualified: true,
    });
  }
  if (!sound) {
    yield fact('designReview', `${record}-diagnosis`, moment(start + 430, 660), {
      kind: 'diagnosis',
      project: record,
      enterprise: e.id,
      date: iso(start + 430),
      result: 'conditional',
      institute: organisationId('design-institute', e.county.code),
      instituteQualified: true,
    });
    yield fact('penalty', `${record}-pen`, moment(start + 420, 660), {
      kind: 'fine',
      topic: 'project',
      project: record,
      enterprise: e.id,
      date: iso(start + 420),
      amount: 50000,
    });
  }
}

const TOPICS = ['special-operation', 'contractor', 'major-hazard', 'training'] as const;

function* penaltyFacts(e: Profile, timing: Timing): Generator<Fact> {
  const { rng } = e;
  let n = 0;
  for (const at of daysOf({ rate: e.chemical ? 0.3 : 0.12 }, e, timing.until)) {
    if (!rng.chance(e.county.diligence)) continue;
    n += 1;
    const common = {
      enterprise: e.id,
      date: iso(at),
      by: organisationId('enforcement-team', e.county.code),
      clauses: '示例条款',
    };
    yield fact('penalty', `${e.id}-pen-${n}`, moment(at, 900), {
      ...common,
      kind: rng.chance(0.8) ? 'fine' : 'suspend-and-rectify',
      topic: rng.pick(TOPICS),
      amount: 1000 * rng.int(5, 200),
      validFrom: iso(at),
      validUntil: iso(at + 90),
    });
    if (rng.chance(0.3)) {
      yield fact('penalty', `${e.id}-pen-${n}-p`, moment(at, 910), {
        ...common,
        kind: 'warning',
        topic: 'major-hazard',
        person: personId(e, 'principal'),
        amount: 0,
      });
    }
  }
}

/** Enterprises that are not fit to run are stopped for a while; some are closed for good. */
function* stopFacts(e: Profile): Generator<Fact> {
  const { rng } = e;
  if (!settled(e) || !e.chemical) return;
  const at = FROM + rng.int(60, 300);
  if (unsound(e) && rng.chance(e.diligence)) {
    yield fact('penalty', `${e.id}-pen-stop`, moment(at, 900), {
      enterprise: e.id,
      kind: 'suspend-and-rectify',
      topic: 'major-hazard',
      date: iso(at),
      validFrom: iso(at),
      validUntil: iso(at + 120),
      amount: 0,
    });
  }
  const { managementLevel, technology } = e.rated;
  const backward = managementLevel === 'poor' || technology === 'backward';
  const misplaced = e.variant.set.planningConformity === false;
  if (!(backward || misplaced) || !rng.chance(0.4 * e.diligence)) return;
  const year = rng.int(1, 3);
  const closed = FROM + 365 * year - rng.int(50, 300);
  yield fact('retirement', `${e.id}-ret`, moment(closed, 900), {
    kind: 'enterprise',
    enterprise: e.id,
    date: iso(closed),
    batch: `${2023 + year}-1`,
    proof: [fileHash(e.id)],
  });
  yield fact('enterprise', e.id, moment(closed + 1, 600), { productionState: 'closed' }, 50);
}

const LEADS = [
  'illegal-chemical',
  'illegal-fireworks',
  'dangerous-goods-under-trade-name',
  'illegal-trade',
] as const;
const LEAD_SOURCES = ['grid', 'public', 'report', 'big-data', 'inspection'] as const;

function* leadFacts(e: Profile, timing: Timing): Generator<Fact> {
  let n = 0;
  for (const at of daysOf({ rate: e.chemical ? 0.25 : 0.06 }, e, timing.until)) {
    n += 1;
    yield* lead(e, `${e.id}-ld-${n}`, at);
  }
}

function* lead(e: Profile, record: string, at: Day): Generator<Fact> {
  const { rng } = e;
  const kind = LEADS[(e.chemical ? 0 : 2) + rng.int(0, 1)] ?? 'other';
  const verified = rng.chance(0.7);
  const fast = rng.chance(e.diligence);
  yield fact('lead', record, moment(at, 540), {
    kind,
    source: rng.pick(LEAD_SOURCES),
    enterprise: e.id,
    jurisdiction: e.township.code,
    date: iso(at),
    place: '示例地点',
  });
  const acted = at + 4 + (fast ? rng.int(0, 3) : rng.int(20, 60));
  yield fact('lead', record, moment(at + 4, 600), { verified, verifiedOn: iso(at + 4) }, 1);
  if (!verified) return;
  yield fact(
    'lead',
    record,
    moment(acted, 600),
    { actedOn: iso(acted), action: '示例查处', closedOn: iso(acted + 9) },
    2,
  );
  const referral = rng.chance(0.5);
  const off = rng.chance(0.35);
  yield fact('case', `${record}-c`, moment(acted, 700), {
    kind: kind === 'illegal-trade' ? 'safety-violation' : kind,
    enterprise: e.id,
    lead: record,
    mode: off ? 'off-site' : 'on-site',
    detectedOn: iso(at + 4),
    openedOn: iso(acted),
    referralCriterionMet: referral,
    majorHazard: rng.chance(0.2),
    ...(referral ? { referralCriterionMetOn: iso(acted) } : {}),
  });
  if (!fast && rng.chance(0.5)) return;
  if (referral) {
    const referred = acted + (rng.chance(e.diligence) ? rng.int(0, 3) : rng.int(5, 18));
    const set = { referredOn: iso(referred), referralOutcome: 'accepted' };
    yield fact('case', `${record}-c`, moment(referred, 960), set, 1);
  }
  yield fact(
    'case',
    `${record}-c`,
    moment(acted + 20, 700),
    { decidedOn: iso(acted + 20), closedOn: iso(acted + 20), evidenceComplete: true },
    2,
  );
  yield fact('penalty', `${record}-p`, moment(acted + 20, 720), {
    kind: 'fine',
    topic: 'illegal-activity',
    enterprise: e.id,
    lead: record,
    case: `${record}-c`,
    date: iso(acted + 20),
    amount: 1000 * rng.int(5, 90),
  });
}
