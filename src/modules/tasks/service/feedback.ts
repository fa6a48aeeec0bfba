import { formatMoment } from '../../../kernel/calendar.ts';
import type { BodyOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { lines } from '../../../law/roles.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import type { tasksContract } from '../contract.ts';
import { keysOf } from '../rules/owners.ts';
import * as store from '../store/feedback.ts';
import { rootDivision } from '../store/owed.ts';

const PAGE = 50;
const moment = (at: Date): string =>
  formatMoment(at.getTime() as Parameters<typeof formatMoment>[0]);

/** 投诉建议: kept for the bureau of the city. */
export class Feedback {
  readonly #city: LiveCity;

  constructor(city: LiveCity) {
    this.#city = city;
  }

  async give(caller: Caller, body: BodyOf<(typeof tasksContract)['giveFeedback']>) {
    const city = this.#city;
    const root = await rootDivision(city.options.owner);
    const keys = root === null ? [] : keysOf(`d:${root}`, lines);
    const at = new Date(city.now());
    const { user: account, name } = caller;
    const id = await withScope(city.web, caller, (client) =>
      store.addFeedback(client, { ...body, at, account, name, keys }),
    );
    return { id };
  }

  async page(caller: Caller, before: string | null) {
    const rows = await reading(this.#city.web, caller, (client) =>
      store.feedbackPage(client, before, PAGE + 1),
    );
    const shown = rows.slice(0, PAGE);
    return {
      rows: shown.map(({ id, at, kind, name, page, text, answer, answered_at, for_me }) => ({
        ...{ id, kind, name, page, text, answer, at: moment(at) },
        answeredAt: answered_at === null ? null : moment(answered_at),
        mayAnswer: for_me && caller.roles.includes('bureau'),
      })),
      next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  async answer(caller: Caller, id: string, text: string): Promise<Result<{ done: true }, Refusal>> {
    const city = this.#city;
    const answer = { text, at: new Date(city.now()), by: caller.user };
    const found = await withScope(city.web, caller, (client) =>
      store.answerFeedback(client, id, answer),
    );
    return found ? ok({ done: true }) : refuse({ code: 'not-visible' });
  }
}
