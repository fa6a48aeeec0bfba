import type { Moment } from '../../../kernel/calendar.ts';

interface Lasting {
  readonly source: string;
  readonly tags: readonly string[];
  readonly since: Moment;
  readonly raisedAt: Moment;
  readonly clearedAt: Moment | null;
  readonly limit: number | null;
  readonly state: string;
}

/** What a replay of an incident shows (事件回放). */
export interface Course {
  readonly from: Moment;
  readonly until: Moment;
  readonly ended: boolean;
  readonly cut: boolean;
  readonly tags: readonly { readonly id: string; readonly limit: number | null }[];
}

const MINUTE = 60_000;
const BEFORE = 30 * MINUTE;
const AFTER = 5 * MINUTE;
/** Beyond, curves are of hours alone: what went on for longer is cut there. */
const LONGEST = 13 * 24 * 60 * MINUTE;
/** Curves below each other that a person can still compare. */
const MOST_TAGS = 12;

/** From a little before its first sign until a little after its last, by the minute. */
export function courseOf(
  alarms: readonly Lasting[],
  times: readonly Moment[],
  now: Moment,
): Course {
  const first = Math.min(...alarms.map(({ since }) => since));
  const ended = alarms.every(({ state }) => state === 'closed');
  const told = alarms.flatMap(({ raisedAt, clearedAt }) => [raisedAt, clearedAt ?? raisedAt]);
  const last = ended ? Math.max(...told, ...times) + AFTER : now;
  const minute = (at: number): Moment => (Math.ceil(at / MINUTE) * MINUTE) as Moment;
  const from = minute(first - BEFORE);
  const until = minute(Math.min(last, from + LONGEST));
  return { from, until, ended, cut: last > until, tags: tagsOf(alarms) };
}

/** In the order of the alarms, each once: its own, then those that show it. */
function tagsOf(alarms: readonly Lasting[]): Course['tags'] {
  const limits = new Map<string, number | null>();
  for (const { source, tags, limit } of alarms) {
    const own = source.startsWith('tag/') ? source.slice('tag/'.length) : null;
    if (own !== null && (limits.get(own) ?? null) === null) limits.set(own, limit);
    for (const id of tags) if (!limits.has(id)) limits.set(id, null);
  }
  return [...limits].slice(0, MOST_TAGS).map(([id, limit]) => ({ id, limit }));
}
