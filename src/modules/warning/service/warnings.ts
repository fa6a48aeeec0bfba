import type { Day, Moment } from '../../../kernel/calendar.ts';
import { addDays, dayAt, endOfDay } from '../../../kernel/calendar.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Change, LiveCity } from '../../identity/index.ts';
import { warningSettings } from '../load.ts';
import type { Ground, Judged } from '../model.ts';
import { judge } from '../rules/judge.ts';
import type { WarningSettings } from '../rules/settings.ts';
import { addSpans, alone, beganAt, begin, endSpans, openSpans, sayingOf } from '../store/spans.ts';
import { DayCounts } from './day-counts.ts';
import { alarmItems, groundAt } from './evidence.ts';

const LOOK_MS = 1000;
/** Time alone raises a grade, too: so often it is looked at when nothing else happens. */
const AT_LEAST_MS = 15_000;
/** Facts may begin to hold, or end, by themselves: their part is read again after so long. */
const GROUND_MS = 300_000;
/** While facts stream in, their part is read this often at most; alarms are not kept waiting. */
const GROUND_LEAST_MS = 10_000;
/** Before the first start no grades were kept: so many days are worked out from facts. */
export const DAYS_BEFORE = 30;
/** Records from which grades follow, beside alarms. */
const TYPES = new Set([
  ...['hazard', 'permit', 'commitment', 'enterprise', 'facility', 'park', 'jurisdiction'],
  'parameters',
]);

const kept = new WeakMap<LiveCity, Warnings>();

/** Early-warning grades of one city, kept as they change. */
export class Warnings {
  readonly city: LiveCity;
  readonly settings: WarningSettings;
  readonly days: DayCounts;
  readonly #clock: () => Moment;
  #ground: { readonly of: number; readonly at: Moment; readonly value: Ground } | null = null;
  #changes = 0;
  #due = true;
  #lookedAt = 0;
  #seen: Moment | null = null;
  #work: Promise<unknown> = Promise.resolve();
  #counting: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #leave: () => void = () => undefined;

  constructor(city: LiveCity, clock: () => Moment = () => city.now()) {
    this.city = city;
    this.settings = warningSettings().settings;
    this.days = new DayCounts(city);
    this.#clock = clock;
  }

  /** One for each city. */
  static of(city: LiveCity): Warnings {
    const known = kept.get(city);
    if (known) return known;
    const made = new Warnings(city);
    kept.set(city, made);
    return made;
  }

  /** Another clock, for tests. */
  static by(city: LiveCity, clock: () => Moment): Warnings {
    const made = new Warnings(city, clock);
    kept.set(city, made);
    return made;
  }

  now(): Moment {
    return this.#clock();
  }

  /** The moment that a day is seen at: its end, or now. */
  momentOf(day: Day): Moment {
    return day >= this.city.today() ? this.now() : endOfDay(day);
  }

  /** Something changed from which grades may follow. */
  note({ topic }: Change): void {
    if (TYPES.has(topic)) this.#changes += 1;
    if (topic === 'alarm' || TYPES.has(topic)) this.#due = true;
  }

  /** Grades everything once and keeps what changed; gives how much did. */
  look(): Promise<number> {
    const done = this.#work.then(async () => {
      this.#due = false;
      this.#lookedAt = Date.now();
      const { changed, now } = await transaction(this.city.options.owner, this.#look);
      this.#seen = now;
      if (changed > 0) this.city.announce({ topic: 'warning' });
      return changed;
    });
    this.#work = done.catch(() => undefined);
    return done;
  }

  #look = async (client: PoolClient): Promise<{ changed: number; now: Moment }> => {
    await alone(client);
    // Not before: what one process writes is never of a moment that another one has passed.
    const now = this.now();
    if ((await beganAt(client)) === null) {
      await begin(client, new Date(now));
      await this.#before(client, now);
    }
    const ground = await this.#groundAt(client, now);
    const alarms = await alarmItems(client, now, this.settings);
    return { changed: await keep(client, judge(ground, alarms, this.settings), now), now };
  };

  /** Counts the days that ended before the last look; no look waits for it. */
  countDays(): Promise<void> {
    const done = this.#counting.then(async () => {
      if (this.#seen !== null) await this.days.follow(this.#seen);
    });
    this.#counting = done.catch(() => undefined);
    return done;
  }

  /** The days before the first start, from their facts; alarms were not kept then. */
  async #before(client: PoolClient, now: Moment): Promise<void> {
    const today = dayAt(now);
    for (let day = addDays(today, -DAYS_BEFORE); day < today; day = addDays(day, 1)) {
      const moment = endOfDay(day);
      const ground = await groundAt(client, moment, this.settings);
      await keep(client, judge(ground, [], this.settings), moment);
    }
  }

  async #groundAt(client: PoolClient, now: Moment): Promise<Ground> {
    const known = this.#ground;
    const fresh = known && dayAt(known.at) === dayAt(now) && now - known.at < GROUND_MS;
    const young = known !== null && now - known.at < GROUND_LEAST_MS;
    if (known && fresh && (young || known.of === this.#changes)) return known.value;
    const of = this.#changes;
    const read = { of, at: now, value: await groundAt(client, now, this.settings) };
    this.#ground = read;
    return read.value;
  }

  /** Looks whenever something changed, and now and then, until `stop`. */
  start(onFault: (error: unknown) => void): void {
    this.#leave = this.city.subscribe((change) => this.note(change));
    const again = (): void => {
      const wanted = this.#due || Date.now() - this.#lookedAt > AT_LEAST_MS;
      const now = wanted && !this.city.building;
      const round = async (): Promise<void> => {
        await this.look();
        this.countDays().catch(onFault);
      };
      (now ? round().catch(onFault) : Promise.resolve()).finally(() => {
        if (this.#timer) this.#timer = setTimeout(again, LOOK_MS);
      });
    };
    this.#timer = setTimeout(again, 0);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#leave();
    await this.#work;
    await this.#counting;
  }
}

const keyOf = ({ kind, object }: Pick<Judged, 'kind' | 'object'>): string => `${kind}/${object}`;

/** What differs from what stands is kept, from now; the same again changes nothing. */
async function keep(client: PoolClient, judged: readonly Judged[], now: Moment): Promise<number> {
  const at = new Date(now);
  const stood = new Map((await openSpans(client)).map((span) => [keyOf(span), span]));
  const stands = new Map(judged.map((each) => [keyOf(each), each]));
  const ended = [...stood.values()].filter((span) => {
    const next = stands.get(keyOf(span));
    return !next || sayingOf(next) !== span.says;
  });
  const added = judged.filter((each) => stood.get(keyOf(each))?.says !== sayingOf(each));
  if (ended.length > 0) await endSpans(client, ended, at);
  const begun = added.map((each) => {
    const before = stood.get(keyOf(each));
    return { ...each, gradedSince: before?.grade === each.grade ? before.graded_since : at };
  });
  if (begun.length > 0) await addSpans(client, begun, at);
  return Math.max(ended.length, added.length);
}
