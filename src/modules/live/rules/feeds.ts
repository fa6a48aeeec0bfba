import type { FeedRules } from '../../../law/standards/feed-rules.ts';

/** A connection of an enterprise, as the record `dataFeed` names one. */
export interface FeedName {
  readonly enterprise: string;
  readonly facility: string | null;
  readonly kind: string;
  readonly target: string;
}

/** What a tag's enterprise and place are, by the records. */
export interface PlaceOfTag {
  readonly industry: readonly string[];
  /** The installation that it belongs to, itself or one above it; null: none is so marked. */
  readonly majorHazard: string | null;
  readonly keyUnit: string | null;
}

/** What the ledger says of a tag. */
interface Said {
  readonly enterprise: string | null;
  readonly quantity: string;
  readonly circuit: string | null;
  readonly countedBy: string | null;
}

/** Which connections a tag is a part of. */
export function feedsOf(tag: Said, place: PlaceOfTag): readonly FeedName[] {
  const { enterprise, quantity, circuit, countedBy } = tag;
  if (enterprise === null) return [];
  const of = (kind: string, target: string, facility: string | null = null): FeedName => ({
    ...{ enterprise, facility, kind, target },
  });
  if (quantity === 'hotWork' || countedBy === 'video') return [of('video', 's-video-ai')];
  if (quantity === 'headcount') {
    return countedBy === 'positioning' ? [of('position', 's-position')] : [];
  }
  if (circuit !== null) return [of('electricity', 's-power')];
  return [
    ...(place.majorHazard === null
      ? []
      : [of('major-hazard', 's-prov-hazchem', place.majorHazard)]),
    ...(place.keyUnit === null ? [] : [of('process-unit', 's-prov-hazchem', place.keyUnit)]),
    ...(place.industry.includes('trade') ? [of('production', 's-trade-warn')] : []),
  ];
}

export const keyOfFeed = ({ enterprise, facility, kind, target }: FeedName): string =>
  `${enterprise}|${facility ?? ''}|${kind}|${target}`;

const HOUR = 3_600_000;

/** Is it connected: did data come of late? In ms. */
export const isConnected = (seen: number, now: number, { silentHours }: FeedRules): boolean =>
  now - seen < silentHours * HOUR;

/**
 * Share of the hours with data in the full days before `dayStart`, two decimals, the same all day;
 * from the first hour ever on. Null: no full hour lies before the day.
 */
export function uptimeOf(
  first: number,
  hours: readonly number[],
  dayStart: number,
  { uptimeDays }: FeedRules,
): number | null {
  const from = Math.max(first, dayStart - uptimeDays * 24 * HOUR);
  const all = Math.round((dayStart - from) / HOUR);
  if (all <= 0) return null;
  const held = new Set(hours.filter((hour) => hour >= from && hour < dayStart)).size;
  return Math.round((100 * held) / all) / 100;
}

/** What the record says, and what is to be said. */
export interface FeedSaid {
  readonly connected: boolean;
  readonly uptime: number | null;
  /** The day of its last data, `2026-11-20`. */
  readonly seenOn: string | null;
}

/** Is it news? It turned, or a day's figures are other than those of the day before. */
export const isNews = (before: FeedSaid | null, now: FeedSaid): boolean =>
  before === null ||
  before.connected !== now.connected ||
  before.seenOn !== now.seenOn ||
  (now.uptime !== null && before.uptime !== now.uptime);
