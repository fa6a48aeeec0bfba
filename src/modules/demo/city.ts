import type { Day } from '../../kernel/calendar.ts';
import { endOfDay, formatMoment } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { DictionaryData } from '../../law/records/model.ts';
import type { Divisions } from './model.ts';
import { ownAttestations } from './rules/attestations.ts';
import { lastFact, placeFacts } from './rules/authorities.ts';
import { blockFacts } from './rules/blocks.ts';
import { backlogFacts } from './rules/chains-backlog.ts';
import { caseFacts } from './rules/chains-cases.ts';
import { hazardFacts } from './rules/chains-hazard.ts';
import { alarmFacts, permitFacts, readingFacts } from './rules/chains-work.ts';
import { departure, enterpriseChanges, entityFacts } from './rules/entities.ts';
import type { Fact } from './rules/fact.ts';
import { day } from './rules/fact.ts';
import { followUps } from './rules/follow-ups.ts';
import { parkFacts, parkHistory } from './rules/parks.ts';
import type { Places } from './rules/places.ts';
import { placesOf } from './rules/places.ts';
import type { Profile } from './rules/profile.ts';
import { profileOf, SPAN } from './rules/profile.ts';
import { authorityFacts, exposureFacts } from './rules/routine.ts';
import { checkRows, examRows, trainingRows } from './rules/rows-daily.ts';
import { documentRows, responsibilityRows } from './rules/rows-foundation.ts';
import { gradeRows } from './rules/rows-grading.ts';
import { inspectionRows } from './rules/rows-oversight.ts';
import { supportRows } from './rules/rows-support.ts';
import { upkeepRows } from './rules/rows-upkeep.ts';
import type { Timing } from './rules/schedule.ts';
import { runRow } from './rules/schedule.ts';

export interface CityOptions {
  readonly seed: number;
  /** 1 = about 600 chemical and 5,000 trade enterprises; fractions are for tests */
  readonly scale: number;
  /** last day with facts; 2026-11-24 unless said otherwise */
  readonly until?: Day;
  readonly dictionary: DictionaryData;
  readonly divisions: Divisions;
}

export const DEFAULT_UNTIL = day('2026-11-24');
const CHEMICAL = 600;
const TRADE = 5000;
const rows = [
  ...documentRows,
  ...responsibilityRows,
  ...gradeRows,
  ...inspectionRows,
  ...supportRows,
  ...checkRows,
  ...trainingRows,
  ...examRows,
  ...upkeepRows,
];

/** Facts of a made-up Heze, entities before the records that name them; bounded memory. */
export function* generateFacts(options: CityOptions): Generator<Fact> {
  const until = options.until ?? DEFAULT_UNTIL;
  const last = formatMoment(endOfDay(until));
  for (const each of allFacts(options, until)) if (each.at <= last) yield each;
}

/** The same facts as NDJSON lines, each with its newline. */
export function* generateCity(options: CityOptions): Generator<string> {
  for (const each of generateFacts(options)) yield `${JSON.stringify(each)}\n`;
}

function* allFacts(options: CityOptions, until: Day): Generator<Fact> {
  const { seed, scale } = options;
  const places = placesOf(options.divisions, seed);
  const timing: Timing = { until, dates: datesOf(options.dictionary) };
  yield* placeFacts(places);
  yield* parkFacts(places);
  yield* parkHistory(places, seed);
  yield* authorityFacts(places, seed);
  const penalties = new Map<string, string[]>([
    ['2024', []],
    ['2025', []],
    ['2026', []],
  ]);
  for (const chemical of [true, false]) {
    const count = Math.max(1, Math.round((chemical ? CHEMICAL : TRADE) * scale));
    for (let from = 0; from < count; from += SPAN) {
      const span = profiles(seed, places, chemical, from, Math.min(count, from + SPAN));
      for (const county of places.counties) {
        const block = span.filter((e) => e.county === county);
        for (const each of blockOfFacts(block, timing)) {
          if (each.type === 'penalty' && each.at.slice(5, 7) < '05') {
            const list = penalties.get(each.at.slice(0, 4));
            if (list && list.length < 12) list.push(each.record);
          }
          yield each;
        }
      }
    }
  }
  yield* exposureFacts(places, penalties);
  yield lastFact(places);
}

function profiles(
  seed: number,
  places: Places,
  chemical: boolean,
  from: number,
  to: number,
): readonly Profile[] {
  return Array.from({ length: to - from }, (_, i) => profileOf(seed, places, chemical, from + i));
}

function* blockOfFacts(block: readonly Profile[], timing: Timing): Generator<Fact> {
  const leaving = new Map<Profile, Fact[]>();
  for (const e of block) {
    const own: Fact[] = [];
    for (const each of entityFacts(e)) {
      own.push(each);
      yield each;
    }
    if (e.exit !== null) leaving.set(e, own);
  }
  yield* blockFacts(block);
  for (const e of block) yield* recordFacts(e, timing);
  for (const [e, own] of leaving) yield* departure(e, own);
}

/**
 * One record in forty is entered late: its facts come after all others of the enterprise. Records
 * of the start are not, for others name them.
 */
function* recordFacts(e: Profile, timing: Timing): Generator<Fact> {
  const late: Fact[] = [];
  const after: Fact[] = [];
  for (const row of rows) {
    for (const each of runRow(row, e, timing)) {
      if (!('start' in row.when) && e.rng.chance(0.025)) late.push(each);
      else yield each;
      after.push(...followUps(e, each));
    }
  }
  yield* hazardFacts(e, timing);
  yield* backlogFacts(e, timing);
  yield* permitFacts(e, timing);
  yield* readingFacts(e, timing);
  yield* alarmFacts(e, timing);
  yield* caseFacts(e, timing);
  yield* enterpriseChanges(e);
  yield* ownAttestations(e);
  yield* late;
  yield* after;
}

function datesOf(dictionary: DictionaryData): Timing['dates'] {
  return new Map(
    dictionary.records.flatMap((record) => {
      if (record.dateAttr === null) return [];
      const attribute = record.attributes.find((each) => each.name === record.dateAttr);
      const { name, type } = must(attribute, `${record.type} has its date attribute`);
      return [[record.type, { name, time: type === 'datetime' }] as const];
    }),
  );
}
