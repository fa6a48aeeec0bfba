import type { Bilingual } from '../../kernel/endpoint.ts';
import { routes } from '../../kernel/handling.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { asOfDay } from '../overview/index.ts';
import { burdenContract } from './contract.ts';
import { burdenFile, burdenOn, burdenPage } from './service/burden.ts';

export interface BurdenDeps {
  readonly city: () => LiveCity;
  readonly titleOf: (endpoint: string) => Bilingual | null;
}

export const burdenRoutes = ({ city, titleOf }: BurdenDeps) => {
  const dayOf = (asOf: string | undefined) => asOfDay(asOf, city().today());
  const asking = () => ({ city: city(), titleOf });
  return routes<typeof burdenContract, Caller>('burden', burdenContract, {
    burden: async ({ caller, query }) => {
      const day = dayOf(query.asOf);
      return day.ok ? ok(await burdenOn(asking(), caller, day.value, query)) : day;
    },
    burdenRows: async ({ caller, query }) => {
      const day = dayOf(query.asOf);
      return day.ok ? burdenPage(asking(), caller, day.value, query) : day;
    },
    burdenExport: async ({ caller, query }) => {
      const day = dayOf(query.asOf);
      if (!day.ok) return day;
      const { lang, asOf: _, ...asked } = query;
      return ok(burdenFile(asking(), caller, day.value, asked, lang));
    },
  });
};
