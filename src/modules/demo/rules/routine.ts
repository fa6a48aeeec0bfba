import { attestations } from './attestations.ts';
import type { Attributes, Fact } from './fact.ts';
import { FROM, fact, fileHash, iso, moment } from './fact.ts';
import type { County, Places } from './places.ts';
import { organisationId } from './profile.ts';
import type { Random } from './random.ts';
import { hash32, random } from './random.ts';
import type { Line } from './routine-lines.ts';
import { routine } from './routine-lines.ts';
import { yearly } from './yearly.ts';

export function* authorityFacts(places: Places, seed: number): Generator<Fact> {
  const city: County = {
    code: places.city.code,
    name: places.city.name,
    lon: 115.5,
    lat: 35.2,
    diligence: 0.97,
    growth: 0.4,
    weak: [],
    townships: [],
    parks: [],
  };
  for (const county of [city, ...places.counties]) {
    const rng = random(`${seed}/authority/${county.code}`);
    yield* calendars(county.code);
    for (const line of routine) yield* lineFacts(line, county, county === city, rng);
    yield* yearly(county, seed);
    yield* attestations(county, seed, county === city);
  }
}

/**
 * A line of the table for one authority. What is done once the city always does, and the first
 * score sheets of all are there to compare with.
 */
function* lineFacts(line: Line, county: County, city: boolean, rng: Random): Generator<Fact> {
  const [type, key, months, set] = line;
  const dates = months === 0 ? [FROM + rng.int(20, 200)] : steps(months);
  let n = 0;
  for (const start of dates) {
    n += 1;
    const day = months === 0 ? start : start + rng.int(1, Math.floor(months * 28));
    const share = standing(county, (day - FROM) / 1096) * (county.weak.includes(type) ? 0.85 : 1);
    const done = rng.chance(Math.min(0.99, share + 0.03));
    const always = (city && months === 0) || (type === 'scoreSheet' && n === 1);
    if (!done && !always) continue;
    yield authorityFact(type, `AUTH-${county.code}-${key}-${n}`, county, day, set);
  }
}

/** How well a county does after a part of the three years. */
function standing(county: County, years: number): number {
  return county.diligence + (1 - county.diligence) * county.growth * years;
}

function steps(months: number): number[] {
  return Array.from({ length: 36 / months }, (_, i) => Math.round(FROM + i * months * 30.44));
}

const DATE_OF: Readonly<Record<string, string>> = {
  document: 'issuedOn',
  systemStatus: 'acceptedOn',
  project: 'startedOn',
};

function authorityFact(
  type: string,
  record: string,
  county: County,
  day: number,
  set: Attributes,
): Fact {
  const years = (day - FROM) / 1096;
  const extra: Record<string, Attributes> = {
    scoreSheet: {
      score: Math.round(70 * standing(county, years) + (county.growth > 0 ? 18 : -6) * years),
      share: Math.min(1, county.diligence * shareOf(String(set.topic), years)),
      onTrack: county.diligence > 0.75 || years > 0.8,
    },
    notice: { jurisdictions: [county.code], by: organisationId('emergency-bureau', '371700') },
    campaign: {
      jurisdictions: [county.code, ...swept(county, record)],
      name: '示例行动（虚构）',
      dimension: 'field',
      endsOn: iso(day + 60),
    },
    milestoneReport: {
      state: years < 0.2 ? 'running' : county.diligence + years > 1.1 ? 'completed' : 'running',
    },
    document: { title: '示例机制文件（虚构）', file: fileHash(record) },
    inspection: {
      findings: 3,
      source: 'on-site',
      selection: 'planned',
      checklist: 'd-prov-trade-plan',
      answeredItems: ['measures-carried-out'],
    },
    drill: { participants: 120 },
  };
  return fact(type, record, moment(day, 600), {
    [DATE_OF[type] ?? 'date']: iso(day),
    jurisdiction: county.code,
    ...extra[type],
    ...set,
  });
}

/** The part of the clauses that a wholly diligent county has met. */
function shareOf(topic: string, years: number): number {
  return topic === 'key-clauses' ? 0.75 + 0.5 * years : 0.6 + 0.45 * years;
}

/** Townships that a county's campaign reaches: all of them in the best. */
function swept(county: County, record: string): string[] {
  return county.townships
    .map((each) => each.code)
    .filter((code) => hash32(`${record}/${code}`) % 1000 < 1000 * county.diligence);
}

function* calendars(code: string): Generator<Fact> {
  if (code !== '371700') return;
  for (const year of [2024, 2025, 2026]) {
    for (const [name, from, until] of [
      ['春节', '02-08', '02-18'],
      ['国庆节', '10-01', '10-07'],
    ] as const) {
      yield fact('calendar', `CAL-${year}-${from}`, moment(FROM, 480), {
        name: `${year}年${name}（演示）`,
        kind: 'holiday',
        jurisdiction: code,
        validFrom: `${year}-${from}T00:00:00+08:00`,
        validUntil: `${year}-${until}T23:59:59+08:00`,
      });
    }
  }
}

/** Exposures of cases, three a year, with penalties that stand in the ledger. */
export function* exposureFacts(
  places: Places,
  penalties: ReadonlyMap<string, readonly string[]>,
): Generator<Fact> {
  for (const [year, list] of penalties) {
    for (const [n, month] of ['05', '08', '11'].entries()) {
      const date = `${year}-${month}-20`;
      yield fact('publication', `EXPO-${year}-${n + 1}`, `${date}T10:00:00+08:00`, {
        kind: 'exposure',
        title: '示例曝光（虚构）',
        themes: ['special-operation', 'contractor'],
        date,
        penalties: list.slice(n * 4, n * 4 + 4),
        jurisdiction: places.city.code,
      });
    }
  }
}
