import type { Day } from '../../../kernel/calendar.ts';
import { dayOf, parseDay } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { EVERYONE, reading } from '../../identity/index.ts';
import { type Criteria, criteria } from '../load.ts';
import { Areas } from '../rules/areas.ts';
import { divisionsOn } from '../store/divisions.ts';
import { Kept } from './kept.ts';

/** What the routes of this slice work with, for the city that is open. */
export interface Judging {
  readonly city: LiveCity;
  readonly criteria: Criteria;
  readonly kept: Kept;
}

export type Reader = Pick<Caller, 'user' | 'keys' | 'writeKeys' | 'grants'>;

const known = new WeakMap<LiveCity, Judging>();

/** One keeper of what is worked out for a city: two of them would clear away each other's. */
export function judgingOf(city: () => LiveCity): () => Judging {
  return () => {
    const open = city();
    const kept = known.get(open);
    if (kept) return kept;
    const shipped = criteria();
    const judging = { city: open, criteria: shipped, kept: new Kept(open, shipped) };
    known.set(open, judging);
    return judging;
  };
}

const FIRST = dayOf(2024, 1, 1);

/** The day that the caller asks for: not before the plans, not after today. */
export function asOfDay(asOf: string | undefined, today: Day): Result<Day, Refusal> {
  if (asOf === undefined) return ok(today);
  const parsed = parseDay(asOf);
  if (parsed.ok && parsed.value >= FIRST && parsed.value <= today) return parsed;
  const message = {
    zh: '只能查看 2024-01-01 至今日的某一天',
    en: 'choose a day from 2024-01-01 until today',
  };
  return refuse({ code: 'bad-request', fields: [{ path: 'asOf', message }] });
}

export async function areasOn({ city }: Judging, caller: Reader, day: Day): Promise<Areas> {
  const divisions = await reading(city.web, caller, (client) => divisionsOn(client, day));
  return new Areas(divisions);
}

/** The division that is asked for, else the highest that the caller is set over. */
export function nodeOf(areas: Areas, caller: Reader, division: string | undefined) {
  if (division !== undefined) return areas.get(division);
  const nodes = caller.grants.flatMap((g) => (g.nodeKind === 'division' ? [g.node] : []));
  return areas.highest(nodes);
}

/** Kept counts carry division keys alone: others count what they see. */
export const seesDivisions = ({ keys }: Reader): boolean =>
  keys.every((key) => key === EVERYONE || key.startsWith('d:'));
