import { routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import type { FormPage } from '../../platform/http/index.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { reportsContract } from './contract.ts';
import { actOnReport } from './service/acting.ts';
import type { Reports } from './service/context.ts';
import { reportInside } from './service/inside.ts';
import { reportFigures, reportPage, reportSheet } from './service/list.ts';
import { publicPages } from './service/public.ts';
import { type NoteReveal, reportPhoto, revealReporter } from './service/revealing.ts';
import { rewardWorking } from './service/rewarding.ts';
import { reportWhole } from './service/whole.ts';

const problems = {
  'wrong-report-stage': {
    status: 409,
    title: { zh: '这一步现在不能办理', en: 'This step cannot be taken now' },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export interface ReportsDeps {
  readonly city: () => LiveCity;
  /** Seals what a reporter wrote and who he is; its key is in no database. */
  readonly box: () => SecretBox;
  readonly noteReveal: NoteReveal;
}

const worksWith = ({ city, box }: Pick<ReportsDeps, 'city' | 'box'>): Reports => ({
  ...{ city: city(), box: box() },
});

export const reportsRoutes = (deps: ReportsDeps) => {
  const { city, noteReveal } = deps;
  const reports = (): Reports => worksWith(deps);
  return routes<typeof reportsContract, Caller>(
    'reports',
    reportsContract,
    {
      reports: ({ caller, query }) => reportPage(city(), caller, query),
      reportsExport: ({ caller, query }) => reportSheet(city(), caller, query),
      reportFigures: ({ caller, query }) => reportFigures(city(), caller, query.asOf),
      report: ({ caller, params, query }) =>
        reportWhole(reports(), caller, { ...params, ...query }),
      rewardWorking: ({ caller, params, query }) => rewardWorking(city(), caller, params.id, query),
      actOnReport: ({ caller, params, body }) =>
        actOnReport(reports(), caller, { ...params, ...body }),
      reportPhoto: ({ caller, params, request }) =>
        reportPhoto(reports(), caller, { ...params, ip: request.ip }, noteReveal),
      revealReporter: ({ caller, params, body, request }) =>
        revealReporter(reports(), caller, { ...params, ...body, ip: request.ip }, noteReveal),
      reportInside: ({ caller, body }) => reportInside(reports(), caller, body),
    },
    problems,
  );
};

/** `/r` and `/r/q`, for people without an account. */
export const reportsPages = (
  deps: Pick<ReportsDeps, 'city' | 'box'> & { readonly ready: () => boolean },
): readonly FormPage[] => publicPages({ reports: () => worksWith(deps), ready: deps.ready });
