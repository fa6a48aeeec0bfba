import type { Moment } from '../../../kernel/calendar.ts';
import type { Level } from '../model.ts';
import type { AlarmSettings } from './settings.ts';

export interface Sounding {
  readonly id: string;
  /** When its first alarm was received. */
  readonly at: Moment;
  readonly level: Level;
  readonly unacknowledged: boolean;
  /** Lost data has a class of its own, and no sound. */
  readonly lostData: boolean;
}

export type SoundSettings = Pick<AlarmSettings, 'floodCount' | 'floodMinutes' | 'soundOthers'>;

/**
 * Which rows of a desk sound: red and orange ones, so many in any ten minutes at most. Orange ones
 * leave part of that budget to the red ones. A row that does not sound is shown none the less.
 * Acknowledged ones have spent their part: to acknowledge makes no room for more noise.
 */
export function sounding(
  rows: readonly Sounding[],
  { floodCount, floodMinutes, soundOthers }: SoundSettings,
): ReadonlySet<string> {
  const spent: { readonly at: Moment; readonly red: boolean }[] = [];
  const sounds = new Set<string>();
  const sorted = [...rows].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const { id, at, level, unacknowledged, lostData } of sorted) {
    if (lostData || (level !== 'red' && level !== 'orange')) continue;
    const recent = spent.filter((each) => at - each.at < floodMinutes * 60_000);
    const others = recent.filter(({ red }) => !red).length;
    if (recent.length >= floodCount || (level === 'orange' && others >= soundOthers)) continue;
    spent.push({ at, red: level === 'red' });
    if (unacknowledged) sounds.add(id);
  }
  return sounds;
}

/** More alarms than a person can answer: since when, of the last minutes; null: no. */
export function floodSince(
  times: readonly Moment[],
  now: Moment,
  { floodCount, floodMinutes }: SoundSettings,
): Moment | null {
  const recent = times.filter((at) => at <= now && now - at < floodMinutes * 60_000);
  return recent.length >= floodCount ? (Math.min(...recent) as Moment) : null;
}
