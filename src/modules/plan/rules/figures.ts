import type { Day } from '../../../kernel/calendar.ts';
import type { DutyKind } from './duties.ts';
import { day } from './duties.ts';

/** In the order in which `duty.span` numbers them. */
export const dutyStatuses = ['met', 'late', 'pending', 'overdue', 'unknown'] as const;
export type DutyStatus = (typeof dutyStatuses)[number];

export type ClauseStatus =
  | 'met'
  | 'missed'
  | 'onTrack'
  | 'atRisk'
  | 'unmet'
  | 'noSubject'
  | 'needsParameter'
  | 'attested'
  | 'notAttested';

/** Duties of one period (or of the whole clause) with the same status and due day. */
export interface Tally {
  readonly period: string | null;
  readonly due: string | null;
  readonly status: DutyStatus;
  readonly running: boolean;
  readonly division: string | null;
  readonly count: number;
}

export interface Target {
  readonly op: string;
  readonly value: number;
}

export interface Figures {
  readonly status: ClauseStatus;
  readonly population: number;
  readonly met: number;
  readonly late: number;
  readonly pending: number;
  readonly overdue: number;
  readonly unknown: number;
  readonly value: number | null;
  readonly latest?: { period: string; value: number } | null;
}

export interface FigureInput {
  readonly form: string;
  readonly kind: DutyKind;
  readonly measure: 'share' | 'unmet';
  readonly target: Target | null;
  readonly asOf: Day;
  readonly window: { readonly from: string; readonly until: string };
  readonly due: string | null;
  readonly tallies: readonly Tally[];
}

export function figures(input: FigureInput): Figures {
  const counts = { met: 0, late: 0, pending: 0, overdue: 0, unknown: 0 };
  for (const tally of input.tallies) counts[tally.status] += tally.count;
  const population = sum(input.tallies);
  const recurring = input.kind === 'recurring' || input.kind === 'annual';
  const counted = recurring
    ? input.tallies.filter((t) => !isRunning(t, input.asOf))
    : input.tallies;
  const value = figureOf(counted, input.measure);
  const latest = recurring ? { latest: latestOf(counted, input.measure) } : {};
  return { status: statusOf(input, value, population), population, ...counts, value, ...latest };
}

function sum(tallies: readonly Tally[]): number {
  return tallies.reduce((total, t) => total + t.count, 0);
}

/** A period is over when its last day (annual: the due day) is over. */
function isRunning(tally: Tally, asOf: Day): boolean {
  return tally.due !== null && day(tally.due) >= asOf;
}

function isDone(tally: Tally): boolean {
  return tally.status === 'met' || tally.status === 'late';
}

function figureOf(tallies: readonly Tally[], measure: 'share' | 'unmet'): number | null {
  const all = sum(tallies);
  if (all === 0) return null;
  const done = sum(tallies.filter(isDone));
  return measure === 'unmet' ? all - done : done / all;
}

function latestOf(
  tallies: readonly Tally[],
  measure: 'share' | 'unmet',
): { period: string; value: number } | null {
  const last = tallies.reduce<Tally | null>(
    (best, t) => (best === null || (t.due ?? '') > (best.due ?? '') ? t : best),
    null,
  );
  if (!last || last.period === null) return null;
  const value = figureOf(
    tallies.filter((t) => t.period === last.period),
    measure,
  );
  return value === null ? null : { period: last.period, value };
}

function reaches(value: number, target: Target): boolean {
  if (target.op === 'gte') return value >= target.value;
  if (target.op === 'gt') return value > target.value;
  if (target.op === 'lte') return value <= target.value;
  if (target.op === 'lt') return value < target.value;
  return value === target.value;
}

function statusOf(input: FigureInput, value: number | null, population: number): ClauseStatus {
  if (population === 0) return 'noSubject';
  const everyDone = input.tallies.every(isDone);
  const satisfied =
    value === null || input.target === null ? everyDone : reaches(value, input.target);
  if (input.form === 'attest') return satisfied ? 'attested' : 'notAttested';
  if (input.kind === 'standing') return satisfied ? 'met' : 'unmet';
  if (satisfied) return 'met';
  const passed = (t: Tally): boolean => t.due !== null && day(t.due) < input.asOf;
  if (input.tallies.some((t) => t.status === 'overdue' || (t.status === 'unknown' && passed(t))))
    return 'missed';
  return onPace(input) ? 'onTrack' : 'atRisk';
}

/** At today's pace, is the target reached by its date? */
function onPace(input: FigureInput): boolean {
  if (input.kind === 'event') return true;
  const recurring = input.kind !== 'dated';
  const tallies = recurring ? input.tallies.filter((t) => isRunning(t, input.asOf)) : input.tallies;
  const share = figureOf(tallies, 'share');
  if (share === null) return true;
  const due = recurring ? tallies[0]?.due : input.due;
  if (!due) return true;
  const from = recurring ? periodStart(tallies[0]?.period ?? '', due) : day(input.window.from);
  const elapsed = input.asOf - from + 1;
  if (elapsed <= 0) return true;
  const projected = Math.min(1, (share * (day(due) - from + 1)) / elapsed);
  const target =
    input.measure === 'unmet' || !input.target ? { op: 'gte', value: 1 } : input.target;
  return reaches(projected, target.op === 'eq' ? { op: 'gte', value: target.value } : target);
}

function periodStart(label: string, due: string): Day {
  const year = label.slice(0, 4);
  if (/^\d{4}-Q\d$/.test(label))
    return day(`${year}-${String((Number(label[6]) - 1) * 3 + 1).padStart(2, '0')}-01`);
  if (/^\d{4}-H\d$/.test(label)) return day(`${year}-${label[6] === '1' ? '01' : '07'}-01`);
  if (/^\d{4}-\d{2}$/.test(label)) return day(`${label}-01`);
  if (/^\d{4}$/.test(label)) return day(`${label}-01-01`);
  return /^\d{4}-\d{2}-\d{2}$/.test(label) ? day(label) : ((day(due) - 6) as Day);
}
