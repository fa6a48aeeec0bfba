import type { Day } from '../../kernel/calendar.ts';
import { formatDay } from '../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../kernel/cursor.ts';
import type { Refusal } from '../../kernel/endpoint.ts';
import type { Handlers } from '../../kernel/handling.ts';
import { routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import type { Result } from '../../kernel/result.ts';
import { must, ok, refuse } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { baseMapContract } from './base-map-contract.ts';
import { overviewContract } from './contract.ts';
import type { MetricDefinition } from './model.ts';
import { asOfDay, coversAll } from './rules/coverage.ts';
import { metricOf } from './rules/metrics.ts';
import {
  addBaseMap,
  baseMapContent,
  baseMaps,
  chooseBaseMap,
  type NoteBaseMap,
  undoBaseMap,
} from './service/base-maps.ts';
import { cockpit } from './service/cockpit.ts';
import { completeness, exportIncomplete, incompleteFirms } from './service/completeness.ts';
import { evidenceOf, rowPage } from './service/evidence.ts';
import { exportRanking, exportRows } from './service/exports.ts';
import { home } from './service/home.ts';
import { exportCompleteness, exportDisputes, exportMetrics } from './service/list-exports.ts';
import { mapOf } from './service/map.ts';
import { allMetrics, oneMetric } from './service/metric-answers.ts';
import type { Overview, OverviewDeps } from './service/overview.ts';
import { overviewOf } from './service/overview.ts';
import { cardAnswer, isOpen, rankingAnswer } from './service/ranking-answers.ts';

type Answer<T> = Promise<Result<T, Refusal>>;

type On = <T>(asOf: string | undefined, work: (at: Overview, day: Day) => Answer<T>) => Answer<T>;

type Of = <T>(
  id: string,
  asOf: string | undefined,
  work: (at: Overview, day: Day, metric: MetricDefinition) => Answer<T>,
) => Answer<T>;

type Own = Handlers<typeof overviewContract, Caller>;

export interface OverviewRouteDeps extends OverviewDeps {
  /** The audit, where changes of the base map are written down. */
  readonly noteBaseMap: NoteBaseMap;
}

export const overviewRoutes = (deps: OverviewRouteDeps) => {
  const overview = overviewOf(deps);
  const on: On = (asOf, work) => {
    const at = overview();
    const day = asOfDay(asOf, at.city.today());
    return day.ok ? work(at, day.value) : Promise.resolve(day);
  };
  const of: Of = (id, asOf, work) => {
    const metric = metricOf(id);
    if (!metric) return Promise.resolve(refuse({ code: 'not-found' }));
    return on(asOf, (at, day) => work(at, day, metric));
  };
  return routes<typeof overviewContract, Caller>(
    'overview',
    overviewContract,
    {
      ...metricHandlers(on, of),
      ...rankingHandlers(on),
      ...screenHandlers(on),
      ...baseMapHandlers(on, deps.noteBaseMap),
    },
    overviewProblems,
  );
};

type MetricKey =
  | 'metrics'
  | 'metricsExport'
  | 'metric'
  | 'metricRows'
  | 'metricRowsExport'
  | 'evidence';

const metricHandlers = (on: On, of: Of): Pick<Own, MetricKey> => ({
  metrics: ({ query, caller }) =>
    on(query.asOf, async (at, day) => {
      const rows = await allMetrics(at, caller, day, query.division ?? null);
      return ok({ asOf: formatDay(day), rows });
    }),
  metricsExport: ({ query, caller }) =>
    on(query.asOf, (at, day) => exportMetrics(at, caller, day, query)),
  metric: ({ params, query, caller }) =>
    of(params.id, query.asOf, async (at, day, metric) =>
      ok(await oneMetric(at, caller, metric, day, query.division ?? null)),
    ),
  metricRows: ({ params, query, caller }) =>
    of(params.id, query.asOf, (at, day, metric) => rowPage(at, caller, metric, day, query)),
  metricRowsExport: ({ params, query, caller }) =>
    of(params.id, query.asOf, async ({ metrics }, day, metric) => {
      const { division = null, enterprise = null, bad = null, lang } = query;
      const chosen = { division, enterprise, bad };
      const areas = await metrics.areasOn(day);
      return ok(exportRows(metrics, caller, metric, day, chosen, areas, lang));
    }),
  evidence: ({ params, query, caller }) =>
    of(params.id, query.asOf, (at, day, metric) => evidenceOf(at, caller, metric, day, query.row)),
});

type FirmsKey = 'incompleteFirms' | 'incompleteFirmsExport';
type CompletenessKey = 'completeness' | 'completenessExport' | FirmsKey;
type ScreenKey = 'cockpit' | 'home' | 'map' | CompletenessKey;

const screenHandlers = (on: On): Pick<Own, ScreenKey> => ({
  cockpit: ({ query, caller }) =>
    on(query.asOf, async (at, day) => ok(await cockpit(at, caller, day))),
  home: ({ query, caller }) => on(query.asOf, async (at, day) => ok(await home(at, caller, day))),
  map: ({ query, caller }) => on(query.asOf, (at, day) => mapOf(at, caller, day, query)),
  completeness: ({ query, caller }) =>
    on(query.asOf, async (at, day) =>
      ok(await completeness(at, caller, day, query.division ?? null)),
    ),
  completenessExport: ({ query, caller }) =>
    on(query.asOf, (at, day) => exportCompleteness(at, caller, day, query)),
  incompleteFirms: ({ query, caller }) =>
    on(query.asOf, (at, day) => incompleteFirms(at, caller, day, query)),
  incompleteFirmsExport: ({ query, caller }) =>
    on(query.asOf, async (at, day) => ok(exportIncomplete(at, caller, day, query))),
});

type BaseMapKey = keyof typeof baseMapContract;

const overviewProblems = {
  'not-a-base-map': {
    status: 422,
    title: { zh: '文件不能用作底图', en: 'The file cannot be a base map' },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

const baseMapHandlers = (on: On, note: NoteBaseMap): Pick<Own, BaseMapKey> => {
  /** What was done stands in the audit. */
  const noted = async <T>(
    { caller, request }: { readonly caller: Caller; readonly request: { readonly ip: string } },
    detail: Readonly<Record<string, unknown>>,
    done: Answer<T>,
  ): Answer<T> => {
    const answer = await done;
    const entry = { account: caller.user, object: 'base-map', ip: request.ip };
    if (answer.ok) await note({ ...entry, detail });
    return answer;
  };
  return {
    baseMaps: () => on(undefined, async (at) => ok(await baseMaps(at))),
    addBaseMap: (call) => {
      const { body, caller } = call;
      const file = must(call.file, 'an upload has a file');
      const done = on(undefined, (at) => addBaseMap(at, caller, body, file));
      return noted(call, { added: body.name, approval: body.approval }, done);
    },
    baseMapContent: ({ params }) => on(undefined, (at) => baseMapContent(at, params.id)),
    chooseBaseMap: (call) => {
      const done = on(undefined, (at) => chooseBaseMap(at, call.caller, call.body));
      return noted(call, { chosen: call.body.baseMap ?? 'schematic' }, done);
    },
    undoBaseMap: (call) => {
      const done = on(undefined, (at) => undoBaseMap(at, call.caller, call.body));
      return noted(call, { undone: call.body.seq }, done);
    },
  };
};

const rankingHandlers = (on: On): Omit<Own, MetricKey | ScreenKey | BaseMapKey> => ({
  ranking: ({ query, caller }) =>
    on(query.asOf, async (at, day) => rankingAnswer(at, caller, query.division, day)),
  rankingExport: ({ query, caller }) =>
    on(query.asOf, async (at, day) => {
      const node = query.division ?? at.metrics.root;
      const ranking = await at.ranking.rankingOn(node, day);
      if (!ranking || !isOpen(at, caller, ranking, node)) return refuse({ code: 'not-visible' });
      const open = (id: string): boolean => coversAll(caller.keys, ranking.areas.chain(id));
      return ok(exportRanking(ranking, day, query.lang, open));
    }),
  rankCard: ({ params, query, caller }) =>
    on(query.asOf, (at, day) => cardAnswer(at, caller, params.division, day)),
  disputes: ({ query, caller }) => on(undefined, (at) => disputePage(at, caller, query)),
  disputesExport: ({ query, caller }) =>
    on(undefined, async (at) => ok(exportDisputes(at, caller, query))),
  dispute: ({ body, caller }) =>
    on(body.asOf, (at, asOf) =>
      at.disputes.raise(caller, { ...body, asOf, row: body.row ?? null }),
    ),
  answerDispute: ({ params, body, caller }) =>
    on(undefined, (at) => at.disputes.answer(caller, params.id, body)),
});

async function disputePage(
  { disputes, city }: Overview,
  caller: Caller,
  query: {
    readonly division?: string | undefined;
    readonly open?: boolean | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
) {
  const { division = null, open = null, after: cursor, limit } = query;
  const [last = ''] = (cursor === undefined ? null : partsOfCursor(cursor, 1)) ?? [];
  if (cursor !== undefined && !/^\d{1,15}$/.test(last)) return refuse(notACursor);
  const before = cursor === undefined ? null : Number(last);
  const rows = await disputes.list(caller, { division, open, before, limit });
  const end = rows.length < limit ? undefined : rows.at(-1);
  const next = end ? cursorOf([end.id]) : null;
  return ok({ rows: [...rows], next, asOf: formatDay(city.today()) });
}
