import type { Refusal } from '../../kernel/endpoint.ts';
import { routes } from '../../kernel/handling.ts';
import type { Result } from '../../kernel/result.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { asOfDay } from '../overview/index.ts';
import { warningContract } from './contract.ts';
import {
  type On,
  warningFigures,
  warningMap,
  warningPage,
  warningSheet,
  warningTrend,
} from './service/list.ts';
import { warningOf } from './service/one.ts';
import { ruleTold } from './service/rule.ts';
import { Warnings } from './service/warnings.ts';

type Answer<T> = Promise<Result<T, Refusal>>;

export const warningRoutes = ({ city }: { readonly city: () => LiveCity }) => {
  const on = <T>(
    caller: Caller,
    asOf: string | undefined,
    work: (at: On) => Answer<T>,
  ): Answer<T> => {
    const warnings = Warnings.of(city());
    const day = asOfDay(asOf, city().today());
    return day.ok ? work({ warnings, caller, day: day.value }) : Promise.resolve(day);
  };
  return routes<typeof warningContract, Caller>('warning', warningContract, {
    warnings: ({ caller, query: { asOf, ...query } }) =>
      on(caller, asOf, (at) => warningPage(at, query)),
    warningsExport: ({ caller, query: { asOf, ...query } }) =>
      on(caller, asOf, (at) => warningSheet(at, query)),
    warningFigures: ({ caller, query: { asOf, ...query } }) =>
      on(caller, asOf, (at) => warningFigures(at, query)),
    warningTrend: ({ caller, query: { asOf, days, ...query } }) =>
      on(caller, asOf, (at) => warningTrend(at, query, days)),
    warningMap: ({ caller, query: { asOf, ...query } }) =>
      on(caller, asOf, (at) => warningMap(at, query)),
    warningRule: async () => ok(ruleTold()),
    warning: ({ caller, params, query: { asOf, days } }) =>
      on(caller, asOf, (at) => warningOf(at, { ...params, days })),
  });
};
