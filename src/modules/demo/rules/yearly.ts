import type { Fact } from './fact.ts';
import { FROM, fact, iso, moment } from './fact.ts';
import type { County } from './places.ts';
import { organisationId } from './profile.ts';
import type { Random } from './random.ts';
import { random } from './random.ts';

const REGULATORS = ['staff', 'officer1', 'officer2', 'officer3', 'expert'] as const;

/** Plans, lists, training and issues of an authority, year by year. */
export function* yearly(county: County, seed: number): Generator<Fact> {
  const rng = random(`${seed}/yearly/${county.code}`);
  for (const year of [2024, 2025, 2026]) {
    const day = FROM + 365 * (year - 2024) + rng.int(10, 60);
    const common = { date: iso(day), jurisdiction: county.code };
    if (rng.chance(county.diligence)) {
      yield fact('inspectionPlan', `PLAN-${county.code}-${year}`, moment(day, 600), {
        kind: 'annual',
        industry: ['trade'],
        year,
        approvedOn: iso(day),
        inputs: ['risk-level'],
        ...common,
      });
    }
    if (rng.chance(county.diligence)) {
      yield fact('document', `KEY-${county.code}-${year}`, moment(day, 600), {
        kind: 'key-inspection-list',
        year,
        issuedOn: iso(day),
        jurisdiction: county.code,
        title: '示例重点检查名单（虚构）',
      });
    }
    yield* regulatorTraining(county, year, day, rng);
    yield fact('notice', `RULES-${county.code}-${year}`, moment(day + 20, 600), {
      kind: 'rule-publicity',
      docId: 'd-special-op-reg',
      date: iso(day + 20),
      jurisdictions: [county.code],
      by: organisationId('emergency-bureau', county.code),
      acknowledgedBy: ['training-body', 'exam-body'].map((kind) =>
        organisationId(kind, county.code),
      ),
    });
    const raised = day + 30;
    yield fact('issue', `ISS-${county.code}-${year}`, moment(raised, 600), {
      title: '示例问题（虚构）',
      raisedOn: iso(raised),
      dueOn: iso(raised + 60),
      jurisdiction: county.code,
      owner: `PER-staff-${county.code}`,
    });
    if (!rng.chance(county.diligence)) continue;
    yield fact(
      'issue',
      `ISS-${county.code}-${year}`,
      moment(raised + 50, 600),
      { solvedOn: iso(raised + 50) },
      1,
    );
  }
}

function* regulatorTraining(
  county: County,
  year: number,
  day: number,
  rng: Random,
): Generator<Fact> {
  const common = { date: iso(day), jurisdiction: county.code };
  for (const key of REGULATORS) {
    if (!rng.chance(county.diligence)) continue;
    const person = `PER-${key}-${county.code}`;
    yield fact('training', `REG-${key}-${county.code}-${year}`, moment(day + 60, 600), {
      ...common,
      kind: key === 'staff' ? 'regulator' : 'regulator-trade',
      topics: ['confined-space', 'law'],
      person,
      date: iso(day + 60),
      result: 'passed',
      hours: 24,
    });
    if (year > 2024) continue;
    yield fact('training', `REGT-${key}-${county.code}`, moment(day + 80, 600), {
      ...common,
      kind: 'regulator-trade',
      topics: ['law'],
      person,
      date: iso(day + 80),
      result: 'passed',
    });
    yield fact('exam', `REGX-${key}-${county.code}`, moment(day + 90, 600), {
      ...common,
      kind: 'regulator',
      part: 'theory',
      person,
      date: iso(day + 90),
      result: 'passed',
    });
  }
}
