import type { Day } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { EVERYONE, Remembered, reading, scopeKey } from '../../identity/index.ts';
import type { DivisionCount, MetricDefinition } from '../model.ts';
import { Areas } from '../rules/areas.ts';
import { dutyCounts } from '../rules/metrics.ts';
import { divisionsOn } from '../store/divisions.ts';
import {
  forgetAllCounts,
  forgetCounts,
  keptCounts,
  renewCounts,
  seenCounts,
} from '../store/metric-counts.ts';
import type { FirmCount, RowChoice } from '../store/metric-list.ts';
import { metricRows, worstFirms } from '../store/metric-list.ts';
import type { CityFigures } from './figures.ts';
import type { Revisions } from './revisions.ts';

export type Reader = Pick<Caller, 'user' | 'keys' | 'writeKeys'>;

/** Counts kept: days × metrics; the one asked for longest ago gives way. */
const KEPT = 1_000;

/** Tallies kept while the metrics of a day are summed from them: each holds all clauses. */
const KEPT_TALLIES = 8;

type Tallies = Awaited<ReturnType<CityFigures['talliesAt']>>;

interface Kept {
  revision: string | null;
  work: Promise<void>;
}

/**
 * Values of metrics: every screen, list and export asks here, so that one definition and one query
 * stand behind a number wherever it is shown.
 */
export class Metrics {
  readonly #city: LiveCity;
  readonly #figures: CityFigures;
  readonly #revisions: Revisions;
  readonly #kept = new Map<string, Kept>();
  readonly #counted: Remembered<DivisionCount[]>;
  readonly #tallies: Remembered<Tallies>;
  #cleared: Promise<void> | null = null;

  constructor(city: LiveCity, figures: CityFigures, revisions: Revisions) {
    this.#city = city;
    this.#figures = figures;
    this.#revisions = revisions;
    this.#counted = new Remembered(city, KEPT);
    this.#tallies = new Remembered(city, KEPT_TALLIES);
  }

  /** The division of the plans: the city whose counties are ranked. */
  get root(): string {
    return must(this.#city.clauses[0], 'a clause').jurisdiction;
  }

  /** What the city publishes is counted over all of it. */
  get publisher(): Reader {
    const keys = [EVERYONE, `d:${this.root}:chem`, `d:${this.root}:trade`];
    return { user: 'platform', keys, writeKeys: [] };
  }

  async areasOn(day: Day): Promise<Areas> {
    const divisions = await reading(this.#city.web, this.publisher, (client) =>
      divisionsOn(client, day),
    );
    return new Areas(divisions);
  }

  /** Rows and bad rows of a metric within the caller's scope, by division. */
  counts(caller: Reader, metric: MetricDefinition, day: Day): Promise<DivisionCount[]> {
    const key = scopeKey(caller.keys, metric.id, day);
    return this.#counted.of(key, () => this.#count(caller, metric, day));
  }

  async #count(caller: Reader, metric: MetricDefinition, day: Day): Promise<DivisionCount[]> {
    const { source } = metric;
    if (source.kind === 'duties') {
      const tallies = await this.#tallies.of(scopeKey(caller.keys, day), () =>
        this.#figures.talliesAt(caller, day),
      );
      const own = this.#clauses(metric).flatMap((no) => tallies.get(no) ?? []);
      return dutyCounts(own, source.counting);
    }
    if (!caller.keys.every((key) => key === EVERYONE || key.startsWith('d:'))) {
      return reading(this.#city.web, caller, (client) => seenCounts(client, metric, day));
    }
    await this.#renew(metric, day);
    return reading(this.#city.web, caller, (client) => keptCounts(client, metric.id, day));
  }

  /** The rows behind it. */
  async rows(
    caller: Reader,
    metric: MetricDefinition,
    day: Day,
    { division, ...choice }: Omit<RowChoice, 'divisions'> & { readonly division: string | null },
  ): ReturnType<typeof metricRows> {
    const clauses = this.#clauses(metric);
    if (clauses.length > 0) await this.#city.counted();
    const divisions = (await this.areasOn(day)).under(division);
    return reading(this.#city.web, caller, (client) =>
      metricRows(client, metric, day, clauses, { ...choice, divisions }),
    );
  }

  async worst(
    caller: Reader,
    metric: MetricDefinition,
    day: Day,
    division: string | null,
    limit: number,
  ): Promise<FirmCount[]> {
    const clauses = this.#clauses(metric);
    if (clauses.length > 0) await this.#city.counted();
    const divisions = (await this.areasOn(day)).under(division);
    return reading(this.#city.web, caller, (client) =>
      worstFirms(client, metric, day, clauses, divisions, limit),
    );
  }

  #clauses({ source }: MetricDefinition): number[] {
    if (source.kind !== 'duties') return [];
    const { clauses } = source;
    const chosen =
      'plan' in clauses
        ? this.#city.clauses.filter(({ plan }) => clauses.plan === 'all' || plan === clauses.plan)
        : this.#city.clauses.filter(({ id }) => clauses.includes(id));
    return chosen.map(({ id }) => this.#city.duties.numberOf(id));
  }

  async #renew(metric: MetricDefinition, day: Day): Promise<void> {
    const { owner } = this.#city.options;
    this.#cleared ??= forgetAllCounts(owner);
    await this.#cleared;
    const key = `${day} ${metric.id}`;
    const kept = this.#kept.get(key) ?? { revision: null, work: Promise.resolve() };
    // Asked for last.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const done = kept.work.then(async () => {
      const { source } = metric;
      const types = source.kind === 'records' ? [source.type, ...(source.besides ?? [])] : [];
      const revision = types.map((type) => this.#revisions.of(type)).join(' ');
      if (kept.revision === revision) return;
      await transaction(owner, (client) => renewCounts(client, metric, day), {
        snapshot: true,
      });
      kept.revision = revision;
    });
    kept.work = done.catch(() => undefined);
    await done;
    await this.#makeRoom();
  }

  async #makeRoom(): Promise<void> {
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) return;
      this.#kept.delete(key);
      const [day = '', metric = ''] = key.split(' ');
      await forgetCounts(this.#city.options.owner, metric, Number(day) as Day);
    }
  }
}
