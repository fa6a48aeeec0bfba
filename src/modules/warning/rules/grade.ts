import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { AlarmFact, Contribution, Grade, Item, Standing } from '../model.ts';
import { grades } from '../model.ts';
import type { WarningSettings } from './settings.ts';

const MINUTE = 60_000;
/** Rows that a working keeps of one contribution; its count is of all. */
export const ROWS_KEPT = 100;
/** Rules by which data is missing, not a danger measured. */
const LOST = new Set([
  'lost',
  'gatewayLost',
  'brokerLost',
  'stuck',
  'fault',
  'gatewayRepeats',
  'clockBack',
]);

export const rankOf = (grade: Grade): number => grades.indexOf(grade);
export const worse = (grade: Grade): Grade => grades[Math.max(0, rankOf(grade) - 1)] ?? 'red';
export const worst = (all: readonly Grade[]): Grade | null =>
  grades.find((grade) => all.includes(grade)) ?? null;

/** What one open alarm asks for: its own level, one grade worse when it is left alone too long. */
export function itemOf(alarm: AlarmFact, now: Moment, settings: WarningSettings): Item {
  const { enterprise, facility, level } = alarm;
  const { enterpriseFeedbackMin, verifyHours } = settings.limits[level];
  const age = now - alarm.receivedAt;
  const ref = { type: 'alarm' as const, id: alarm.id, at: formatMoment(alarm.receivedAt) };
  const of = (reason: Item['reason'], grade: Grade): Item => ({
    ...{ reason, grade, enterprise, facility, holds: !alarm.ended },
    ref: { ...ref, what: alarm.rule },
  });
  if (!alarm.acknowledged && age > enterpriseFeedbackMin * MINUTE) {
    return of('alarmLate', alarm.ended ? level : worse(level));
  }
  if (alarm.ended) return of('alarmEnded', settings.ended);
  if (age > verifyHours * 60 * MINUTE) return of('alarmStanding', worse(level));
  return of(LOST.has(alarm.rule) ? 'dataLost' : 'alarm', level);
}

/** The worst of what asks for a grade, with everything that does (依据); null: nothing does. */
export function gradeOf(items: readonly Item[], settings: WarningSettings): Standing | null {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${rankOf(item.grade)}/${item.reason}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  const working = [...groups.values()].map((group) => lineOf(group, settings)).sort(inOrder);
  const grade = worst(working.map((line) => line.grade));
  if (grade === null) return null;
  return { grade, alarms: items.filter(({ holds }) => holds).length, working };
}

function lineOf(group: readonly Item[], settings: WarningSettings): Contribution {
  const [first] = group;
  if (!first) throw new Error('a group has a row');
  const { reason, grade } = first;
  const more = reason === 'majorHazard' && group.length >= settings.majorHazardsMore;
  const rows = group
    .map(({ ref }) => ref)
    .sort((a, b) => compare(a.at ?? '', b.at ?? '') || compare(a.id, b.id));
  return {
    ...{ reason, grade: more ? worse(grade) : grade, count: group.length },
    ...{ needed: null, of: null, rows: rows.slice(0, ROWS_KEPT) },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (a: Contribution, b: Contribution): number =>
  rankOf(a.grade) - rankOf(b.grade) || compare(a.reason, b.reason);

/** How many must stand at a grade or worse, for an area to stand there. */
export const neededOf = (total: number, { areaLeast, areaShare }: WarningSettings): number =>
  Math.max(areaLeast, Math.ceil(total * areaShare));

/** Of what lies in an area: its grade, how many stand where, and how many alarms hold. */
export interface Below {
  readonly grade: Grade;
  readonly alarms: number;
}

/**
 * An area (园区、县、市) stands at a grade when enough of what lies in it stand there or worse, or
 * one stands worse than it; at blue when any stands anywhere.
 */
export function gradeOfArea(
  below: readonly Below[],
  total: number,
  settings: WarningSettings,
): Standing | null {
  if (below.length === 0) return null;
  const needed = neededOf(total, settings);
  const at = (grade: Grade): number => below.filter((each) => each.grade === grade).length;
  const orWorse = (rank: number): number =>
    below.filter((each) => rankOf(each.grade) <= rank).length;
  const grade = grades.find((_, rank) => orWorse(rank) >= needed || orWorse(rank - 1) > 0);
  return {
    grade: grade ?? 'blue',
    alarms: below.reduce((sum, { alarms }) => sum + alarms, 0),
    working: grades.flatMap((each) =>
      at(each) === 0
        ? []
        : [{ reason: 'below' as const, grade: each, count: at(each), needed, of: total, rows: [] }],
    ),
  };
}
