import { Conditions } from '../../../platform/db/index.ts';
import type { Types } from '../../records/index.ts';
import { ignoredStops } from '../../registry/index.ts';
import type { HazardFilters } from '../model.ts';

/** What somebody may do next: hazards of a stage, a weight, and found by whom. */
export interface NextOf {
  readonly stage: string;
  readonly weight: 'general' | 'major' | null;
  readonly found: 'own' | 'outside' | null;
}

export interface ListOptions {
  readonly filters: HazardFilters;
  readonly at: Date;
  readonly day: string;
  /** The caller's own enterprises, where his scope names nothing else. */
  readonly own: readonly string[] | null;
  readonly next: readonly NextOf[] | null;
  readonly types: Types;
  readonly ownSources: readonly string[];
  readonly perfunctory: number;
  readonly longStanding: number;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

const MOST_OWED = 20_000;
/** The day that stands for none, last of all. */
export const NEVER = '1970-01-01';
export const ORDER = `h."foundOn" desc nulls last, h.id desc`;
const LIVE = `h.vf <= $1 and $1 < h.vt and (h.live or h."stage" = 'dismissed')`;

function weigh(where: Conditions, f: HazardFilters): void {
  if (f.weight === 'anyMajor') where.parts.push('h."treatedAsMajor"');
  if (f.weight === 'major') where.parts.push(`h."treatedAsMajor" and h."major"`);
  if (f.weight === 'treated') where.parts.push(`h."treatedAsMajor" and h."major" is not true`);
  if (f.weight === 'general') where.parts.push(`h."treatedAsMajor" is not true`);
}

/** 责任追究清单: what makes a hazard one that somebody answers for (TRADE-5.9). */
function answerFor(where: Conditions, o: ListOptions): void {
  const { answer } = o.filters;
  if (answer === undefined) return;
  const value = (given: number): string => `$${where.values.push(given)}`;
  const wants = (one: typeof answer): boolean => answer === one || answer === 'any';
  const parts = [
    ...(wants('longStanding')
      ? [
          `h."treatedAsMajor" and h."open" and h."foundOn" <= $2::date - ${value(o.longStanding)}::int`,
        ]
      : []),
    ...(wants('perfunctory') ? [`h."returnedTimes" >= ${value(o.perfunctory)}`] : []),
    ...(wants('refused') ? [`h."refused" and h."open"`] : []),
  ];
  where.parts.push(`(${parts.join(' or ')})`);
}

function mine(where: Conditions, { next, ownSources }: ListOptions): void {
  if (next === null) return;
  const parts = next.map(({ stage, weight, found }) => {
    where.values.push(stage);
    const at = `h."stage" = $${where.values.length}`;
    const heavy =
      weight === null
        ? ''
        : ` and h."treatedAsMajor" is ${weight === 'major' ? 'true' : 'not true'}`;
    if (found === null) return `(${at}${heavy})`;
    where.values.push(ownSources);
    return `(${at}${heavy} and (h."source" = any($${where.values.length})) is ${found === 'own' ? 'true' : 'not true'})`;
  });
  where.parts.push(parts.length === 0 ? 'false' : `h.live and (${parts.join(' or ')})`);
}

/** Subjects of a clause's duties; those that are owed are few, and lead the way. */
function subjectOf(where: Conditions, clause: string, owed: boolean): void {
  const span = `from duty.clause c join duty.span s on s.clause = c.no where c.id = ? and s.vf <= $1 and $1 < s.vt`;
  where.add(
    owed
      ? `h.id = any(array(select substr(s.subject, 8) ${span} and s.status in (2, 3) and s.subject like 'hazard/%' limit ${MOST_OWED}))`
      : `exists (select ${span} and s.subject = 'hazard/' || h.id)`,
    clause,
  );
}

export function conditionsOf(o: ListOptions): Conditions {
  const { filters: f } = o;
  const where = new Conditions([o.at, o.day]);
  // The day is a value of every query, whether or not a filter asks for it.
  where.parts.push('$2::date is not null');
  if (o.own) where.add('h."enterprise" = any(?)', o.own);
  if (f.enterprise) where.add('h."enterprise" = ?', f.enterprise);
  if (f.division) {
    where.add(
      `h."jurisdiction" = any(array(select d.id from rec.division_above d where d.above = ? and d.vf <= $1 and $1 < d.vt))`,
      f.division,
    );
  }
  if (f.line === 'trade') where.parts.push(`h."enterpriseIndustry" && array['trade']`);
  if (f.line === 'chem') where.parts.push(`not h."enterpriseIndustry" <@ array['trade']`);
  if (f.stage) where.oneOf('h."stage"', f.stage);
  else if (f.open) where.parts.push('h."open" and h.live');
  if (f.source) where.oneOf('h."source"', f.source);
  if (f.class) where.add('h."class" = ?', f.class);
  if (f.supervised) where.add('h."supervisedBy" = any(?)', f.supervised);
  if (f.overdue) where.parts.push('h."overdue" and h.live');
  if (f.stop) where.parts.push('h."stopRequired" and h."open"');
  if (f.runs) where.parts.push(`h.id = any(array(select s.id from (${ignoredStops(o.types)}) s))`);
  if (f.relapsed) where.parts.push('h."reopenedTimes" > 0');
  if (f.clause) subjectOf(where, f.clause, f.owed === true);
  weigh(where, f);
  answerFor(where, o);
  mine(where, o);
  return where;
}

const and = (parts: readonly string[]): string => parts.map((part) => ` and ${part}`).join('');

/** The rows that fit, as they stood: what is counted and what is shown. */
export const fitting = (where: Conditions): string =>
  `from rec.hazard h where ${LIVE}${and(where.parts)}`;

/** After a row of the list: by the plain column, which an index begins at. */
export function goOn(where: Conditions, [key, id]: readonly [string, string]): void {
  if (key === NEVER) {
    where.add('h."foundOn" is null and h.id < ?', id);
    return;
  }
  where.values.push(key, id);
  const n = where.values.length;
  where.parts.push(`(h."foundOn", h.id) < ($${n - 1}::date, $${n})`);
}
