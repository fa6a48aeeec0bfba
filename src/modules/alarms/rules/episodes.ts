import type { Moment } from '../../../kernel/calendar.ts';
import type { Episode, Signal } from '../model.ts';

/** An episode without its id. */
export type Folded = Omit<Episode, 'id'>;

export const episodeKey = ({
  source,
  rule,
  since,
}: Pick<Signal, 'source' | 'rule' | 'since'>): string => `${source}|${rule}|${since}`;

const least = (a: Moment | null, b: Moment | null): Moment | null =>
  a === null || b === null ? (a ?? b) : (Math.min(a, b) as Moment);

const rank = ({ state, at, receivedAt }: Signal): readonly [number, number, number] => [
  state === 'raised' ? 0 : 1,
  at,
  receivedAt,
];

function before(a: Signal, b: Signal): boolean {
  const [left, right] = [rank(a), rank(b)];
  const index = left.findIndex((value, i) => value !== right[i]);
  if (index >= 0) return (left[index] ?? 0) < (right[index] ?? 0);
  return JSON.stringify(a) < JSON.stringify(b);
}

/**
 * One episode for each (source, rule, since): what it says comes from the signal that raised it, or
 * from that of its end while none has. The order of the signals, and how often each came, is
 * without effect.
 */
export function foldSignals(signals: readonly Signal[]): readonly Folded[] {
  const groups = new Map<string, Signal[]>();
  for (const signal of signals) {
    const key = episodeKey(signal);
    const group = groups.get(key);
    if (group) group.push(signal);
    else groups.set(key, [signal]);
  }
  return [...groups.values()].map(folded);
}

function folded(group: readonly Signal[]): Folded {
  const telling = group.reduce((a, b) => (before(b, a) ? b : a));
  const { source, rule, since, level, kind, enterprise, facility, value, limit, unit, trust } =
    telling;
  const atOf = (state: Signal['state']): Moment | null =>
    group.filter((s) => s.state === state).reduce<Moment | null>((at, s) => least(at, s.at), null);
  return {
    ...{ source, rule, since, level, kind, enterprise, facility, value, limit, unit, trust },
    tags: telling.tags ?? [],
    raisedAt: atOf('raised'),
    endedAt: atOf('cleared'),
    receivedAt: Math.min(...group.map(({ receivedAt }) => receivedAt)) as Moment,
  };
}
