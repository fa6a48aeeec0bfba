import type { Day } from '../../kernel/calendar.ts';
import type { Refusal } from '../../kernel/endpoint.ts';
import { routes } from '../../kernel/handling.ts';
import type { Result } from '../../kernel/result.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { criteriaContract } from './contract.ts';
import { inForceOn } from './rules/binding.ts';
import type { Judging } from './service/context.ts';
import { asOfDay, judgingOf } from './service/context.ts';
import { exportMajor, exportSuspects } from './service/exports.ts';
import { editionAnswer, itemAnswer, judgementOf } from './service/judgement.ts';
import { lookAlikes } from './service/look-alikes.ts';
import { majorOn, majorPage } from './service/major.ts';
import { suspectedOn, suspectPage } from './service/suspected.ts';

type Answer<T> = Promise<Result<T, Refusal>>;

export const criteriaRoutes = (deps: { readonly city: () => LiveCity }) => {
  const judging = judgingOf(deps.city);
  const on = <T>(
    asOf: string | undefined,
    work: (at: Judging, day: Day) => Answer<T>,
  ): Answer<T> => {
    const at = judging();
    const day = asOfDay(asOf, at.city.today());
    return day.ok ? work(at, day.value) : Promise.resolve(day);
  };
  return routes<typeof criteriaContract, Caller>('criteria', criteriaContract, {
    editions: async ({ query }) => {
      const { editions } = judging().criteria;
      const chosen = editions.filter((each) => query.on === undefined || inForceOn(each, query.on));
      return ok({
        editions: chosen.map((edition) => ({
          ...editionAnswer(edition),
          items: edition.items.map(itemAnswer),
        })),
      });
    },
    judgement: ({ params, query, caller }) =>
      on(query.asOf, (at, day) => judgementOf(at, caller, params.id, day, query.on)),
    suspected: ({ query, caller }) =>
      on(query.asOf, async (at, day) => ok(await suspectedOn(at, caller, day, query))),
    suspectRows: ({ query, caller }) =>
      on(query.asOf, (at, day) => suspectPage(at, caller, day, query)),
    suspectExport: ({ query, caller }) =>
      on(query.asOf, async (at, day) => {
        const { lang, asOf: _, ...filters } = query;
        return ok(exportSuspects(at, caller, day, filters, lang));
      }),
    major: ({ query, caller }) =>
      on(query.asOf, async (at, day) => ok(await majorOn(at, caller, day, query))),
    majorRows: ({ query, caller }) =>
      on(query.asOf, (at, day) => majorPage(at, caller, day, query)),
    majorExport: ({ query, caller }) =>
      on(query.asOf, async (at, day) => {
        const { lang, asOf: _, ...filters } = query;
        return ok(exportMajor(at, caller, day, filters, lang));
      }),
    lookAlikes: ({ params, query, caller }) =>
      on(query.asOf, (at, day) => lookAlikes(at, caller, params.hazard, day, query.limit)),
  });
};
