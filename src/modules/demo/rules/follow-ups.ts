import type { Fact } from './fact.ts';
import { day, fact, iso, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { is, organisationId } from './profile.ts';
import { riskPointFacts } from './risk-points.ts';

/** Records that follow from a record just written and name it. */
export function* followUps(e: Profile, cause: Fact): Generator<Fact> {
  yield* incentiveFor(e, cause);
  yield* cultureFor(e, cause);
  yield* colourFor(e, cause);
  yield* brokenFor(e, cause);
  yield* penaltyFor(e, cause);
  yield* riskPointFacts(e, cause);
}

/** Support for most upgrades, granted after the acceptance. */
function* incentiveFor(e: Profile, upgrade: Fact): Generator<Fact> {
  if (upgrade.type !== 'upgrade' || !e.rng.chance(0.6)) return;
  const at = day(upgrade.at.slice(0, 10)) + e.rng.int(5, 40);
  yield fact('incentive', `${upgrade.record}-inc`, moment(at, 600), {
    kind: 'support-policy',
    purpose: 'automation',
    field: 'finance',
    enterprise: e.id,
    upgrade: upgrade.record,
    amount: 10000 * e.rng.int(5, 90),
    date: iso(at),
  });
}

/** A renewed grade has its culture scored too, mostly. */
function* cultureFor(e: Profile, grade: Fact): Generator<Fact> {
  const renewed = grade.type === 'standardisationGrade' && grade.record.endsWith('-std-renewed-1');
  if (!renewed || !is(e, 'hazchem') || !e.rng.chance(e.diligence)) return;
  const at = day(grade.at.slice(0, 10)) + e.rng.int(1, 30);
  yield fact('scoreSheet', `${grade.record}-culture`, moment(at, 600), {
    kind: 'culture',
    enterprise: e.id,
    standardisationGrade: grade.record,
    date: iso(at),
    score: e.rng.int(66, 98),
    complete: true,
  });
}

/** A red enterprise is stopped within days, an orange one gets help within weeks; not all in time. */
function* colourFor(e: Profile, grade: Fact): Generator<Fact> {
  const { kind, colour } = grade.set;
  if (grade.type !== 'gradeAssessment' || kind !== 'confirmed') return;
  const { rng } = e;
  const on = day(grade.at.slice(0, 10));
  const quick = rng.chance(e.diligence);
  if (colour === 'red') {
    const at = on + (quick ? rng.int(1, 2) : rng.int(5, 40));
    yield fact('penalty', `${grade.record}-stop`, moment(at, 600), {
      enterprise: e.id,
      kind: 'suspend-and-rectify',
      topic: 'major-hazard',
      date: iso(at),
      validFrom: iso(at),
      validUntil: iso(at + 400),
      amount: 0,
    });
    const set = { productionState: 'ordered-stopped' };
    yield fact('enterprise', e.id, moment(at, 660), set, 1000 + on);
  } else if (colour === 'orange') {
    const at = on + (quick ? rng.int(3, 26) : rng.int(35, 90));
    yield fact('expertService', `${grade.record}-help`, moment(at, 600), {
      kind: 'guidance',
      level: 'county',
      enterprise: e.id,
      date: iso(at),
      assignedStaff: [`PER-staff-${e.county.code}`],
      expertTeam: organisationId('expert-team', e.county.code),
      findings: rng.int(1, 9),
    });
  }
}

/** A broken commitment leads to a new grade and a targeted plan, mostly within days. */
function* brokenFor(e: Profile, commitment: Fact): Generator<Fact> {
  if (commitment.type !== 'commitment' || commitment.set.broken !== true) return;
  const { rng } = e;
  const on = day(String(commitment.set.brokenOn));
  const at = on + (rng.chance(e.diligence) ? rng.int(1, 8) : rng.int(15, 70));
  const common = { enterprise: e.id, date: iso(at) };
  yield fact('gradeAssessment', `${commitment.record}-grade`, moment(at, 600), {
    ...common,
    kind: 'trade-risk',
    level: 'D',
    colour: 'orange',
    trend: 'falling',
    standard: 'd-grading',
    reason: '违反承诺，调整等级（虚构）',
  });
  yield fact('inspectionPlan', `${commitment.record}-plan`, moment(at, 660), {
    ...common,
    kind: 'entry',
    year: Number(iso(at).slice(0, 4)),
    approvedOn: iso(at),
    inputs: ['standardisation-level', 'grade-colour'],
    frequency: 4,
    peerFrequency: 2,
    targeted: true,
  });
}

/** What an inspection finds is punished now and then; hardly ever where the county is soft. */
function* penaltyFor(e: Profile, inspection: Fact): Generator<Fact> {
  if (inspection.type !== 'inspection' || Number(inspection.set.findings) < 4) return;
  const soft = e.county.weak.includes('penalty') || e.county.diligence < 0.7;
  if (!e.rng.chance(soft ? 0.03 : 0.25)) return;
  const at = day(inspection.at.slice(0, 10)) + e.rng.int(2, 20);
  yield fact('penalty', `${inspection.record}-pen`, moment(at, 940), {
    kind: e.rng.chance(0.7) ? 'fine' : 'warning',
    topic: e.rng.pick(['special-operation', 'contractor', 'training', 'other'] as const),
    enterprise: e.id,
    inspection: inspection.record,
    date: iso(at),
    by: organisationId('enforcement-team', e.county.code),
    clauses: '示例条款',
    amount: 1000 * e.rng.int(2, 60),
  });
}
