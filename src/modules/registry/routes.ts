import { routes } from '../../kernel/handling.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { registryContract } from './contract.ts';
import { authorityView } from './service/authority-view.ts';
import { choices } from './service/choices.ts';
import { fileOf, recordsOf, timelineOf } from './service/enterprise-file.ts';
import { enterpriseChoices, enterprisePage, enterpriseSheet } from './service/enterprises.ts';
import { editForm, newForm } from './service/forms.ts';
import { inventoryPage } from './service/inventory.ts';
import { installationsSheet, parkDutiesSheet, parksSheet } from './service/park-exports.ts';
import {
  parkDuties,
  parkInstallations,
  parkPage,
  parkRecords,
  parksPage,
} from './service/parks.ts';
import { historyPage, recordPage } from './service/records.ts';
import type { NoteReveal } from './service/reveal.ts';
import { reveal } from './service/reveal.ts';
import { search } from './service/search.ts';
import { SearchIndex } from './service/search-index.ts';
import { createRecord, editRecord, retireRecord, undoChange } from './service/writing.ts';

export interface RegistryDeps {
  /** The city that is open; asked at each call. */
  readonly city: () => LiveCity;
  /** The audit, where a look at personal data is written down. */
  readonly noteReveal: NoteReveal;
}

export const registryRoutes = ({ city, noteReveal }: RegistryDeps) => {
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
    inventory: ({ caller, params, query }) =>
      inventoryPage(city(), caller, { ...params, ...query }),
    parks: ({ caller, query }) => parksPage(city(), caller, query),
    parksExport: ({ caller, query }) => parksSheet(city(), caller, query),
    parkInstallationsExport: ({ caller, params, query }) =>
      installationsSheet(city(), caller, { ...params, ...query }),
    parkDutiesExport: ({ caller, params, query }) =>
      parkDutiesSheet(city(), caller, { ...params, ...query }),
    park: ({ caller, params, query }) => parkPage(city(), caller, { ...params, ...query }),
    parkInstallations: ({ caller, params, query }) =>
      parkInstallations(city(), caller, { ...params, ...query }),
    parkDuties: ({ caller, params, query }) => parkDuties(city(), caller, { ...params, ...query }),
    parkAssessments: ({ caller, params, query }) =>
      parkRecords(city(), caller, { ...params, ...query, type: 'parkRiskAssessment' }),
    parkStatuses: ({ caller, params, query }) =>
      parkRecords(city(), caller, { ...params, ...query, type: 'parkStatus' }),
    newForm: async ({ caller, params }) => newForm(city(), caller, params),
    editForm: ({ caller, params }) => editForm(city(), caller, params),
    createRecord: ({ caller, params, body }) =>
      createRecord(city(), caller, { ...params, ...body }),
    editRecord: ({ caller, params, body }) => editRecord(city(), caller, { ...params, ...body }),
    retireRecord: ({ caller, params, body }) =>
      retireRecord(city(), caller, { ...params, ...body }),
    undoChange: ({ caller, params, body }) => undoChange(city(), caller, { ...params, ...body }),
    revealValue: ({ caller, params, body, request }) =>
      reveal(city(), caller, { ...params, ...body, ip: request.ip }, noteReveal),
    choices: async ({ caller, params, query }) =>
      choices(await indexed(), caller, { ...params, ...query }),
    search: async ({ caller, query }) => search(await indexed(), caller, query),
  });
};
