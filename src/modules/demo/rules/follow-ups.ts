import type { Fact } from './fact.ts';
import { day, fact, iso, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { is } from './profile.ts';

/** Records that follow from a record just written and name it. */
export function* followUps(e: Profile, cause: Fact): Generator<Fact> {
  yield* incentiveFor(e, cause);
  yield* cultureFor(e, cause);
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
