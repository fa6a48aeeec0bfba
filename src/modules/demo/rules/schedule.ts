import type { Day } from '../../../kernel/calendar.ts';
import { addMonths } from '../../../kernel/calendar.ts';
import { NEGLECT } from './counties.ts';
import type { Attributes, Fact, Value } from './fact.ts';
import { day, FROM, fact, iso, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { present } from './profile.ts';
import type { Random } from './random.ts';

/** What a row sees while it fills in one record. */
export interface Scene {
  readonly e: Profile;
  readonly day: Day;
  readonly date: string;
  /** id of the record being written */
  readonly record: string;
  readonly rng: Random;
}

/**
 * - `every`: once in each span of so many months, missed now and then;
 * - `by`: once before the date, late or never where diligence fails; `sure` says how many such
 *   records make up one duty;
 * - `start`: stated at the beginning by nearly all;
 * - `rate`: now and then, so many times a year;
 * - `daily`: every day but those missed.
 */
export type When =
  | { readonly every: number; readonly times?: number }
  | { readonly by: string; readonly from?: string; readonly sure?: number }
  | { readonly start: number }
  | { readonly rate: number }
  | { readonly daily: true };

/** One line of a table: which enterprises have such records, when, and what they state. */
export interface Row {
  readonly type: string;
  readonly key: string;
  readonly of: (profile: Profile) => boolean;
  readonly when: When;
  readonly set: (scene: Scene) => Attributes;
}

export interface Timing {
  readonly until: Day;
  /** date attribute of every record type, and whether it is a datetime */
  readonly dates: ReadonlyMap<string, { readonly name: string; readonly time: boolean }>;
}

/** Diligence moves as the county's does; what the county neglects is done less often. */
export function diligenceAt(profile: Profile, at: number, type = ''): number {
  const { growth, weak } = profile.county;
  const years = Math.min(1, Math.max(0, (at - FROM) / 1096));
  const share = profile.diligence + (1 - profile.diligence) * growth * years;
  return weak.includes(type) ? share * NEGLECT : share;
}

const spans = new Map<number, readonly Day[]>();

/** First days of the spans of so many months from 2024 to 2031. */
function spanStarts(months: number): readonly Day[] {
  let starts = spans.get(months);
  if (!starts) {
    starts = Array.from({ length: Math.ceil(96 / months) + 1 }, (_, i) =>
      addMonths(FROM, i * months),
    );
    spans.set(months, starts);
  }
  return starts;
}

/** Days of a row, within the enterprise's time in the register. */
export function* daysOf(when: When, e: Profile, until: Day, type = ''): Generator<Day> {
  for (const day of planned(when, e, until, type)) {
    if (present(e, day)) yield day;
  }
}

function* planned(when: When, e: Profile, until: Day, type: string): Generator<Day> {
  const { rng } = e;
  if ('every' in when) {
    const starts = spanStarts(when.every);
    for (let i = 0; i + 1 < starts.length; i += 1) {
      const start = starts[i] ?? until;
      if (start > until) return;
      const length = (starts[i + 1] ?? start) - start;
      const missed = rng.chance(diligenceAt(e, start, type)) ? 0 : 1;
      for (let n = (when.times ?? 1) - missed; n > 0; n -= 1) {
        const found = (start + Math.floor(length * rng.next() * 0.94)) as Day;
        if (found <= until) yield found;
      }
    }
  } else if ('by' in when) {
    const from = when.from === undefined ? FROM + 20 : day(when.from);
    const due = day(when.by);
    const asked = from + Math.floor((due - from) * (0.3 + 0.7 * rng.next()));
    const onTime = e.entry > FROM ? Math.max(asked, e.entry + rng.int(0, 60)) : asked;
    if (rng.chance(diligenceAt(e, FROM, type) ** (1 / (when.sure ?? 1)))) yield onTime as Day;
    else if (rng.chance(0.6)) yield (due + rng.int(3, 200)) as Day;
  } else if ('start' in when) {
    if (rng.chance(when.start)) yield (e.entry + rng.int(0, 60)) as Day;
  } else if ('daily' in when) {
    for (let at = FROM; at <= until; at = (at + 1) as Day) {
      if (rng.chance(1 - (1 - diligenceAt(e, at, type)) * 0.3)) yield at;
    }
  } else {
    for (let at = FROM + Math.floor((365 / when.rate) * rng.next()); at <= until; ) {
      yield at as Day;
      at += Math.max(1, Math.floor((365 / when.rate) * 2 * rng.next()));
    }
  }
}

/** Facts of one row for one enterprise. */
export function* runRow(row: Row, e: Profile, timing: Timing): Generator<Fact> {
  if (!row.of(e)) return;
  const dated = timing.dates.get(row.type);
  let n = 0;
  for (const at of daysOf(row.when, e, timing.until, row.type)) {
    n += 1;
    const record = `${e.id}-${row.key}-${n}`;
    const date = iso(at);
    const when = moment(at, e.rng.int(8 * 60, 17 * 60));
    const set = row.set({ e, day: at, date, record, rng: e.rng });
    const base: Record<string, Value> = { enterprise: e.id };
    if (dated) base[dated.name] = dated.time ? when : date;
    yield fact(row.type, record, when, { ...base, ...set });
  }
}

export const all = (): boolean => true;
