import { createHash } from 'node:crypto';
import {
  dayAt,
  endOfDay,
  formatDay,
  formatMoment,
  type Moment,
  startOfDay,
} from '../../../kernel/calendar.ts';
import { feedRules } from '../../../law/standards/feed-rules.ts';
import type { Statement } from '../../identity/index.ts';
import * as rules from '../rules/feeds.ts';
import type { TagRow } from '../store/config.ts';
import * as store from '../store/feeds.ts';
import type { Live } from './live.ts';

const DAY = 86_400_000;
const AT_ONCE = 500;
const NO_UNITS = { majorHazard: null, keyUnit: null } as const;

interface Feed {
  readonly name: rules.FeedName;
  readonly gateways: ReadonlySet<number>;
  /** When its last reading came, in ms. */
  readonly seen: number;
}

/**
 * States which data connections stand (数据接入): when one turns, and once a day. What stands on
 * record is what was stated last, so a restart states nothing again. Gives how many were stated.
 */
export async function stateFeeds(live: Live): Promise<number> {
  const { city } = live;
  const { owner } = city.options;
  const now = live.now();
  const latest = Math.min(now, city.now(), endOfDay(city.today())) as Moment;
  const { feeds, firms } = await gathered(live, latest);
  const named = [...new Set(feeds.map(({ name }) => name.enterprise))];
  const standing = Map.groupBy(
    await store.feedsOnRecord(owner, named, latest),
    (row) => row.enterprise,
  );
  const hours = await hoursBefore(live, now);
  const news = feeds.flatMap((feed) => {
    const own = (standing.get(feed.name.enterprise) ?? []).filter((row) => isOf(row, feed.name));
    const said = saidOf(feed, hours, { now, latest });
    const keys = firms.get(feed.name.enterprise)?.keys ?? [];
    return (own.length > 0 ? own : [null])
      .filter((row) => keys.length > 0 && rules.isNews(row && standingOf(row), said))
      .map((row) => ({ keys, statement: statementOf(feed, row, said, { now, latest }) }));
  });
  for (let n = 0; n < news.length; n += AT_ONCE) await take(live, news.slice(n, n + AT_ONCE));
  return news.length;
}

type Firms = Awaited<ReturnType<typeof store.firmsOf>>;
type Hours = Awaited<ReturnType<typeof store.hoursOf>>;

/** Of the day at hand: a province has millions of hours, and those of full days stay as they are. */
const kept = new WeakMap<Live, { readonly day: number; readonly hours: Hours }>();

async function hoursBefore(live: Live, now: Moment): Promise<Hours> {
  const day = dayAt(now);
  const known = kept.get(live);
  if (known?.day === day) return known.hours;
  const since = (now - (feedRules.uptimeDays + 1) * DAY) as Moment;
  const hours = await store.hoursOf(live.city.options.owner, since);
  kept.set(live, { day, hours });
  return hours;
}

/** The connections of all tags in use that ever sent something, and whose they are. */
async function gathered(
  live: Live,
  at: Moment,
): Promise<{ readonly feeds: readonly Feed[]; readonly firms: Firms }> {
  const { owner } = live.city.options;
  const { config, monitor } = live;
  const seenOf = ({ no }: TagRow): number => monitor.states.lastReceived[no] ?? Number.NaN;
  const heard = [...config.tags.values()].filter(
    (tag) => tag.inUse && tag.enterprise !== null && Number.isFinite(seenOf(tag)),
  );
  const of = (name: 'enterprise' | 'facility'): string[] => [
    ...new Set(heard.flatMap((tag) => tag[name] ?? [])),
  ];
  const firms = await store.firmsOf(owner, of('enterprise'), at);
  const units = await store.unitsOf(owner, of('facility'), at);
  const feeds = new Map<string, Feed & { gateways: Set<number> }>();
  for (const tag of heard) {
    const { industry = [] } = firms.get(tag.enterprise ?? '') ?? {};
    const place = { industry, ...(units.get(tag.facility ?? '') ?? NO_UNITS) };
    for (const name of rules.feedsOf(tag, place)) {
      const key = rules.keyOfFeed(name);
      const known = feeds.get(key) ?? { name, gateways: new Set<number>(), seen: 0 };
      const gateway = config.gatewayOf(tag.gateway)?.no;
      if (gateway !== undefined) known.gateways.add(gateway);
      feeds.set(key, { ...known, seen: Math.max(known.seen, seenOf(tag)) });
    }
  }
  return { feeds: [...feeds.values()], firms };
}

