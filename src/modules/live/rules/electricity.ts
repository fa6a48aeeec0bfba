import {
  type Finding,
  isUsable,
  type Load,
  NAMED,
  QUIET,
  type Running,
  runs,
  type Seen,
  told,
} from './cross.ts';

/**
 * What makes safe stands while production runs (E3, 安全设施未同步运行): the fan of a dust collector,
 * a cooling pump. `safety.from`: from here on its circuit counts as running.
 */
export function safetyIdle(safety: Load, running: () => Running): Finding {
  const { tag, value, from } = safety;
  const about = { value, limit: from, tags: [tag] } as const;
  if (!isUsable(safety)) return { ...about, truth: 'unknown', trust: safety.trust };
  if (value >= from) return QUIET;
  const found = runs(running());
  if (found.truth === 'no') return QUIET;
  const trust = told(safety) === 'live' ? found.trust : told(safety);
  return { ...about, truth: found.truth, tags: [tag, ...found.tags], trust };
}

/** What is measured of a process, as these rules look at it; mostly one answer is enough. */
export interface Process<T> {
  readonly tags: readonly T[];
  /** Fewer say nothing. */
  readonly fewest: number;
  /** For how many ms its value had been the same when its newest reading was taken. */
  readonly stillMs: (tag: T) => number;
  readonly seen: (tag: T) => Seen;
}

/** Values that stand still are what this rule is about: such a trust is no reason to look away. */
const isHeard = (seen: Seen): boolean =>
  isUsable(seen) || seen.trust === 'frozen' || seen.trust === 'replayed';

/**
 * All that is measured of a process stands still while production runs (E5, 数据失真): perhaps a
 * value that somebody made up. `ms`: for so long they stood still already, all together.
 */
export function stillWhileRunning<T>(
  { tags, fewest, stillMs, seen }: Process<T>,
  ms: number,
  running: () => Running,
): Finding {
  if (tags.length < fewest || !tags.every((tag) => stillMs(tag) >= ms)) return QUIET;
  const found = runs(running());
  if (found.truth === 'no') return QUIET;
  const all = tags.map(seen);
  const truth = all.every(isHeard) ? found.truth : 'unknown';
  return { ...found, truth, tags: [...found.tags, ...all.slice(0, NAMED).map(({ tag }) => tag)] };
}

/**
 * There is no power at all, and all that is measured of the process moves on (E6, 停电断数): perhaps
 * made up, perhaps on a battery. What stood still for longer than `ms` does not move.
 */
export function movingWithoutPower<T>(
  { tags, fewest, stillMs, seen }: Process<T>,
  ms: number,
  totals: readonly Seen[],
): Finding {
  const [first] = totals;
  if (!first || tags.length < fewest || totals.some((each) => isUsable(each) && each.value > 0)) {
    return QUIET;
  }
  if (!tags.every((tag) => stillMs(tag) < ms)) return QUIET;
  const all = tags.map(seen);
  const sure = totals.every(isUsable) && all.every(isUsable);
  const named = [...totals, ...all.slice(0, NAMED)].map(({ tag }) => tag);
  const { value } = first;
  return { truth: sure ? 'yes' : 'unknown', value, limit: 0, tags: named, trust: told(first) };
}
