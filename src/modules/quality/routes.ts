import { formatDay } from '../../kernel/calendar.ts';
import { routes } from '../../kernel/handling.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { asOfDay } from '../overview/index.ts';
import { qualityContract, qualityProblems } from './contract.ts';
import type { CheckId } from './model.ts';
import { hasDivision } from './rules/checks.ts';
import { LedgerChecks } from './service/ledger-checks.ts';
import { ledgerState } from './service/ledger-state.ts';
import { qualityOn } from './service/quality.ts';
import { askedOf, pageOf, rowsFile } from './service/rows.ts';

export interface QualityDeps {
  readonly city: () => LiveCity;
  readonly onFault: (error: unknown, where: string) => void;
}

export const qualityRoutes = ({ city, onFault }: QualityDeps) => {
  const dayOf = (asOf: string | undefined) => asOfDay(asOf, city().today());
  const asked = (
    check: CheckId,
    query: { asOf?: string | undefined; type?: string | undefined; division?: string | undefined },
  ) => {
    const day = dayOf(query.asOf);
    return day.ok ? askedOf(city(), check, query, day.value) : day;
  };
  const checks = (): LedgerChecks => LedgerChecks.of(city(), onFault);
  return routes<typeof qualityContract, Caller>(
    'quality',
    qualityContract,
    {
      quality: async ({ caller, query }) => {
        const day = dayOf(query.asOf);
        if (!day.ok) return day;
        const { division = null } = query;
        return ok(await qualityOn(city(), caller, { day: day.value, division }));
      },
      qualityRows: async ({ caller, params, query }) => {
        const list = asked(params.check, query);
        if (!list.ok) return list;
        const page = await pageOf(city(), caller, list.value, query);
        if (!page.ok) return page;
        const { day, title, choice } = list.value;
        const byDivision = hasDivision(choice.check, choice.type);
        return ok({ ...page.value, asOf: formatDay(day), title, byDivision });
      },
      qualityRowsExport: async ({ caller, params, query }) => {
        const list = asked(params.check, query);
        return list.ok ? ok(rowsFile(city(), caller, list.value, query.lang)) : list;
      },
      ledgerState: async ({ caller }) => ok(await ledgerState(city(), checks(), caller)),
      verifyLedger: ({ caller }) => checks().start(caller),
    },
    qualityProblems,
  );
};
