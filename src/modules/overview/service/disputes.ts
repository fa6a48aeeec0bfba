import type { Day, Moment } from '../../../kernel/calendar.ts';
import { dayAt, formatDay, formatMoment } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { lines } from '../../../law/roles.ts';
import { addWorkingDays } from '../../../law/standards/working-days.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import type { DisputeAnswer } from '../model.ts';
import type { Areas } from '../rules/areas.ts';
import { coversAll } from '../rules/coverage.ts';
import { metricOf } from '../rules/metrics.ts';
import type { DisputeRow } from '../store/disputes.ts';
import { addDispute, answerDispute, disputeOf, disputes } from '../store/disputes.ts';
import type { Metrics } from './metrics.ts';

/** Working days until a dispute is answered (ux.md, F1/5). */
const ANSWER_WITHIN = 3;

const keysOf = (divisions: readonly string[]): string[] =>
  divisions.flatMap((id) => lines.map((line) => `d:${id}:${line}`));

export interface Disputed {
  readonly division: string;
  readonly metric: string;
  readonly asOf: Day;
  readonly row: string | null;
  readonly text: string;
}

export class DisputeService {
  readonly #city: LiveCity;
  readonly #metrics: Metrics;

  constructor(city: LiveCity, metrics: Metrics) {
    this.#city = city;
    this.#metrics = metrics;
  }

  async raise(caller: Caller, disputed: Disputed): Promise<Result<DisputeAnswer, Refusal>> {
    const areas = await this.#metrics.areasOn(disputed.asOf);
    const chain = areas.chain(disputed.division);
    if (!metricOf(disputed.metric)) return refuse({ code: 'not-found' });
    if (!areas.get(disputed.division) || !coversAll(caller.keys, chain))
      return refuse({ code: 'not-visible' });
    const { at, today } = this.#now();
    const row = await withScope(this.#city.web, caller, (client) =>
      addDispute(client, {
        ...{ division: disputed.division, metric: disputed.metric, text: disputed.text },
        asOf: formatDay(disputed.asOf),
        rowKey: disputed.row,
        by: { user: caller.user, name: caller.name },
        at: new Date(at),
        answerDue: formatDay(addWorkingDays(loadWorkingCalendar(), today, ANSWER_WITHIN)),
        keys: keysOf(chain),
        answerKeys: keysOf(chain.slice(1)),
      }),
    );
    if (!row) return refuse({ code: 'not-visible' });
    this.#city.announce({ topic: 'dispute', id: String(row.id) });
    return ok(this.#shown(row, areas));
  }

  async list(
    caller: Caller,
    choice: Parameters<typeof disputes>[1],
  ): Promise<readonly DisputeAnswer[]> {
    const areas = await this.#metrics.areasOn(this.#city.today());
    const rows = await reading(this.#city.web, caller, (client) => disputes(client, choice));
    return rows.map((row) => this.#shown(row, areas));
  }

  /** By whoever is above the division; what is answered stays answered. */
  async answer(
    caller: Caller,
    id: string,
    given: { readonly outcome: 'upheld' | 'rejected'; readonly answer: string },
  ): Promise<Result<DisputeAnswer, Refusal>> {
    const areas = await this.#metrics.areasOn(this.#city.today());
    const { at } = this.#now();
    const by = { user: caller.user, name: caller.name, at: new Date(at) };
    const { done, stands } = await withScope(this.#city.web, caller, async (client) => {
      const answered = await answerDispute(client, id, { ...given, ...by });
      return { done: answered, stands: answered ?? (await disputeOf(client, id)) };
    });
    if (!stands) return refuse({ code: 'not-visible' });
    if (!done) {
      if (stands.answer === null) return refuse({ code: 'forbidden' });
      return refuse({ code: 'conflict', current: this.#shown(stands, areas) });
    }
    this.#city.announce({ topic: 'dispute', id });
    return ok(this.#shown(done, areas));
  }

  /** A made-up city stands still at its last day. */
  #now(): { readonly at: Moment; readonly today: Day } {
    const at = this.#city.now();
    return { at, today: dayAt(at) };
  }

  #shown(row: DisputeRow, areas: Areas): DisputeAnswer {
    const { rowKey, at, answeredAt, ...rest } = row;
    const today = formatDay(this.#now().today);
    return {
      ...rest,
      id: String(row.id),
      divisionName: areas.get(row.division)?.name ?? row.division,
      metricName: metricOf(row.metric)?.name ?? { zh: row.metric, en: row.metric },
      row: rowKey,
      at: formatMoment(at.getTime() as Moment),
      answeredAt: answeredAt ? formatMoment(answeredAt.getTime() as Moment) : null,
      overdue: row.answer === null && row.answerDue < today,
    };
  }
}
