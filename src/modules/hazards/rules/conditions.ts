import type { Day } from '../../../kernel/calendar.ts';
import { parseDay } from '../../../kernel/calendar.ts';
import type { Actor, Hazard, Value } from '../model.ts';
import type { LoopSettings } from './settings.ts';

/** What a condition of the table is judged by. */
export interface Circumstances {
  readonly hazard: Hazard;
  readonly actor: Actor;
  readonly today: Day;
  readonly settings: LoopSettings;
}

export const dayIn = (value: Value | undefined): Day | null => {
  if (typeof value !== 'string') return null;
  const day = parseDay(value);
  return day.ok ? day.value : null;
};

export const countIn = (value: Value | undefined): number =>
  typeof value === 'number' ? value : 0;

/** Major by the criteria, or treated so by a rule of the city (参照重大隐患整治). */
export const isMajor = ({ values }: Pick<Hazard, 'values'>): boolean =>
  values.major === true || values.treatedAsMajor === true;

/** The time limit as it stands: the later of what was set and what was granted. */
export function limitOf({ values }: Pick<Hazard, 'values'>): Day | null {
  const [due, extended] = [dayIn(values.dueOn), dayIn(values.extendedUntil)];
  if (due === null || extended === null) return due ?? extended;
  return Math.max(due, extended) as Day;
}

/** Whoever rectified it last. */
export function fixerOf({ steps }: Pick<Hazard, 'steps'>): string | null {
  return steps.findLast(({ act }) => act === 'rectify')?.by ?? null;
}

/** Conditions of the table by name. */
export const conditions = {
  underControl: ({ hazard }) =>
    hazard.stage === 'controlled' || !(isMajor(hazard) || hazard.values.stopRequired === true),
  notTheFixer: ({ hazard, actor }) => fixerOf(hazard) !== actor.account,
  notYetDue: ({ hazard, today }) => {
    const limit = limitOf(hazard);
    return limit !== null && today <= limit;
  },
  extensionsLeft: ({ hazard, settings }) =>
    countIn(hazard.values.extendedTimes) < settings.extensions.value,
  stopKept: ({ hazard }) =>
    hazard.values.stopRequired !== true || dayIn(hazard.values.stoppedOn) !== null,
} as const satisfies Readonly<Record<string, (c: Circumstances) => boolean>>;

export type Condition = keyof typeof conditions;
