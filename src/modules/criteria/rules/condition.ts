/**
 * Conditions on records (条件): what a detector asks. One grammar, read twice: here over an
 * enterprise's own records, and as SQL over a whole city (store/condition-sql.ts). A value that is
 * not on record makes a condition unknown (null), and unknown is no suspicion.
 */

export type Condition =
  | { readonly attr: string; readonly is: boolean }
  /** A code is one of them; a list of codes has one of them. */
  | { readonly attr: string; readonly in: readonly string[] }
  | { readonly attr: string; readonly known: boolean }
  /** A day or moment not more than so many days back, and not in the future. */
  | { readonly attr: string; readonly within: number }
  /** A day or moment more than so many days back: 0 of a date means before the day itself. */
  | { readonly attr: string; readonly before: number }
  | { readonly attr: string; readonly atLeast: number }
  | { readonly attr: string; readonly atMost: number }
  /** Later than another attribute of the same record. */
  | { readonly attr: string; readonly after: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  /** Other records that name this one. */
  | { readonly some: Related }
  | { readonly none: Related }
  /** The record that an attribute names. */
  | { readonly of: string; readonly type: string; readonly where: Condition };

export interface Related {
  readonly type: string;
  /** Their attribute that names this record. */
  readonly tie: string;
  readonly where: Condition;
}

/** A record as of the day: dates as 2026-06-30, moments as ISO text, unknown as null. */
export interface RecordRow {
  readonly id: string;
  readonly [attr: string]: unknown;
}

export interface Facts {
  /** The day, and the last moment of it in milliseconds. */
  readonly day: string;
  readonly moment: number;
  readonly records: ReadonlyMap<string, readonly RecordRow[]>;
}

type Truth = boolean | null;

const DAY_MS = 86_400_000;

export function holds(condition: Condition, row: RecordRow, facts: Facts): Truth {
  if ('all' in condition) return every(condition.all.map((each) => holds(each, row, facts)));
  if ('any' in condition) return some(condition.any.map((each) => holds(each, row, facts)));
  if ('not' in condition) return opposite(holds(condition.not, row, facts));
  if ('some' in condition) return isRelated(condition.some, row, facts);
  if ('none' in condition) return !isRelated(condition.none, row, facts);
  if ('of' in condition) {
    const { of, type, where } = condition;
    const named = (facts.records.get(type) ?? []).filter(({ id }) => id === row[of]);
    return named.some((each) => holds(where, each, facts) === true);
  }
  return tested(condition, row, facts);
}

type Test = Extract<Condition, { attr: string }>;

function tested(test: Test, row: RecordRow, facts: Facts): Truth {
  const value = row[test.attr] ?? null;
  if ('known' in test) return isKnown(value) === test.known;
  if (value === null) return null;
  if ('is' in test) return value === test.is;
  if ('in' in test) {
    const codes: readonly unknown[] = Array.isArray(value) ? value : [value];
    return codes.some((code) => test.in.some((each) => each === code));
  }
  if ('atLeast' in test) return Number(value) >= test.atLeast;
  if ('atMost' in test) return Number(value) <= test.atMost;
  if ('after' in test) {
    const other = row[test.after] ?? null;
    return other === null ? null : placeOf(value, facts).at > placeOf(other, facts).at;
  }
  const { at, end } = placeOf(value, facts);
  if ('before' in test) return at < end - test.before * DAY_MS;
  return at >= end - test.within * DAY_MS && at <= end;
}

/** A date counts from the day itself, a moment from its end. */
function placeOf(value: unknown, { day, moment }: Facts): { at: number; end: number } {
  const text = String(value);
  return { at: Date.parse(text), end: text.length === 10 ? Date.parse(day) : moment };
}

const isKnown = (value: unknown): boolean =>
  value !== null && !(Array.isArray(value) && value.length === 0);

function isRelated({ type, tie, where }: Related, { id }: RecordRow, facts: Facts): boolean {
  return (facts.records.get(type) ?? []).some((each) => {
    const named = each[tie];
    const ties = Array.isArray(named) ? named.includes(id) : named === id;
    return ties && holds(where, each, facts) === true;
  });
}

const every = (all: readonly Truth[]): Truth =>
  all.includes(false) ? false : all.includes(null) ? null : true;
const some = (all: readonly Truth[]): Truth =>
  all.includes(true) ? true : all.includes(null) ? null : false;
const opposite = (truth: Truth): Truth => (truth === null ? null : !truth);

/** Attributes that a condition reads, by record type. */
export function readBy(
  condition: Condition,
  type: string,
  into: Map<string, Set<string>> = new Map(),
): Map<string, Set<string>> {
  const note = (of: string, attr: string): void => {
    into.set(of, (into.get(of) ?? new Set()).add(attr));
  };
  if ('all' in condition) for (const each of condition.all) readBy(each, type, into);
  else if ('any' in condition) for (const each of condition.any) readBy(each, type, into);
  else if ('not' in condition) readBy(condition.not, type, into);
  else if ('of' in condition) {
    note(type, condition.of);
    readBy(condition.where, condition.type, into);
  } else if ('some' in condition || 'none' in condition) {
    const related = 'some' in condition ? condition.some : condition.none;
    note(related.type, related.tie);
    readBy(related.where, related.type, into);
  } else {
    note(type, condition.attr);
    if ('after' in condition) note(type, condition.after);
  }
  return into;
}
