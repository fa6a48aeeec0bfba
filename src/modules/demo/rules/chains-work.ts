import type { Day } from '../../../kernel/calendar.ts';
import { hazard } from './chains-hazard.ts';
import type { Attributes, Fact } from './fact.ts';
import { fact, fileHash, iso, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { facilityId, personId } from './profile.ts';
import type { Timing } from './schedule.ts';
import { daysOf } from './schedule.ts';
import { complex, extraction, feature } from './when.ts';

/** Records that come in chains: permits with video, readings with alarms. */
const PERMITS = [
  'hot-work',
  'work-at-height',
  'lifting',
  'temporary-power',
  'blind-plate',
  'low-probability-high-risk',
  'on-stream-sealing',
  'hot-tapping',
  'confined-space',
] as const;
const TRADE_PERMITS = ['confined-space', 'maintenance', 'hot-work', 'silo-clearing'] as const;

export function* permitFacts(e: Profile, timing: Timing): Generator<Fact> {
  const rate = complex(e)
    ? 6
    : e.chemical
      ? 1
      : feature('confinedSpace', 'metalSmelting')(e)
        ? 2
        : 0.15;
  let n = 0;
  for (const at of daysOf({ rate }, e, timing.until)) {
    n += 1;
    yield* permit(e, `${e.id}-w-${n}`, at);
  }
}

function* permit(e: Profile, record: string, at: Day): Generator<Fact> {
  const { rng } = e;
  const start = rng.int(8 * 60, 14 * 60);
  const length = rng.int(40, 300);
  const sound = rng.chance(e.diligence);
  const kind = e.chemical ? rng.pick(PERMITS) : rng.pick(TRADE_PERMITS);
  const where = facilityId(e, e.variant.parts[0] ?? 'none');
  const site: Attributes = e.variant.parts.length > 0 ? { facility: where } : {};
  const staffed = e.chemical && e.variant.parts.length > 1;
  yield fact('permit', record, moment(at, start - 60), {
    kind,
    enterprise: e.id,
    ...site,
    level: rng.pick(['one', 'two', 'special'] as const),
    status: 'approved',
    plannedFrom: moment(at, start),
    plannedUntil: moment(at, start + length),
    plan: fileHash(record),
    riskAnalysedAt: moment(at, start - 90),
    gasTestedAt: moment(at, start - 70),
    ...(sound || rng.chance(0.8)
      ? { approvedAt: moment(at, sound ? start - 60 : start + 20) }
      : {}),
    approvedElectronically: sound || rng.chance(0.5),
    electronicAllStages: sound || rng.chance(0.5),
    approvalRaised: rng.chance(0.5),
    certificatesChecked: true,
    approver: personId(e, staffed ? 'special-operation-approver' : 'principal'),
    ...(sound || rng.chance(0.6) ? { supervisor: personId(e, 'safety-manager') } : {}),
    guardian: personId(e, staffed ? 'guardian' : 'employee'),
    startedAt: moment(at, start),
  });
  yield fact(
    'permit',
    record,
    moment(at, start + length),
    {
      status: 'finished',
      finishedAt: moment(at, start + length),
      acceptedAt: moment(at, start + length + 15),
    },
    1,
  );
  if (!e.chemical) return;
  const covered = sound ? length : Math.floor(length * rng.next());
  yield fact('video', `${record}-v`, moment(at, start + length + 20), {
    permit: record,
    ...site,
    camera: '示例机位',
    date: moment(at, start),
    endedAt: moment(at, start + covered),
    retentionUntil: iso(at + 90),
    system: 's-ptw-video',
  });
}

export function* readingFacts(e: Profile, timing: Timing): Generator<Fact> {
  const place = e.variant.parts.find((key) =>
    ['workplace', 'hotMetal', 'casting', 'dustRoom'].includes(key),
  );
  if (!place) return;
  let n = 0;
  for (const at of daysOf({ rate: e.chemical ? 4 : 2 }, e, timing.until)) {
    n += 1;
    yield* reading(e, `${e.id}-pr-${n}`, at, facilityId(e, place));
  }
}

function* reading(e: Profile, record: string, at: Day, facility: string): Generator<Fact> {
  const { rng } = e;
  const over = rng.chance(0.2);
  const start = rng.int(480, 1000);
  yield fact('positionReading', record, moment(at, start), {
    facility,
    zone: 'workplace',
    date: moment(at, start),
    headcount: over ? rng.int(10, 14) : rng.int(1, 9),
    countedKinds: ['own', 'contractor', 'visitor'],
    limit: 9,
    overLimit: over,
    endedAt: moment(at, start + 25),
  });
  if (!over) return;
  if (rng.chance(0.95)) {
    yield* alarm(e, `${record}-a`, at, start + 1, 'occupancy', {
      facility,
      positionReading: record,
      system: 's-position',
    });
  }
  if (rng.chance(e.diligence)) {
    yield* hazard(e, `${record}-h`, at, {
      source: 'alarm',
      kind: 'overcrowding',
      treatedAsMajor: true,
      facility,
    });
  }
}

const ALARMS = ['gas', 'temperature', 'pressure', 'level'] as const;
const TRADE_ALARMS = [
  'covert-production',
  'false-offline',
  'illegal-hot-work',
  'occupancy',
] as const;

export function* alarmFacts(e: Profile, timing: Timing): Generator<Fact> {
  if (!e.chemical && !feature('metalSmelting', 'deepWellCasting', 'dustExplosive')(e)) return;
  let n = 0;
  for (const at of daysOf({ rate: complex(e) || extraction(e) ? 5 : 1.5 }, e, timing.until)) {
    n += 1;
    const kind = e.chemical ? e.rng.pick(ALARMS) : e.rng.pick(TRADE_ALARMS);
    const system = e.chemical ? 's-prov-hazchem' : 's-trade-warn';
    yield* alarm(e, `${e.id}-al-${n}`, at, e.rng.int(0, 1300), kind, { system });
  }
}

function* alarm(
  e: Profile,
  record: string,
  at: Day,
  minute: number,
  kind: string,
  set: Attributes,
): Generator<Fact> {
  const { rng } = e;
  yield fact('alarm', record, moment(at, minute), {
    kind,
    enterprise: e.id,
    source: 'system',
    level: rng.pick(['red', 'orange', 'yellow'] as const),
    raisedAt: moment(at, minute),
    ...set,
  });
  if (!rng.chance(0.5 + e.diligence / 2)) return;
  const end = minute + (rng.chance(e.diligence) ? rng.int(2, 20) : rng.int(60, 4000));
  yield fact(
    'alarm',
    record,
    moment(at, end),
    {
      acknowledgedAt: moment(at, minute + 1),
      handledAt: moment(at, end),
      checkedAt: moment(at, end),
      clearedAt: moment(at, end),
      action: '示例处置',
      falseAlarm: rng.chance(0.15),
      ...(kind === 'illegal-hot-work' ? { permitMatched: rng.chance(0.4) } : {}),
    },
    1,
  );
}
