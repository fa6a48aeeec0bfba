import type { Day } from '../../../kernel/calendar.ts';
import type { QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Line } from '../../../law/roles.ts';
import type { Caller } from '../../identity/index.ts';
import type { Areas, Overview } from '../../overview/index.ts';
import { asOfDay, nodeOf } from '../../overview/index.ts';
import type { statisticsContract } from '../contract.ts';
import type { ById, PeriodId } from '../model.ts';
import { OWN } from '../model.ts';
import { childOf } from '../rules/fold.ts';
import { periodStart } from '../rules/periods.ts';
import type { Topic } from '../rules/topics.ts';
import { byWords, topicOf } from '../rules/topics.ts';

export type TableQuery = QueryOf<typeof statisticsContract.statistics>;

/** A table as it was asked for. */
export interface Asked {
  readonly at: Overview;
  readonly caller: Caller;
  readonly day: Day;
  readonly areas: Areas;
  readonly topic: Topic;
  readonly by: ById;
  /** The division that was asked for; null: all that the caller sees. */
  readonly division: string | null;
  /** Below which the rows by division lie. */
  readonly node: string;
  readonly line: Line | null;
  readonly module: string | null;
  readonly period: PeriodId;
  readonly from: Day | null;
}

export async function askedOf(
  at: Overview,
  caller: Caller,
  query: TableQuery,
): Promise<Result<Asked, Refusal>> {
  const day = asOfDay(query.asOf, at.city.today());
  if (!day.ok) return day;
  const topic = topicOf(query.topic);
  const by = query.by ?? topic.bys[0] ?? 'division';
  if (!topic.bys.includes(by)) {
    const message = {
      zh: `${topic.words.zh}不能按${byWords[by].zh}统计`,
      en: `${topic.words.en} cannot be told apart by ${byWords[by].en}`,
    };
    return refuse({ code: 'bad-request', fields: [{ path: 'query.by', message }] });
  }
  const areas = await at.metrics.areasOn(day.value);
  const takes = (filter: Topic['filters'][number]): boolean => topic.filters.includes(filter);
  return ok({
    ...{ at, caller, areas, topic, by },
    day: day.value,
    division: query.division ?? null,
    node: query.division ?? nodeOf(caller, areas) ?? at.metrics.root,
    line: takes('line') ? (query.line ?? null) : null,
    module: takes('module') ? (query.module ?? null) : null,
    period: query.period,
    from: periodStart(query.period, day.value),
  });
}

/** Rows right below the node, and in which of them a division counts. */
export function childrenOf({ areas, node }: Asked) {
  const children = areas.below(node);
  const ids = new Set(children.map(({ id }) => id));
  return { children, belongsTo: childOf((id) => areas.chain(id), node, ids) };
}

export interface Place {
  readonly divisions: readonly string[] | null;
  readonly notIn: readonly string[] | null;
}

/** Where the rows of a number lie: below a division of the table, or at its node alone. */
export function placeOf(asked: Asked, key: string | null): Place {
  const { areas, division, by } = asked;
  const whole = areas.under(division);
  if (by !== 'division' || key === null) return { divisions: whole, notIn: null };
  const { children } = childrenOf(asked);
  if (key === OWN) {
    return { divisions: whole, notIn: children.flatMap(({ id }) => areas.under(id) ?? []) };
  }
  const isChild = children.some(({ id }) => id === key);
  return { divisions: isChild ? areas.under(key) : [], notIn: null };
}
