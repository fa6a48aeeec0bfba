import { CAUSES, facilityOf, hazard } from './chains-hazard.ts';
import type { Fact } from './fact.ts';
import { FROM, fact, iso, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { personId } from './profile.ts';
import type { Timing } from './schedule.ts';
import { perfunctory } from './when.ts';

/** Hazards from before the plan, and the few that nobody puts right. */
export function* backlogFacts(e: Profile, { until }: Timing): Generator<Fact> {
  yield* stock(e, until);
  if (perfunctory(e)) yield* neglected(e, until);
}

/** A major hazard that stays: the order to stop kept or not, who answers for it called or not. */
function* neglected(e: Profile, until: number): Generator<Fact> {
  const { rng } = e;
  const found = until - 260;
  const record = `${e.id}-hz-old`;
  yield* hazard(e, record, found, {
    source: 'inspection',
    kind: 'management',
    major: true,
    refused: true,
    stopRequired: true,
    stopScope: 'enterprise',
  });
  if (rng.chance(e.diligence)) {
    const set = { productionState: 'ordered-stopped' };
    yield fact('enterprise', e.id, moment(found + 3, 600), set, 'stopped');
    const withdrawn = { status: 'withdrawn', withdrawnOn: iso(found + 30) };
    yield fact(
      'standardisationGrade',
      `${e.id}-std-1`,
      moment(found + 30, 600),
      { ...withdrawn, withdrawReason: '重大隐患未整改，撤销（虚构）' },
      'withdrawn',
    );
  }
  if (!rng.chance(e.diligence)) return;
  const on = found + 90 + rng.int(10, 80);
  const common = { enterprise: e.id, kind: 'fine', topic: 'major-hazard', date: iso(on) };
  yield fact('penalty', `${record}-firm`, moment(on, 600), { ...common, amount: 80000 });
  const person = personId(e, 'principal');
  yield fact('penalty', `${record}-head`, moment(on, 610), { ...common, amount: 20000, person });
}

/** What the register brings along from before the plan: worked off year by year, the major first. */
function* stock(e: Profile, until: number): Generator<Fact> {
  const { rng } = e;
  if (e.entry > FROM) return;
  const majors = rng.chance(e.chemical ? 0.6 : 0.03) ? 1 : 0;
  const all = majors + rng.int(0, e.chemical ? 6 : 4);
  for (let n = 0; n < all; n += 1) {
    const major = n < majors;
    const record = `${e.id}-h0-${n}`;
    const found = FROM - rng.int(20, 200);
    const pace = major ? 330 : 1000;
    const closed = FROM + 10 + Math.floor(pace * rng.next() ** 1.5 * (2 - e.diligence));
    yield fact('hazard', record, moment(FROM, 570), {
      enterprise: e.id,
      foundOn: iso(found),
      source: 'inspection',
      kind: 'general',
      major,
      class: rng.chance(0.6) ? 'dynamic' : 'static',
      subclass: rng.pick(['equipment', 'management-level', 'staff-quality'] as const),
      topics: ['other'],
      cause: rng.pick(CAUSES),
      registered: true,
      handledOn: iso(FROM),
      dueOn: iso(FROM + (major ? 300 : 700)),
      rectificationLeadRole: 'principal',
      responsible: personId(e, 'safety-manager'),
      ...facilityOf(e),
    });
    if (closed > until) continue;
    const date = iso(closed);
    const done = { rectifiedOn: date, recheckedOn: date, verifiedOn: date, closedOn: date };
    yield fact('hazard', record, moment(closed, 980), done, 1);
  }
}
