import type { Day, Moment } from '../../src/kernel/calendar.ts';
import { addDays, dayAt, dayOf, endOfDay, partsOf, startOfDay } from '../../src/kernel/calendar.ts';
import type { Duration } from '../../src/kernel/duration.ts';
import { addToMoment, negate } from '../../src/kernel/duration.ts';
import { periodsBetween } from '../../src/kernel/period.ts';
import { PLAN_FROM } from './derived/records.ts';
import { parameterDuration } from './parameters.ts';
import { durationOf, mustDay, parseTime } from './time.ts';
import type { ClauseInput, ParameterEntry } from './types.ts';
import { addWorking } from './working.ts';
import type { World } from './world.ts';

/**
 * Every moment up to T at which the truth of a clause may change, oldest first, T last: facts,
 * dates in records and the day after, both moved by every duration in use, and calendar bounds.
 */
export function momentsOf(
  world: World,
  clause: ClauseInput,
  parameters: readonly ParameterEntry[],
): Moment[] {
  const found = new Set<number>();
  const anchors = new Set<number>();
  const day = (each: Day) => {
    anchors.add(startOfDay(each));
    // A comparison with a day looks at its last moment.
    anchors.add(endOfDay(each));
    anchors.add(startOfDay(addDays(each, 1)));
  };
  for (const { fact, at } of world.entries) {
    anchors.add(at);
    // A deadline of so many days after a fact ends with the day.
    anchors.add(startOfDay(addDays(dayAt(at), 1)));
    for (const value of Object.values(fact.set ?? {})) {
      const time = parseTime(value);
      if (time?.kind === 'day') day(time.day);
      if (time?.kind === 'instant') {
        anchors.add(time.instant);
        anchors.add(time.instant + 1);
        day(dayAt(time.instant));
      }
    }
  }
  for (const value of [...datesIn(clause), ...parameters.flatMap((each) => each.value ?? [])]) {
    const time = parseTime(value);
    if (time?.kind === 'day') day(time.day);
  }
  const durations = durationsOf(clause, parameters);
  const working = JSON.stringify(clause).includes('"working"') ? durations : [];
  for (const anchor of anchors) {
    found.add(anchor);
    // A deadline of so many working days ends with its day.
    for (const duration of working) {
      found.add(startOfDay(addDays(addWorking(dayAt(anchor as Moment), duration), 1)));
    }
    for (const duration of durations) {
      for (const by of [duration, negate(duration)]) {
        const moved = addToMoment(anchor as Moment, by);
        found.add(moved);
        found.add(moved + 1);
        found.add(startOfDay(dayAt(moved)));
        found.add(startOfDay(addDays(dayAt(moved), 1)));
      }
    }
  }
  for (const each of calendarBounds(world)) found.add(each);
  for (const each of periodBounds(world, clause, parameters)) found.add(each);
  found.add(world.T);
  return [...found].filter((each) => each <= world.T).sort((a, b) => a - b) as Moment[];
}

/** Every month's first moment and the day before the plan's ends, from the first fact on. */
function calendarBounds(world: World): Moment[] {
  const first = world.entries[0]?.at ?? world.T;
  const bounds: Moment[] = [];
  const { year } = partsOf(dayAt(first));
  for (let y = year; y <= partsOf(dayAt(world.T)).year; y++) {
    for (let month = 1; month <= 12; month++) {
      const start = dayOf(y, month, 1);
      bounds.push(startOfDay(start), endOfDay(addDays(start, -1)));
    }
  }
  return bounds.filter((each) => each >= first);
}

/** Bounds of the clause's own periods, and of those that derived values count in. */
function periodBounds(
  world: World,
  clause: ClauseInput,
  parameters: readonly ParameterEntry[],
): Moment[] {
  const every = clause.due.every ?? clause.every;
  const named = ['enforcement.zeroPenalty.period', ...(isNamed(every) ? [every.param] : [])];
  const lengths = [
    ...(typeof every === 'string' ? [durationOf(every, 'days')] : []),
    ...parameters
      .filter((each) => named.includes(each.name))
      .map((each) => parameterDuration(each.name, each.value)),
  ].flatMap((each) => each ?? []);
  const starts = [...new Set([windowOf(clause).start, PLAN_FROM])];
  const periods = lengths.flatMap((length) =>
    starts.flatMap((start) => periodsBetween(length, start, dayAt(world.T))),
  );
  return periods.flatMap((period) => [startOfDay(period.start), endOfDay(period.end)]);
}

const isNamed = (every: unknown): every is { param: string } =>
  typeof every === 'object' && every !== null && 'param' in every;

function datesIn(clause: ClauseInput): string[] {
  return JSON.stringify(clause).match(/\d{4}-\d{2}-\d{2}/g) ?? [];
}

/** Durations written in the clause, and of every parameter that has one. */
function durationsOf(clause: ClauseInput, parameters: readonly ParameterEntry[]): Duration[] {
  const literal = (JSON.stringify(clause).match(/"P\w+"/g) ?? []).map((text) =>
    durationOf(text.slice(1, -1), 'days'),
  );
  const text = JSON.stringify(clause);
  const named = parameters
    .filter((each) => text.includes(`"${each.name}"`))
    .map((each) => parameterDuration(each.name, each.value));
  // A trend looks back a year.
  const year = text.includes('previousYear') ? [{ months: 12, days: 0, ms: 0 }] : [];
  return [...literal, ...named, ...year].flatMap((each) => each ?? []);
}

export const windowOf = (clause: ClauseInput) => {
  const { due } = clause;
  return {
    start: mustDay(due.from ?? due.window?.from ?? '2024-01-01'),
    end: mustDay(due.window?.until ?? '2026-12-31'),
  };
};