/** A connection that somebody entered is the same: one of the whole enterprise whatever its place. */
const isOf = (row: store.FeedRow, { kind, target, facility }: rules.FeedName): boolean =>
  row.kind === kind && row.target === target && (facility === null || row.facility === facility);

const standingOf = ({ connected, uptime, seen }: store.FeedRow): rules.FeedSaid => ({
  ...{ connected, uptime },
  seenOn: seen === null ? null : formatDay(dayAt(seen.getTime() as Moment)),
});

interface At {
  readonly now: Moment;
  /** The last moment that may be stated. */
  readonly latest: Moment;
}

function saidOf(
  { gateways, seen }: Feed,
  hours: Hours,
  { now, latest }: At,
): rules.FeedSaid & { readonly first: number } {
  const counted = [...gateways].flatMap((gateway) => hours.get(gateway) ?? []);
  const first = Math.min(...counted.map((each) => each.first));
  const dayStart = startOfDay(dayAt(now));
  const all = counted.flatMap((each) => each.hours);
  return {
    ...{ first, connected: rules.isConnected(seen, now, feedRules) },
    uptime: Number.isFinite(first) ? rules.uptimeOf(first, all, dayStart, feedRules) : null,
    seenOn: formatDay(dayAt(Math.min(seen, latest) as Moment)),
  };
}

function statementOf(
  { name, seen }: Feed,
  row: store.FeedRow | null,
  { connected, uptime, first }: ReturnType<typeof saidOf>,
  { now, latest }: At,
): Statement {
  const { enterprise, facility, kind, target } = name;
  const text = (at: number): string => formatMoment(Math.min(at, latest) as Moment);
  const hash = createHash('sha256').update(rules.keyOfFeed(name)).digest('hex').slice(0, 16);
  const record = row?.id ?? `FEED-${hash}`;
  const begun = Number.isFinite(first) ? Math.min(first, latest) : latest;
  const set = {
    ...{ enterprise, connected, lastSeenAt: text(seen) },
    ...(uptime === null ? {} : { uptime }),
    ...(row ? {} : { kind, target, connectedOn: formatDay(dayAt(begun as Moment)) }),
    ...(row || facility === null ? {} : { facility }),
    ...(connected
      ? row?.connected === false
        ? { offlineSince: null }
        : {}
      : { offlineSince: text(seen) }),
  };
  return { id: `${record}-${now}`, type: 'dataFeed', record, at: formatMoment(latest), set };
}

async function take(
  live: Live,
  news: readonly { readonly keys: readonly string[]; readonly statement: Statement }[],
): Promise<void> {
  const { city } = live;
  const keys = [...new Set(news.flatMap((each) => each.keys))];
  const statements = news.map(({ statement }) => statement);
  await store.claimFeeds(
    city.options.owner,
    statements.map(({ record }) => record),
  );
  const platform = { user: 'platform', keys, writeKeys: keys };
  const taken = await city.takeIn(platform, statements, { by: 'live' });
  await city.catchUp();
  if (!taken.ok) throw new Error(`data connections: ${taken.error.code}`);
  const [reject] = taken.value.rejects;
  if (reject) throw new Error(`data connections: ${reject.path ?? ''} ${reject.reason.en}`);
}

const LOOK_MS = 600_000;

/** States them by itself, every ten minutes; gives what ends that. */
export function keepFeeds(
  live: Live,
  onFault: (error: unknown, where: string) => void,
): () => Promise<void> {
  let work: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    work = work
      .then(() => stateFeeds(live))
      .catch((error: unknown) => onFault(error, 'live: data connections'));
  }, LOOK_MS);
  return async () => {
    clearInterval(timer);
    await work;
  };
}
