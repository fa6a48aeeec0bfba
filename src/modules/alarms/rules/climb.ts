import type { Moment } from '../../../kernel/calendar.ts';
import type { Alarm, Level, Rung } from '../model.ts';
import type { AlarmSettings, Step } from './settings.ts';
import { stateOf } from './state.ts';

const MINUTE = 60_000;

export type Climbing = Pick<
  Alarm,
  'closedAt' | 'hold' | 'clearedAt' | 'acknowledgedAt' | 'handledAt' | 'verdict'
> & { readonly level: Level; readonly climbFrom: Moment };

export interface Climb {
  /** `unanswered`: nobody acknowledged; `undone`: acknowledged, and nothing is done. */
  readonly why: 'unanswered' | 'undone';
  readonly to: Rung;
  readonly at: Moment;
}

const stepsFrom = (why: Climb['why'], from: Moment, steps: readonly Step[]): Climb[] =>
  steps.map(({ to, minutes }) => ({ why, to, at: (from + minutes * MINUTE) as Moment }));

/**
 * Every step that an alarm takes by itself as it stands, with when: by the server's clock, from
 * when it was received, came back from a hold, or was acknowledged. A device's clock may be wrong.
 */
export function climbsOf(alarm: Climbing, { ladders }: AlarmSettings): readonly Climb[] {
  const ladder = ladders[alarm.level];
  const state = stateOf(alarm);
  if (state === 'unacknowledged' || state === 'returnedUnacknowledged') {
    return stepsFrom('unanswered', alarm.climbFrom, ladder.unanswered);
  }
  const idle = alarm.handledAt === null && (alarm.verdict === null || alarm.verdict === 'real');
  if ((state === 'acknowledged' || state === 'returned') && idle && alarm.acknowledgedAt !== null) {
    return stepsFrom('undone', alarm.acknowledgedAt, ladder.undone);
  }
  return [];
}

const UP: readonly Rung[] = ['enterprise', 'park', 'county', 'city'];

/** Who is told of a step: where there is no such node, as without a park, the next one above it. */
export const toldAt = (to: Rung, nodes: Readonly<Record<string, unknown>>): Rung | null =>
  UP.slice(UP.indexOf(to)).find((rung) => nodes[rung] !== undefined) ?? null;

/** Which nodes there are, by the keys of scope of an enterprise; what is of none is the city's. */
export const nodesBy = (keys: readonly string[]): Readonly<Partial<Record<Rung, true>>> => ({
  ...(keys.some((key) => key.startsWith('e:')) ? { enterprise: true, county: true } : {}),
  ...(keys.some((key) => key.startsWith('p:')) ? { park: true } : {}),
  city: true,
});

const keyOf = ({ why, to }: Climb): string => `${why}/${to}`;

/** Which steps are due and not taken yet, and when to look again; null: there is nothing more. */
export function climbing(
  alarm: Climbing,
  taken: readonly string[],
  now: Moment,
  settings: AlarmSettings,
): { readonly due: readonly Climb[]; readonly next: Moment | null } {
  const left = climbsOf(alarm, settings).filter((climb) => !taken.includes(keyOf(climb)));
  const later = left.filter(({ at }) => at > now).map(({ at }) => at);
  const next = later.length > 0 ? (Math.min(...later) as Moment) : null;
  return { due: left.filter(({ at }) => at <= now), next };
}

export { keyOf as climbKey };
