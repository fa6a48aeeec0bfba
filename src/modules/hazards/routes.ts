import { routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import type { CityFigures } from '../overview/index.ts';
import { hazardsContract } from './contract.ts';
import { actOnHazard, reportHazard } from './service/acting.ts';
import { dropDraft, readDraft, saveDraft } from './service/drafts.ts';
import { hazardFigures } from './service/figures.ts';
import { equipmentChoices, newForm } from './service/forms.ts';
import { hazardChoices, hazardPage, hazardSheet } from './service/ledger.ts';
import { hazardWhole } from './service/one.ts';
import { myReports, reportByPhone } from './service/written.ts';

const problems = {
  'wrong-stage': {
    status: 409,
    title: { zh: '这一步现在不能办理', en: 'This step cannot be taken now' },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

interface HazardsDeps {
  readonly city: () => LiveCity;
  readonly figures: () => CityFigures;
}

export const hazardsRoutes = ({ city, figures }: HazardsDeps) =>
  routes<typeof hazardsContract, Caller>(
    'hazards',
    hazardsContract,
    {
      hazards: ({ caller, query }) => hazardPage(city(), caller, query),
      hazardsExport: ({ caller, query }) => hazardSheet(city(), caller, query),
      hazardFigures: ({ caller, query }) => hazardFigures(city(), figures(), caller, query.asOf),
      hazardChoices: async () => ok(hazardChoices(city())),
      hazardEquipment: ({ caller, query }) => equipmentChoices(city(), caller, query),
      newHazard: ({ caller, query }) => newForm(city(), caller, query),
      myReports: ({ caller }) => myReports(city(), caller),
      hazard: ({ caller, params, query }) => hazardWhole(city(), caller, { ...params, ...query }),
      reportHazard: ({ caller, body: { set, device } }) =>
        device ? reportByPhone(city(), caller, set, device) : reportHazard(city(), caller, set),
      actOnHazard: ({ caller, params, body }) =>
        actOnHazard(city(), caller, { ...params, ...body }),
      readDraft: ({ caller, params }) => readDraft(city(), caller, params.key),
      saveDraft: ({ caller, params, body }) => saveDraft(city(), caller, params.key, body.body),
      dropDraft: ({ caller, params }) => dropDraft(city(), caller, params.key),
    },
    problems,
  );
