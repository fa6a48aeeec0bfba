import type { Trust } from '../model.ts';
import type { Truth } from './hold.ts';

/** The newest value of a tag, as a rule across signals sees it. */
export interface Seen {
  readonly tag: string;
  /** NaN: none came yet. */
  readonly value: number;
  readonly trust: Trust;
  /** Within a window of maintenance or calibration: a rule that rests on it says so. */
  readonly covered?: boolean;
}

/** What a rule finds, with what it looked at. */
export interface Finding {
  readonly truth: Truth;
  readonly value: number | null;
  readonly limit: number | null;
  /** The tags that show it: its evidence. */
  readonly tags: readonly string[];
  readonly trust: Trust;
}

const usable: readonly Trust[] = ['live', 'late', 'manual'];

/** May a rule rest on it? It says of what worth it was all the same. */
export const isUsable = ({ trust, value }: Seen): boolean =>
  usable.includes(trust) && !Number.isNaN(value);

/** What it is worth, as an alarm says it. */
export const told = ({ trust, covered }: Seen): Trust => (covered ? 'outOfService' : trust);

/** Electricity of a circuit (用电), or the running state of a machine. */
export interface Load extends Seen {
  /** From here on it runs. */
  readonly from: number;
}

export interface Running {
  readonly loads: readonly Load[];
  /** Share of `from` by which a load comes back before it counts as idle. */
  readonly deadband: number;
  /** The alarm stands already: its dead-band holds. */
  readonly held: boolean;
}

const nothing = { value: null, limit: null, tags: [], trust: 'live' } as const;
/** Nothing is wrong, and nothing was looked at. */
export const QUIET: Finding = { ...nothing, truth: 'no' };

/** Does electricity say that it runs? One circuit that does is enough. */
export function runs({ loads, deadband, held }: Running): Finding {
  const excess = ({ value, from }: Load): number => value / from;
  const [most] = loads.filter(isUsable).sort((a, b) => excess(b) - excess(a));
  if (most && most.value >= most.from * (held ? 1 - deadband : 1)) {
    const { value, from, tag } = most;
    return { truth: 'yes', value, limit: from, tags: [tag], trust: told(most) };
  }
  const sure = loads.every(isUsable);
  return { ...nothing, truth: sure ? 'no' : 'unknown', tags: loads.map(({ tag }) => tag) };
}

/** Stopped by its own word or by order, and its electricity says that it runs (明停暗开). */
export function covertProduction(stopped: boolean, running: () => Running): Finding {
  return stopped ? runs(running()) : QUIET;
}

/** How many lost tags are named as evidence, besides the electricity. */
export const NAMED = 5;

/**
 * Nothing at all comes of what is monitored, no stop is declared, and electricity says that it runs
 * (虚假离线). That electricity is silent too is no proof: it may be a power cut. `isLost`: it is
 * silent, or its gateway is; mostly one answer is enough. `isCovered`: it is worked on, by their word.
 */
export function falseOffline<T extends { readonly id: string }>(
  stopped: boolean,
  monitored: readonly T[],
  isLost: (tag: T) => boolean,
  running: () => Running,
  isCovered: (tag: T) => boolean = () => false,
): Finding {
  if (stopped || monitored.length === 0 || !monitored.every(isLost)) return QUIET;
  const found = runs(running());
  const named = monitored.slice(0, NAMED).map(({ id }) => id);
  const trust = monitored.every(isCovered) ? 'outOfService' : found.trust;
  return { ...found, trust, tags: [...found.tags, ...named] };
}

/** A permit for hot work (动火作业票), times in ms; NaN: not stated. */
export interface HotPermit {
  readonly id: string;
  readonly facility: string | null;
  readonly status: string | null;
  readonly level: string | null;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly plannedFrom: number;
  readonly plannedUntil: number;
}

const granted = ['approved', 'working', 'finished', 'accepted'];

/**
 * Does it allow hot work at a moment? From its start to its end, and no longer than its level
 * holds; one that was approved and whose start nobody entered, as it was planned.
 */
export function isInForce(
  permit: HotPermit,
  at: number,
  hours: Readonly<Record<string, number>>,
): boolean {
  if (permit.status === null || !granted.includes(permit.status)) return false;
  const from = Number.isNaN(permit.startedAt) ? permit.plannedFrom : permit.startedAt;
  const end = Number.isNaN(permit.startedAt) ? permit.plannedUntil : permit.finishedAt;
  const longest = from + 3_600_000 * (hours[permit.level ?? ''] ?? Math.min(...valuesOf(hours)));
  return from <= at && at < Math.min(longest, Number.isNaN(end) ? longest : end);
}

const valuesOf = (hours: Readonly<Record<string, number>>): readonly number[] =>
  Object.values(hours);

/**
 * Hot work is seen (by video or heat, 0/1) and no permit in force names the place or one that it
 * belongs to (无票动火).
 */
export function hotWork(
  seen: readonly Seen[],
  places: readonly string[],
  permits: readonly HotPermit[],
  at: number,
  hours: Readonly<Record<string, number>>,
): Finding {
  const tags = seen.map(({ tag }) => tag);
  const shown = seen.find((each) => isUsable(each) && each.value >= 1);
  if (!shown) return { ...nothing, truth: seen.every(isUsable) ? 'no' : 'unknown', tags };
  const covers = ({ facility }: HotPermit): boolean =>
    facility !== null && places.includes(facility);
  const allowed = permits.some((permit) => covers(permit) && isInForce(permit, at, hours));
  const { value, tag } = shown;
  const trust = told(shown);
  return { truth: allowed ? 'no' : 'yes', value, limit: null, tags: [tag], trust };
}
