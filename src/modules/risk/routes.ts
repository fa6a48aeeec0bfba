import { routes } from '../../kernel/handling.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { riskContract } from './contract.ts';
import { postsContract } from './posts-contract.ts';
import { riskFigures, riskMap } from './service/figures.ts';
import { riskPage, riskSheet } from './service/list.ts';
import { riskChoices, riskWhole } from './service/one.ts';
import { dropPart, gradeEvent, keepMeasure } from './service/parts.ts';
import { appraise, checkPosts, issueList, postsPage, setDuties } from './service/posts.ts';
import { postsSheet } from './service/posts-sheet.ts';
import { libraryAnswer, methodsAnswer } from './service/reference.ts';
import { editRisk, newRisk, retireRisk, reviewRisk } from './service/writing.ts';

export const riskRoutes = ({ city }: { readonly city: () => LiveCity }) =>
  routes<typeof riskContract, Caller>('risk', riskContract, {
    risks: ({ caller, query }) => riskPage(city(), caller, query),
    risksExport: ({ caller, query }) => riskSheet(city(), caller, query),
    riskFigures: ({ caller, query }) => riskFigures(city(), caller, query),
    riskMap: ({ caller, query }) => riskMap(city(), caller, query),
    riskMethods: async () => ok(methodsAnswer()),
    riskLibrary: async () => ok(libraryAnswer()),
    riskChoices: ({ caller, query }) => riskChoices(city(), caller, query.enterprise),
    newRisk: ({ caller, body }) => newRisk(city(), caller, body),
    risk: ({ caller, params, query }) => riskWhole(city(), caller, { ...params, ...query }),
    editRisk: ({ caller, params, body }) => editRisk(city(), caller, { ...params, ...body }),
    reviewRisk: ({ caller, params, body }) => reviewRisk(city(), caller, { ...params, ...body }),
    retireRisk: ({ caller, params, body }) => retireRisk(city(), caller, { ...params, ...body }),
    newEvent: ({ caller, params, body }) => gradeEvent(city(), caller, { ...params, ...body }),
    editEvent: ({ caller, params, body }) => gradeEvent(city(), caller, { ...params, ...body }),
    newMeasure: ({ caller, params, body }) => keepMeasure(city(), caller, { ...params, ...body }),
    editMeasure: ({ caller, params, body }) => keepMeasure(city(), caller, { ...params, ...body }),
    dropPart: ({ caller, params, body }) => dropPart(city(), caller, { ...params, ...body }),
  });

export const postsRoutes = ({ city }: { readonly city: () => LiveCity }) =>
  routes<typeof postsContract, Caller>('posts', postsContract, {
    posts: ({ caller, query }) => postsPage(city(), caller, query),
    postsExport: ({ caller, query }) => postsSheet(city(), caller, query),
    setDuties: ({ caller, body }) => setDuties(city(), caller, body),
    issueList: ({ caller, body }) => issueList(city(), caller, body),
    appraise: ({ caller, body }) => appraise(city(), caller, body),
    checkPosts: ({ caller, body }) => checkPosts(city(), caller, body),
  });
