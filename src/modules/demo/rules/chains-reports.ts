import type { Attributes, Fact } from './fact.ts';
import { FROM, fact, iso, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { ACCIDENTS, organisationId } from './profile.ts';
import type { Timing } from './schedule.ts';
import { daysOf } from './schedule.ts';

/** Reports with rewards, and incidents with what follows them. */
const CHANNELS = ['report-system', 'mini-program', 'hotline', 'internal'] as const;

export function* reportFacts(e: Profile, timing: Timing): Generator<Fact> {
  const { rng } = e;
  let n = 0;
  for (const at of daysOf({ rate: 0.1 }, e, timing.until)) {
    n += 1;
    const record = `${e.id}-rp-${n}`;
    const handled = at + (rng.chance(e.diligence) ? rng.int(2, 12) : rng.int(30, 90));
    const within = rng.chance(0.5);
    yield fact('report', record, moment(at, 1200), {
      channel: rng.pick(CHANNELS),
      reporterRole: rng.chance(0.7) ? 'employee' : 'public',
      enterprise: e.id,
      topic: 'major-hazard',
      date: iso(at),
      withinDuty: within,
      jurisdiction: e.township.code,
    });
    yield fact(
      'report',
      record,
      moment(handled, 900),
      {
        acceptedOn: iso(at + 1),
        verified: true,
        verifiedOn: iso(handled),
        handledOn: iso(handled),
        result: 'true',
      },
      1,
    );
    if (!rng.chance(e.diligence)) continue;
    yield fact('reward', `${record}-rw`, moment(handled + 9, 900), {
      report: record,
      enterprise: e.id,
      date: iso(handled + 9),
      amount: 500 * rng.int(1, 20),
      multiplier: within ? 1 : 2,
    });
  }
}

const INCIDENTS = [
  'mechanical-injury',
  'object-strike',
  'hazchem-storage-use',
  'fall-from-height',
  'burn',
] as const;

export function* incidentFacts(e: Profile, timing: Timing): Generator<Fact> {
  const { rng } = e;
  if (e.index % ACCIDENTS !== 13 && !(e.chemical && e.index === 9)) return;
  // Spread evenly, then crowded towards the start: fewer accidents year by year.
  const share = (Math.floor(e.index / ACCIDENTS) * 0.618 + 0.3) % 1;
  const at = FROM + 40 + Math.floor((timing.until - FROM - 60) * share ** 1.6);
  const record = `${e.id}-in`;
  const grave = e.index % 2000 === 13 && !e.chemical;
  const noted = rng.chance(0.3) || grave;
  const set: Attributes = {
    enterprise: e.id,
    region: 'city',
    type: rng.pick(INCIDENTS),
    date: moment(at, 620),
    deaths: grave ? 3 : rng.int(0, 1),
    seriousInjuries: rng.int(0, 2),
    directLoss: 10000 * rng.int(1, 80),
    majorNearMiss: rng.chance(0.2),
    typical: noted,
    vileNature: false,
    greatSocialImpact: rng.chance(0.1) || (e.chemical && e.index === 9),
    shakesPublicSafety: false,
    concealedOrFalse: false,
    considerableSocialImpact: grave,
  };
  yield fact('incident', record, moment(at, 620), set);
  yield fact(
    'incident',
    record,
    moment(at + 5, 620),
    { investigationLevel: 'city', investigationRaisedOn: iso(at + 5) },
    1,
  );
  yield fact('incidentAnalysis', `${record}-a`, moment(at + 25, 620), {
    kind: 'investigation',
    incident: record,
    date: iso(at + 25),
    lessons: '示例教训',
    accountability: '示例追责',
    incidentTypes: [String(set.type)],
    ...(rng.chance(e.diligence) ? { closedOn: iso(at + 55), measuresClosedOn: iso(at + 80) } : {}),
  });
  if (noted) yield* notices(e, record, at);
}

/** What a noted accident makes the authorities send. */
function* notices(e: Profile, record: string, at: number): Generator<Fact> {
  yield fact('notice', `${record}-n`, moment(at + 6, 620), {
    kind: 'warning',
    trigger: 'incident',
    incident: record,
    audience: ['all-trade'],
    date: iso(at + 6),
    by: organisationId('emergency-bureau', '371700'),
    jurisdictions: [e.county.code],
  });
  for (const [kind, days] of [
    ['reminder-letter', 5],
    ['interview', 10],
  ] as const) {
    yield fact('notice', `${record}-${kind}`, moment(at + days, 620), {
      kind,
      trigger: 'larger-accident',
      jurisdictions: [e.county.code],
      date: iso(at + days),
      incident: record,
    });
  }
}
