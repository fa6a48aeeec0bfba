import type { Bilingual } from '../../kernel/endpoint.ts';
import type { Routes } from '../../kernel/handling.ts';
import { alarmsRoutes } from '../../modules/alarms/index.ts';
import { assignmentsRoutes } from '../../modules/assignments/index.ts';
import { boardRoutes } from '../../modules/board/index.ts';
import { burdenRoutes } from '../../modules/burden/index.ts';
import { checksRoutes } from '../../modules/checks/index.ts';
import { criteriaRoutes } from '../../modules/criteria/index.ts';
import { demoRoutes, type Stage } from '../../modules/demo/index.ts';
import { filesRoutes } from '../../modules/files/index.ts';
import { hazardsRoutes } from '../../modules/hazards/index.ts';
import type { Caller, Identity, LiveCity, Status } from '../../modules/identity/index.ts';
import {
  administrationRoutes,
  audit,
  identityRoutes,
  refusingOtherPlaces,
} from '../../modules/identity/index.ts';
import { lettersRoutes } from '../../modules/letters/index.ts';
import { type Live, liveRoutes, rulesRoutes, windowsRoutes } from '../../modules/live/index.ts';
import type { OverviewDeps } from '../../modules/overview/index.ts';
import { CityFigures, overviewRoutes } from '../../modules/overview/index.ts';
import { patrolRoutes } from '../../modules/patrol/index.ts';
import { qualityRoutes } from '../../modules/quality/index.ts';
import { registryRoutes } from '../../modules/registry/index.ts';
import { reportsRoutes } from '../../modules/reports/index.ts';
import { postsRoutes, riskRoutes } from '../../modules/risk/index.ts';
import { settingsRoutes } from '../../modules/settings/index.ts';
import { sheetsRoutes } from '../../modules/sheets/index.ts';
import { statisticsRoutes } from '../../modules/statistics/index.ts';
import { inboxCounts, previewTodos, tasksRoutes } from '../../modules/tasks/index.ts';
import { templatesRoutes } from '../../modules/templates/index.ts';
import { type VideoPlatform, videoRoutes } from '../../modules/video/index.ts';
import { warningRoutes } from '../../modules/warning/index.ts';

/** What the slices' routes work with; the city opens later than the port. */
export interface RouteDeps {
  readonly status: () => Promise<Status>;
  readonly city: () => LiveCity;
  readonly figures: () => CityFigures;
  readonly identity: Identity;
  /** Null: nobody takes readings in here. */
  readonly live?: () => Live | null;
  /** What plays in the made-up city; null or absent: there is nothing like that here. */
  readonly stage?: () => Stage | null;
  /** Where pictures are shown; null or absent: nowhere. */
  readonly videoPlatform?: VideoPlatform | null;
  /** May a caller still be told of changes? By his session, unless a test knows better. */
  readonly stands?: (caller: Caller) => Promise<boolean>;
  /** Told of what fails in the background, with where. */
  readonly onFault: (error: unknown, where: string) => void;
}

/** Figures of the city that is open: one keeper for every slice that shows them. */
export function figuresOf(city: () => LiveCity): () => CityFigures {
  let kept: { readonly city: LiveCity; readonly figures: CityFigures } | null = null;
  return () => {
    const open = city();
    if (kept?.city !== open) kept = { city: open, figures: new CityFigures(open) };
    return kept.figures;
  };
}

/** What figures, ranking, cockpit and map work with. */
export const overviewDeps = (city: () => LiveCity, figures: () => CityFigures): OverviewDeps => ({
  ...{ city, figures },
  inbox: (...asked) => inboxCounts(city(), ...asked),
});

/** Every endpoint of every slice. */
export function allRoutes({
  status,
  city,
  figures,
  identity,
  live,
  stage,
  stands,
  videoPlatform,
  onFault,
}: RouteDeps): readonly Routes<Caller>[] {
  const overview = overviewDeps(city, figures);
  const all: readonly Routes<Caller>[] = refusingOtherPlaces(city, [
    // One a line: slices are added side by side.
    identityRoutes({ status, city, identity, ...(stands ? { stands } : {}) }),
    administrationRoutes({ identity }),
    filesRoutes({ city }),
    criteriaRoutes({ city }),
    registryRoutes({
      city,
      noteReveal: (entry) => audit(identity, { ...entry, action: 'reveal', outcome: 'done' }),
    }),
    riskRoutes({ city }),
    postsRoutes({ city }),
    sheetsRoutes({ city }),
    overviewRoutes({
      ...overview,
      noteBaseMap: (entry) => audit(identity, { ...entry, action: 'setting', outcome: 'done' }),
    }),
    boardRoutes({ city, figures }),
    statisticsRoutes(overview),
    settingsRoutes({ city, onFault, todosBy: (...change) => previewTodos(city(), ...change) }),
    qualityRoutes({ city, onFault }),
    tasksRoutes({ city }),
    templatesRoutes({ city }),
    lettersRoutes({ city, figures }),
    assignmentsRoutes({ city }),
    hazardsRoutes({ city, figures }),
    reportsRoutes({
      ...{ city, box: () => identity.box },
      noteReveal: (entry) => audit(identity, { ...entry, action: 'reveal', outcome: 'done' }),
    }),
    checksRoutes({ city }),
    burdenRoutes({ city, titleOf: (endpoint) => titleIn(all, endpoint) }),
    liveRoutes({ live: live ?? (() => null) }),
    windowsRoutes({ live: live ?? (() => null) }),
    rulesRoutes({ live: live ?? (() => null) }),
    alarmsRoutes({ city }),
    warningRoutes({ city }),
    patrolRoutes({ city }),
    videoRoutes({ city, live: live ?? (() => null), platform: videoPlatform ?? null }),
    demoRoutes({ city, stage: stage ?? (() => null) }),
  ]);
  return all;
}

/** What an endpoint is called: `hazards.act`. */
function titleIn(all: readonly Routes<Caller>[], endpoint: string): Bilingual | null {
  const [slice, key = ''] = endpoint.split('.');
  return (
    all.find((each) => each.slice === slice && key in each.contract)?.contract[key]?.title ?? null
  );
}
