import type { Moment } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { onlyEnterprises } from '../../identity/index.ts';
import type { Level } from '../model.ts';
import { levelNames } from '../model.ts';

export const levelOf = (value: unknown): Level | null =>
  levelNames.find((level) => level === value) ?? null;

/** Now, but not after the last day of a made-up city. */
export const latest = (city: LiveCity): Moment =>
  Math.min(city.now(), endOfDay(city.today())) as Moment;

/** The enterprise that a caller means: the one he names, or the only one that is his. */
export function enterpriseOf(caller: Caller, named: string | undefined): string | null {
  if (named) return named;
  const [own, ...others] = onlyEnterprises(caller.keys) ?? [];
  return own !== undefined && others.length === 0 ? own : null;
}

export const link = (type: string, id: string | null, name: string | null) =>
  id === null ? null : { type, id, name };
