/** A tag's course on a time axis that others share: from 0 to 1 across, from 0 to 1 up. Times in ms. */
export interface TrackPoint {
  readonly at: number;
  readonly least: number;
  readonly most: number;
  readonly mean: number;
}

export interface Track {
  /** Pieces of the course; between two of them nothing came. */
  readonly pieces: readonly (readonly (readonly [x: number, y: number])[])[];
  readonly limit: number | null;
  readonly least: number;
  readonly most: number;
  /** Readings further apart than this are no course. */
  readonly gap: number;
}

const LEAST_GAP = 60_000;
/** So many times the usual pause is a silence. */
const SILENT = 5;

/** Null: nothing came. */
export function trackOf(
  points: readonly TrackPoint[],
  { from, until, limit }: { from: number; until: number; limit: number | null },
): Track | null {
  const [first] = points;
  if (!first) return null;
  const bounds = limit === null ? [] : [limit];
  const least = Math.min(...points.map((point) => point.least), ...bounds);
  const most = Math.max(...points.map((point) => point.most), ...bounds);
  // One that stands still lies in the middle.
  const up = (value: number): number => (most === least ? 0.5 : (value - least) / (most - least));
  const gap = gapOf(points);
  const pieces: [number, number][][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const { at, mean } of points) {
    if (at - before > gap) pieces.push([]);
    pieces.at(-1)?.push([(at - from) / (until - from), up(mean)]);
    before = at;
  }
  return { pieces, least, most, gap, limit: limit === null ? null : up(limit) };
}

function gapOf(points: readonly TrackPoint[]): number {
  const pauses = points
    .slice(1)
    .map(({ at }, index) => at - (points[index]?.at ?? at))
    .sort((a, b) => a - b);
  return Math.max(LEAST_GAP, SILENT * (pauses[Math.floor(pauses.length / 2)] ?? 0));
}

/** What it showed at a moment; null: nothing had come for too long. */
export function valueAt(points: readonly TrackPoint[], at: number, gap: number): number | null {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const last = points[low - 1];
  return last && at - last.at <= gap ? last.mean : null;
}
