import { routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { checksContract } from './contract.ts';
import { checkSettings, checkSettingsBy, isSet, namesOfSettings } from './rules/settings.ts';
import { standingNow } from './service/common.ts';
import { completionPage, completionSheet } from './service/completion.ts';
import { judgeCheck } from './service/judging.ts';
import { ledPage, stateLed } from './service/led.ts';
import { checkPage, checkSheet } from './service/list.ts';
import { placeCodes } from './service/places.ts';
import { submitChecks } from './service/submit.ts';
import { tasksAtPlace, tasksOn } from './service/tasks.ts';

const problems = {
  'not-taken': {
    status: 422,
    title: { zh: '排查记录未被接收', en: 'The record of the check was not taken' },
  },
  'not-to-judge': {
    status: 409,
    title: { zh: '不能这样核实', en: 'This cannot be judged so' },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

const BY_PARAMETER = {
  zh: '本市设定（参数）',
  en: 'set by the city (a parameter)',
};

function settingRows(city: LiveCity) {
  const standing = standingNow(city);
  const now = checkSettingsBy(standing);
  return namesOfSettings.map((name) => {
    const { title, source } = checkSettings[name];
    const own = isSet(standing, name);
    return { name, title, value: now[name].value, source: own ? BY_PARAMETER : source };
  });
}

export const checksRoutes = ({ city }: { readonly city: () => LiveCity }) =>
  routes<typeof checksContract, Caller>(
    'checks',
    checksContract,
    {
      tasks: ({ caller, query }) => tasksOn(city(), caller, query),
      placeTasks: ({ caller, params, query }) =>
        tasksAtPlace(city(), caller, { ...params, ...query }),
      submitChecks: ({ caller, body }) => submitChecks(city(), caller, body),
      checks: ({ caller, query }) => checkPage(city(), caller, query),
      checksExport: ({ caller, query }) => checkSheet(city(), caller, query),
      judgeCheck: ({ caller, params, body }) => judgeCheck(city(), caller, { ...params, ...body }),
      completion: ({ caller, query }) => completionPage(city(), caller, query),
      completionExport: ({ caller, query }) => completionSheet(city(), caller, query),
      checkSettings: async () => ok({ rows: settingRows(city()) }),
      places: ({ caller, query }) => placeCodes(city(), caller, query),
      ledChecks: ({ caller, query }) => ledPage(city(), caller, query),
      stateLedCheck: ({ caller, body }) => stateLed(city(), caller, body),
    },
    problems,
  );
