import { routes } from '../../kernel/handling.ts';
import type { Caller } from '../identity/index.ts';
import { settingsContract } from './contract.ts';
import { parametersSheet } from './service/export.ts';
import { parameterOn, parametersOn } from './service/read.ts';
import { calendarOf, standardsOn } from './service/standards.ts';
import type { WriteDeps } from './service/write.ts';
import { chooseProfile, previewOf, profilesOf, setParameter } from './service/write.ts';

export const settingsRoutes = (deps: WriteDeps) =>
  routes<typeof settingsContract, Caller>('settings', settingsContract, {
    parameters: ({ caller, query }) => parametersOn(deps.city(), caller, query),
    parametersExport: ({ caller, query }) => parametersSheet(deps.city(), caller, query),
    parameter: ({ caller, params, query }) => parameterOn(deps.city(), caller, { params, query }),
    previewParameter: ({ caller, params, body }) => previewOf(deps, caller, params.name, body),
    setParameter: ({ caller, params, body }) => setParameter(deps, caller, params.name, body),
    profiles: () => profilesOf(deps),
    chooseProfile: ({ caller, params }) => chooseProfile(deps, caller, params.id),
    standards: async ({ query }) => standardsOn(deps.city(), query),
    calendar: async ({ query }) => calendarOf(deps.city(), query),
  });
