import { criterionOf } from './criteria.ts';
import type { Attributes, Fact } from './fact.ts';
import { fact, iso, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { facilityId, personId, SPAN } from './profile.ts';
import { hash32 } from './random.ts';
import type { Timing } from './schedule.ts';
import { daysOf, diligenceAt } from './schedule.ts';
import { type Steps, stepsOf } from './steps-of-hazards.ts';

/** Hazards found, rectified, rechecked and closed by updates; some late, some reopened. */
const SOURCES = [
  'selfInspection',
  'selfInspection',
  'inspection',
  'expertService',
  'riskAssessment',
] as const;
export const CAUSES = [
  'management',
  'equipment-failure',
  'discipline-breach',
  'design',
  'three-violations',
] as const;

export function* hazardFacts(e: Profile, timing: Timing): Generator<Fact> {
  const { rng } = e;
  let n = 0;
  for (const found of daysOf({ rate: e.chemical ? 22 : 10 }, e, timing.until)) {
    n += 1;
    yield* small(e, `${e.id}-hs-${n}`, found, timing.until);
  }
  n = 0;
  for (const found of daysOf({ rate: e.chemical ? 2 : 0.6 }, e, timing.until)) {
    n += 1;
    yield* hazard(e, `${e.id}-hz-${n}`, found, {
      source: rng.pick(SOURCES),
      major: rng.chance(e.chemical ? 0.14 : 0.09),
      kind: 'general',
    });
  }
  if (e.chemical && e.index % 7 === 1) {
    const found = timing.until - rng.int(200, 900);
    yield* hazard(e, `${e.id}-hz-lr`, found, {
      source: 'licenceReview',
      major: false,
      kind: 'management',
    });
    yield fact('penalty', `${e.id}-pen-lr`, moment(found, 900), {
      enterprise: e.id,
      kind: 'fine',
      topic: 'licence',
      hazard: `${e.id}-hz-lr`,
      date: iso(found),
      amount: 20000,
    });
  }
}

const NOTES = [
  '法兰垫片渗漏（示例）',
  '护栏松动（示例）',
  '配电箱未上锁（示例）',
  '灭火器压力不足（示例）',
  '作业现场未设警示标志（示例）',
  '有限空间未先通风检测（示例）',
  '除尘管道积尘（示例）',
  '安全阀校验过期（示例）',
  '岗位操作记录缺失（示例）',
  '可燃气体探头未校准（示例）',
] as const;

/** What was found, in words; it follows from the id alone. */
const noteOf = (record: string): string => NOTES[hash32(record) % NOTES.length] ?? NOTES[0];

/** Found on a round and put right at once or within days (立查立改): most hazards are of this kind. */
function* small(e: Profile, record: string, found: number, until: number): Generator<Fact> {
  const { rng } = e;
  const days = rng.chance(0.7) ? 0 : rng.int(1, 12);
  const left = !rng.chance(diligenceAt(e, found, 'hazard'));
  const closed = found + (left ? rng.int(20, 260) : days);
  const { county } = e;
  yield fact('hazard', record, moment(found, rng.int(500, 900)), {
    enterprise: e.id,
    foundOn: iso(found),
    source: rng.chance(0.85) ? 'selfInspection' : 'inspection',
    kind: 'general',
    note: noteOf(record),
    major: false,
    class: rng.chance(0.7) ? 'dynamic' : 'static',
    subclass: rng.pick(['equipment', 'management-level', 'staff-quality'] as const),
    topics: ['other'],
    cause: rng.pick(CAUSES),
    dueOn: iso(found + 15),
    ...(left ? {} : { handledOn: iso(found) }),
    ...facilityOf(e),
  });
  if (closed > until || (left && county.diligence < 0.7 && rng.chance(0.2))) return;
  const date = iso(closed);
  yield fact(
    'hazard',
    record,
    moment(closed, 1000),
    { handledOn: date, rectifiedOn: date, recheckedOn: date, verifiedOn: date, closedOn: date },
    1,
  );
}

export function* hazard(
  e: Profile,
  record: string,
  found: number,
  seen: Attributes,
): Generator<Fact> {
  const { rng } = e;
  const major = seen.major === true;
  const due = found + (major ? 60 : 20) + rng.int(0, 15);
  const sound = rng.chance(diligenceAt(e, found));
  const stop = major && rng.chance(0.15);
  const limited = e.variant.parts.find((key) => key.startsWith('old') || key.startsWith('failed'));
  const campaign =
    !e.chemical && rng.chance(0.3) ? { campaign: campaignId(e, rng.int(0, 4), found) } : {};
  const nature = rng.chance(0.6) ? 'dynamic' : 'static';
  const first: Attributes = {
    enterprise: e.id,
    foundOn: iso(found),
    note: noteOf(record),
    class: nature,
    ...(major ? criterionOf(e, record, found, nature) : {}),
    ...(rng.chance(0.97)
      ? { subclass: rng.pick(['equipment', 'management-level', 'staff-quality'] as const) }
      : {}),
    topics: rng.chance(0.1) ? ['three-systems'] : ['other'],
    cause: rng.pick(CAUSES),
    registered: rng.chance(0.95),
    stopRequired: stop,
    refused: rng.chance(0.004),
    dueOn: iso(due),
    rectificationLeadRole: rng.chance(0.93) ? 'principal' : 'safety-manager',
    rectificationLead: personId(e, 'principal'),
    person: personId(e, 'employee'),
    foundBy: personId(e, 'safety-manager'),
    ...(limited && !stop && rng.chance(0.4) ? { facility: facilityId(e, limited) } : facilityOf(e)),
    ...(stop ? { stopScope: 'facility', stoppedOn: iso(found) } : {}),
    ...seen,
    ...campaign,
  };
  const second: Attributes = {
    measures: '示例治理措施',
    handledOn: iso(found + 1),
    handling: '示例处理',
    funds: 1000 * rng.int(1, 80),
    supervisedBy: major ? 'county' : 'township',
    ...(sound || rng.chance(0.7)
      ? { responsible: personId(e, 'safety-manager'), contingencyPlan: '示例应急预案' }
      : {}),
  };
  const steps = stepsOf(e, record, first, second);
  yield fact('hazard', record, moment(found, 600), { ...first, ...steps.found });
  yield* steps.taken(['report', 'judge'], moment(found, 600));
  yield fact(
    'hazard',
    record,
    moment(found + 1, 660),
    { ...second, ...steps.assigned(found + 1) },
    1,
  );
  yield* steps.taken(major ? ['assign', 'control'] : ['assign'], moment(found + 1, 660));
  if (seen.refused !== true) yield* worked(e, record, { found, due, sound, stop, steps });
}

interface Course {
  readonly found: number;
  readonly due: number;
  readonly sound: boolean;
  readonly stop: boolean;
  readonly steps: Steps;
}

/** Rectified and closed; a facility that had to stop runs again afterwards. */
function* worked(e: Profile, record: string, course: Course): Generator<Fact> {
  const { found, stop, sound } = course;
  const site = stop && sound ? siteOf(e) : null;
  if (site)
    yield fact('facility', site, moment(found, 640), { state: 'stopped' }, `${record}-stop`);
  for (const each of closing(e, record, course)) {
    yield each;
    if (site && 'closedOn' in each.set && each.id.endsWith(':3')) {
      yield fact('facility', site, each.at, { state: 'running' }, `${record}-run`);
    }
  }
}

export function facilityOf(e: Profile): Attributes {
  const site = siteOf(e);
  return site === null ? {} : { facility: site };
}

function siteOf(e: Profile): string | null {
  const key = e.variant.parts[e.index % Math.max(1, e.variant.parts.length)];
  return key === undefined ? null : facilityId(e, key);
}

function* closing(e: Profile, record: string, course: Course): Generator<Fact> {
  const { rng } = e;
  const { found, due, sound, steps } = course;
  const quick = record.endsWith('-lr');
  if (!sound && rng.chance(0.25)) return;
  const rectified = sound
    ? found + (quick ? 1 : 2 + rng.int(0, Math.max(1, due - found - 8)))
    : due + rng.int(2, 160);
  const closed = rectified + (sound && quick ? 1 : rng.int(1, 5));
  const fixed = { rectifiedOn: iso(rectified), ...steps.stage('rectified') };
  yield fact('hazard', record, moment(rectified, 700), fixed, 2);
  yield* steps.taken(['rectify'], moment(rectified, 700));
  const done = {
    ...steps.stage('closed'),
    recheckedOn: iso(closed),
    verifiedOn: iso(closed),
    closedOn: iso(closed),
    verifiedBy: personId(e, 'principal'),
  };
  yield fact('hazard', record, moment(closed, 720), done, 3);
  yield* steps.taken(['verify', 'close'], moment(closed, 720));
  if (!rng.chance(0.02)) return;
  const relapse = closed + rng.int(10, 90);
  yield fact(
    'hazard',
    record,
    moment(relapse, 600),
    {
      rectifiedOn: null,
      recheckedOn: null,
      verifiedOn: null,
      closedOn: null,
      dueOn: iso(relapse + 30),
      note: '复查发现反弹，重新立案（虚构）',
      ...steps.again,
    },
    4,
  );
  yield* steps.taken(
    steps.major ? ['reopen', 'assign', 'control'] : ['reopen', 'assign'],
    moment(relapse, 600),
  );
  if (rng.chance(e.diligence)) {
    const again = relapse + rng.int(5, 60);
    const date = iso(again);
    yield fact(
      'hazard',
      record,
      moment(again, 800),
      {
        rectifiedOn: date,
        recheckedOn: date,
        verifiedOn: date,
        closedOn: date,
        ...steps.stage('closed'),
      },
      5,
    );
    yield* steps.taken(['rectify', 'verify', 'close'], moment(again, 800));
  }
}

export const RECTIFICATION_KINDS = [
  'hot-work-and-construction',
  'confined-space',
  'work-at-height',
  'outsourced-construction',
  'illegal',
] as const;

/** The block's campaign of the kind in the year of the day. */
export function campaignId(e: Profile, kind: number, at: number): string {
  return `CAMP-${blockOf(e)}-${RECTIFICATION_KINDS[kind]}-${iso(at).slice(0, 4)}`;
}

/** Name of the block of neighbours that an enterprise belongs to. */
export function blockOf(e: Profile): string {
  return `${e.chemical ? 'H' : 'T'}${Math.floor(e.index / SPAN)}-${e.county.code}`;
}
