import { blockOf, RECTIFICATION_KINDS } from './chains-hazard.ts';
import type { Fact } from './fact.ts';
import { FROM, fact, fileHash, iso, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { facilityId, has, organisationId, personId, settled } from './profile.ts';
import { extraction } from './when.ts';

/** Records that name a whole block of neighbours: campaigns, notices, documents that they read. */
export function* blockFacts(neighbours: readonly Profile[]): Generator<Fact> {
  const block = neighbours.filter(settled);
  const first = block[0];
  if (!first) return;
  const mark = blockOf(first);
  yield* campaigns(block, first, mark);
  if (first.chemical) return;
  const readers = block.filter((e) => e.rng.chance(0.6 + e.diligence * 0.4)).map((e) => e.id);
  yield* readings(first, mark, readers);
  yield* referrals(block, mark);
  yield* similar(block, mark);
}

function* campaigns(block: readonly Profile[], first: Profile, mark: string): Generator<Fact> {
  const facilities = block.flatMap((e) =>
    e.variant.parts
      .filter((key) => ['hotMetal', 'spraying', 'usesHazchem'].includes(key))
      .filter(() => e.rng.chance(0.85 + 0.15 * e.diligence))
      .map((key) => facilityId(e, key)),
  );
  for (let year = 2024; year <= 2026; year += 1) {
    let n = 0;
    for (const kind of RECTIFICATION_KINDS) {
      n += 1;
      const named = block
        .filter((e) => e.chemical || has(e, 'industry', 'trade'))
        .filter((e) => e.rng.chance(0.4 + 0.6 * e.diligence));
      const at = FROM + 365 * (year - 2024) + 4;
      yield fact('campaign', `CAMP-${mark}-${kind}-${year}`, moment(at, 540), {
        name: `示例专项整治${year}（虚构）`,
        kind,
        dimension: n === 1 ? 'place' : n < 4 ? 'field' : 'operation',
        trigger: n === 2 ? 'accident-prone-field' : n === 3 ? 'incident' : 'plan',
        topics: ['major-hazard'],
        date: iso(at + n * 9),
        endsOn: iso(at + 340),
        jurisdictions: [first.county.code],
        jurisdiction: first.county.code,
        enterprises: named.map((e) => e.id),
        facilities,
        partners: ['industry-office', 'fire-rescue'],
      });
    }
    const wells = block.filter(extraction).map((e) => e.id);
    if (wells.length === 0) continue;
    const at = FROM + 365 * (year - 2024) + 60;
    yield fact('campaign', `CAMP-${mark}-wells-${year}`, moment(at, 540), {
      name: '示例油气特殊作业整治（虚构）',
      kind: 'oil-gas-special-operations',
      trigger: 'plan',
      date: iso(at),
      dimension: 'operation',
      endsOn: iso(at + 90),
      jurisdictions: [first.county.code],
      jurisdiction: first.county.code,
      enterprises: wells,
    });
  }
}

const NOTICES = [
  ['standard-explanation', 'd-mand-std'],
  ['catalogue-explanation', 'd-obsolete-trade'],
] as const;

function* readings(first: Profile, mark: string, readers: readonly string[]): Generator<Fact> {
  const county = first.county.code;
  let day = FROM + 90;
  for (const [kind, docId] of NOTICES) {
    day += 20;
    yield fact('notice', `NOTE-${mark}-${kind}`, moment(day, 600), {
      kind,
      docId,
      date: iso(day),
      by: organisationId('emergency-bureau', county),
      jurisdictions: [county],
      audience: ['all-trade'],
      industry: ['trade'],
      acknowledgedBy: readers,
    });
  }
  for (const docId of ['d-reward-2021', 'd-reward-2022']) {
    yield fact('document', `DOC-${mark}-${docId}`, moment(FROM + 40, 600), {
      kind: 'notice',
      docId,
      title: '示例奖励办法告知书（虚构）',
      issuedOn: iso(FROM + 40),
      jurisdiction: county,
      acknowledgedBy: readers,
      file: fileHash(docId),
    });
  }
  yield fact('notice', `NOTE-${mark}-reminder`, moment(FROM + 300, 600), {
    kind: 'platform-reminder',
    industry: ['trade'],
    enterprises: readers.slice(0, 3),
    date: iso(FROM + 300),
    jurisdictions: [county],
    ...(first.rng.chance(first.diligence) ? { answeredOn: iso(FROM + 303) } : {}),
  });
}

function* referrals(block: readonly Profile[], mark: string): Generator<Fact> {
  const persons = block
    .filter((e) => e.index % 6 === 0 && e.rng.chance(e.diligence))
    .map((e) => personId(e, 'special-operation-worker'));
  const county = block[0]?.county.code ?? '';
  yield fact('publication', `PUB-${mark}-jobs`, moment(FROM + 500, 600), {
    kind: 'job-referral',
    title: '示例岗位推介（虚构）',
    date: iso(FROM + 500),
    jurisdiction: county,
    themes: ['other'],
    persons,
  });
}

/** After a larger accident: who resembles the enterprise is named, and a campaign follows. */
function* similar(block: readonly Profile[], mark: string): Generator<Fact> {
  const named = block.filter((e) => e.similar);
  const day = FROM + 428;
  for (const e of named) {
    yield fact('enterprise', e.id, moment(day, 600), { similarToIncident: true }, 60);
  }
  const quick = named.filter((e) => e.rng.chance(e.diligence));
  const later = named.filter((e) => !quick.includes(e) && e.rng.chance(0.7));
  for (const [enterprises, at] of [
    [quick, day + 4],
    [later, day + 24],
  ] as const) {
    const [first] = enterprises;
    if (!first) continue;
    yield fact('campaign', `CAMP-${mark}-similar-${at - day}`, moment(at, 600), {
      name: '示例同类企业专项整治（虚构）',
      kind: 'illegal',
      dimension: 'field',
      trigger: 'incident',
      topics: ['major-hazard'],
      date: iso(at),
      endsOn: iso(at + 60),
      jurisdictions: [first.county.code],
      jurisdiction: first.county.code,
      enterprises: enterprises.map((e) => e.id),
    });
  }
}
