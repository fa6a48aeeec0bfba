import type { Moment } from '../../../kernel/calendar.ts';

/** What to look at beside an alarm (证据): tags, the window over which they showed it, and around it. */
export interface Evidence {
  readonly tags: readonly string[];
  readonly since: Moment;
  readonly raisedAt: Moment;
  readonly from: Moment;
  readonly until: Moment;
}

const MINUTE = 60_000;
const BEFORE = 30 * MINUTE;
const AFTER = 5 * MINUTE;
/** Of one that stands for long, its beginning is what tells. */
const LONGEST = 24 * 60 * MINUTE;

const minute = (at: number): Moment => (Math.ceil(at / MINUTE) * MINUTE) as Moment;

export const evidenceBegins = (since: Moment): Moment => minute(since - BEFORE);

/** By the minute, so that a page that shows it asks for its curves once a minute. */
export function evidenceOf(
  alarm: {
    readonly source: string;
    readonly tags: readonly string[];
    readonly since: Moment;
    readonly raisedAt: Moment;
    readonly clearedAt: Moment | null;
  },
  now: Moment,
): Evidence {
  const { tags, source, since, raisedAt, clearedAt } = alarm;
  const own = source.startsWith('tag/') ? [source.slice('tag/'.length)] : [];
  const end = Math.min((clearedAt ?? now) + AFTER, now, raisedAt + LONGEST);
  return {
    tags: tags.length > 0 ? tags : own,
    ...{ since, raisedAt, from: evidenceBegins(since), until: minute(Math.max(end, raisedAt)) },
  };
}
