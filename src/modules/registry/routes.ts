import { routes } from '../../kernel/handling.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { registryContract } from './contract.ts';
import { enterpriseChoices, enterprisePage, enterpriseSheet } from './service/enterprises.ts';
import { search } from './service/search.ts';
import { SearchIndex } from './service/search-index.ts';

export interface RegistryDeps {
  /** The city that is open; asked at each call. */
  readonly city: () => LiveCity;
}

export const registryRoutes = ({ city }: RegistryDeps) => {
  /** The city, once records are found as they stand. */
  const indexed = async (): Promise<LiveCity> => {
    await SearchIndex.of(city()).settled();
    return city();
  };
  return routes<typeof registryContract, Caller>('registry', registryContract, {
    enterprises: async ({ caller, query }) => enterprisePage(await indexed(), caller, query),
    enterprisesExport: async ({ caller, query }) => enterpriseSheet(await indexed(), caller, query),
    enterpriseChoices: async () => ok(enterpriseChoices(city())),
    search: async ({ caller, query }) => search(await indexed(), caller, query),
  });
};
