/** Equal stretches of a span, so that curves of several tags share one axis. Times in ms. */
export interface Slots {
  readonly starts: readonly number[];
  /** The place of a moment; the first or last where it lies outside. */
  placeOf(at: number): number;
}

export function slotsOf(from: number, until: number, count: number): Slots {
  const each = Math.max(1, (until - from) / count);
  return {
    starts: Array.from({ length: count }, (_, k) => from + k * each),
    placeOf: (at) => Math.min(count - 1, Math.max(0, Math.floor((at - from) / each))),
  };
}

/** Means by slot; null: nothing came in it, and the curve shows that. */
export function meansBy(
  { starts, placeOf }: Slots,
  points: readonly { readonly at: string; readonly mean: number }[],
): readonly (number | null)[] {
  const sums = starts.map(() => ({ sum: 0, count: 0 }));
  for (const { at, mean } of points) {
    const slot = sums[placeOf(Date.parse(at))];
    if (!slot) continue;
    slot.sum += mean;
    slot.count += 1;
  }
  return sums.map(({ sum, count }) => (count === 0 ? null : Number((sum / count).toPrecision(6))));
}
