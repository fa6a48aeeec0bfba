import type { Day } from '../../../kernel/calendar.ts';
import { addMonths } from '../../../kernel/calendar.ts';
import type { Counted, Division, Lift, MetricRow, Standing } from '../model.ts';
import type { Areas } from '../rules/areas.ts';
import { coversAll } from '../rules/coverage.ts';
import { monthEnds } from '../rules/days.ts';
import { metricOf, ranked } from '../rules/metrics.ts';
import { liftsOf, standings } from '../rules/ranking.ts';
import type { Metrics, Reader } from './metrics.ts';

export interface Ranked extends Standing {
  readonly name: string;
  readonly before: Pick<Standing, 'rank' | 'score'>;
}

export interface Ranking {
  readonly node: Pick<Division, 'id' | 'name'>;
  readonly before: Day;
  readonly rows: readonly Ranked[];
  readonly areas: Areas;
}

export interface RankCard {
  readonly own: Ranked;
  readonly of: number;
  readonly before: Day;
  readonly lifts: readonly Lift[];
  readonly todo: readonly (MetricRow & { readonly metric: string })[];
  readonly trend: readonly { readonly day: Day; rank: number | null; score: number | null }[];
}

const TREND_MONTHS = 5;

/** Ranks of the divisions right below a node, as the city publishes them. */
export class RankingService {
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  /** Null: no such node, or nothing below it is ranked. */
  async rankingOn(node: string, day: Day): Promise<Ranking | null> {
    const areas = await this.#metrics.areasOn(day);
    const at = areas.get(node);
    const before = addMonths(day, -1);
    const ofCity = node === this.#metrics.root;
    // A city into which nothing was stated yet: nobody is ranked.
    if (!at && ofCity) return { node: { id: node, name: node }, before, rows: [], areas };
    if (!at || (!ofCity && at.level !== 'county')) return null;
    const now = await this.#standings(areas, node, day);
    const then = new Map(
      (await this.#standings(areas, node, before)).map((each) => [each.division, each]),
    );
    const rows = now.map((each): Ranked => {
      const { rank = null, score = null } = then.get(each.division) ?? {};
      return { ...each, name: areas.get(each.division)?.name ?? '', before: { rank, score } };
    });
    return { node: at, before, rows, areas };
  }

  /** Why a division stands where it stands; its scope is the caller's affair. */
  async card(caller: Reader, division: string, day: Day): Promise<RankCard | null> {
    const areas = await this.#metrics.areasOn(day);
    const at = areas.get(division);
    if (!at?.parent || !coversAll(caller.keys, areas.chain(division))) return null;
    const ranking = await this.rankingOn(at.parent, day);
    const own = ranking?.rows.find((row) => row.division === division);
    if (!ranking || !own) return null;
    const others = ranking.rows.flatMap((row) => (row.division === division ? [] : [row.score]));
    const lifts = liftsOf(ranked, own, others);
    const todo = await this.#todo(caller, division, day, lifts.at(-1));
    const trend = await this.#trend(areas, at.parent, division, day);
    return { own, of: ranking.rows.length, before: ranking.before, lifts, todo, trend };
  }

  /** The rows of the largest lift, which begins with those of the smaller ones. */
  async #todo(
    caller: Reader,
    division: string,
    day: Day,
    lift: Lift | undefined,
  ): Promise<RankCard['todo']> {
    const rows: (MetricRow & { readonly metric: string })[] = [];
    for (const { metric: id, items } of lift?.of ?? []) {
      const metric = metricOf(id);
      if (!metric) continue;
      const choice = { division, enterprise: null, bad: true, after: null, limit: items };
      const found = await this.#metrics.rows(caller, metric, day, choice);
      rows.push(...found.map((row) => ({ ...row, metric: id })));
    }
    return rows;
  }

  async #trend(areas: Areas, node: string, division: string, day: Day): Promise<RankCard['trend']> {
    const points: { day: Day; rank: number | null; score: number | null }[] = [];
    for (const end of monthEnds(day, TREND_MONTHS)) {
      const all = await this.#standings(areas, node, end);
      const own = all.find((each) => each.division === division);
      points.push({ day: end, rank: own?.rank ?? null, score: own?.score ?? null });
    }
    return points;
  }

  async #standings(areas: Areas, node: string, day: Day): Promise<Standing[]> {
    const counts = new Map<string, Map<string, Counted>>(
      areas.below(node).map(({ id }) => [id, new Map()]),
    );
    const { publisher } = this.#metrics;
    for (const metric of ranked) {
      const folded = areas.fold(node, await this.#metrics.counts(publisher, metric, day));
      for (const [division, counted] of folded) counts.get(division)?.set(metric.id, counted);
    }
    return standings(ranked, counts);
  }
}
