import { countWays, type Trust } from '../model.ts';
import { type Finding, isUsable, type Seen } from './cross.ts';

export interface Counted extends Seen {
  /** Null: its tag does not say, and counts with the others that do not. */
  readonly way: string | null;
}

/** How many people are there, with its error bar (在场人数区间). */
export interface Crowd {
  /** Counted for certain. */
  readonly least: number;
  /** With those whom tags saw last that dropped out since. */
  readonly most: number;
}

/** What one way of counting says of a place. */
export interface Estimate extends Crowd {
  readonly way: string | null;
  readonly tags: readonly string[];
  readonly trust: Trust;
}

/** A counter that is worked on counts nobody for certain, like one that dropped out. */
const isSure = (seen: Seen): boolean => isUsable(seen) && !seen.covered;

const sumOf = (some: readonly Seen[]): number =>
  some.reduce((sum, { value }) => sum + (Number.isNaN(value) ? 0 : value), 0);

const order: readonly string[] = countWays;
const rankOf = (way: string | null): number => {
  const at = way === null ? -1 : order.indexOf(way);
  return at < 0 ? order.length : at;
};

/**
 * So many people may be in a place (限员): its own limit, in a high-risk place no more than the plan
 * allows there, however many the place itself has entered. Null: no limit is known.
 */
export function allowedIn(
  place: { readonly headcountLimit: number | null; readonly highRisk: boolean } | undefined,
  tooMany: number,
): number | null {
  const own = place?.headcountLimit ?? null;
  if (!place?.highRisk) return own;
  return Math.min(own ?? Number.POSITIVE_INFINITY, tooMany - 1);
}

/** Tags of one way are parts that add up (several doors); in a fixed order of ways. */
export function estimatesOf(counts: readonly Counted[]): readonly Estimate[] {
  return [...Map.groupBy(counts, ({ way }) => way)]
    .map(([way, some]) => {
      const sure = some.filter(isSure);
      const trust = sure[0]?.trust ?? 'stale';
      const tags = some.map(({ tag }) => tag);
      return { way, least: sumOf(sure), most: sumOf(some), tags, trust };
    })
    .sort((a, b) => rankOf(a.way) - rankOf(b.way));
}

/**
 * People in a place: ways are estimates of the same people, so the largest minimum and the largest
 * maximum of any one way. Each misses people (a badge left behind, two through one gate) and none
 * proves that another counted too many: a way that is complete narrows no other.
 */
export function crowdOf(estimates: readonly Estimate[]): Crowd {
  const largest = (of: (estimate: Estimate) => number): number => Math.max(0, ...estimates.map(of));
  return { least: largest(({ least }) => least), most: largest(({ most }) => most) };
}

/**
 * Over the limit for certain (人员超限), and perhaps over it: that asks for a look by video
 * (线上巡查). An alarm that stands is ended by the maximum alone: tags that drop out end none.
 * The tags of the way that decides come first.
 */
export function occupancy(
  counts: readonly Counted[],
  limit: number,
): { readonly over: Finding; readonly perhaps: Finding } {
  const estimates = estimatesOf(counts);
  const { least, most } = crowdOf(estimates);
  const shown = (of: (estimate: Estimate) => number) => {
    const ordered = estimates.toSorted((a, b) => of(b) - of(a));
    const tags = ordered.flatMap(({ tags: some }) => some);
    return { tags, trust: ordered[0]?.trust ?? 'stale' } as const;
  };
  const over = least > limit ? 'yes' : most > limit ? 'unknown' : 'no';
  return {
    over: { truth: over, value: least, limit, ...shown((each) => each.least) },
    perhaps: {
      truth: over === 'unknown' ? 'yes' : 'no',
      ...{ value: most, limit, ...shown((each) => each.most), trust: 'stale' },
    },
  };
}
