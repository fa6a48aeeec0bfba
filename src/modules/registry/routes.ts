import { routes } from '../../kernel/handling.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { registryContract } from './contract.ts';
import { authorityView } from './service/authority-view.ts';
import { fileOf, recordsOf, timelineOf } from './service/enterprise-file.ts';
import { enterpriseChoices, enterprisePage, enterpriseSheet } from './service/enterprises.ts';
import { historyPage, recordPage } from './service/records.ts';
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
    enterprise: ({ caller, params, query }) => fileOf(city(), caller, { ...params, ...query }),
    enterpriseRecords: ({ caller, params, query }) =>
      recordsOf(city(), caller, { ...params, ...query }),
    enterpriseTimeline: ({ caller, params, query }) =>
      timelineOf(city(), caller, { ...params, ...query }),
    authorityView: ({ caller, params, query }) =>
      authorityView(city(), caller, { ...params, ...query }),
    record: ({ caller, params, query }) => recordPage(city(), caller, { ...params, ...query }),
    recordHistory: ({ caller, params, query }) =>
      historyPage(city(), caller, { ...params, ...query }),
    search: async ({ caller, query }) => search(await indexed(), caller, query),
  });
};
