import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading, rememberedOf, scopeKey } from '../../identity/index.ts';
import { readStandards } from '../../plan/index.ts';
import type { Boundaries } from '../model.ts';
import { boundariesShape } from '../model.ts';
import { metricOf } from '../rules/metrics.ts';
import type { PointRow } from '../store/map.ts';
import { pointsOn } from '../store/map.ts';
import { baseMapShown } from './base-maps.ts';
import { withValue } from './metric-answers.ts';
import type { Overview } from './overview.ts';

/** Points that a map can carry; the most serious first. */
const POINTS = 1000;

/** Enterprises or their grades change rarely, beside the rest. */
const drawnPoints = rememberedOf<PointRow[]>(100);

let drawn: Boundaries | null = null;

/** The schematic boundaries that ship with the standards. */
function boundaries(): Boundaries {
  if (drawn) return drawn;
  const read = readStandards();
  const file = read.ok ? read.value.files.get('trade-heze-schematic.geojson') : null;
  drawn = boundariesShape.parse(must(file, 'the schematic map is on file'));
  return drawn;
}

/** What any map of the city is drawn on; without an approved base map a schematic, which says so. */
export async function mapGround(city: LiveCity) {
  const base = await baseMapShown(city);
  return {
    approval: base?.approval ?? null,
    attribution: base?.attribution ?? null,
    boundaries: base?.content ?? boundaries(),
  };
}

/** A metric by county, and enterprises with a place, within the caller's scope. */
export async function mapOf(
  { city, metrics, revisions }: Overview,
  caller: Caller,
  day: Day,
  choice: { readonly metric: string; readonly division?: string | undefined },
) {
  const metric = metricOf(choice.metric);
  if (!metric) return refuse({ code: 'not-found' });
  const areas = await metrics.areasOn(day);
  const division = choice.division ?? null;
  const counts = areas.fold(metrics.root, await metrics.counts(caller, metric, day));
  const points = await drawnPoints(city).of(
    scopeKey(caller.keys, day, division ?? ''),
    () =>
      reading(city.web, caller, (client) => pointsOn(client, day, areas.under(division), POINTS)),
    revisions.of('gradeAssessment'),
  );
  return ok({
    asOf: formatDay(day),
    ...(await mapGround(city)),
    metric: { id: metric.id, name: metric.name, unit: metric.unit, better: metric.better },
    areas: areas.below(metrics.root).flatMap(({ id, name }) => {
      const counted = counts.get(id);
      return counted ? [{ division: id, name, ...withValue(metric, counted) }] : [];
    }),
    points: points.map(({ total: _, level, name, ...rest }) => ({
      ...rest,
      name: name ?? rest.id,
      level: levelOf(level),
    })),
    total: points[0]?.total ?? 0,
  });
}

const LEVELS = ['red', 'orange', 'yellow', 'blue'] as const;

function levelOf(level: string | null): (typeof LEVELS)[number] | null {
  return LEVELS.find((each) => each === level) ?? null;
}
