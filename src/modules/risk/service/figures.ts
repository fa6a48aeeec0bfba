import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import {
  attributeIn,
  codeOf,
  knownType,
  NOT_VISIBLE,
  namesOf,
  seenOn,
} from '../../registry/index.ts';
import type { RiskCounts } from '../answers-contract.ts';
import type { Level, RiskFilters } from '../model.ts';
import { worst } from '../rules/grading.ts';
import type { PointCount } from '../store/list.ts';
import { countPoints, listPoints } from '../store/list.ts';
import type { DivisionRecord } from '../store/one.ts';
import { divisionsAt, sitesOf } from '../store/one.ts';
import { enterpriseOf, levelOf, link } from './common.ts';
import { optionsOf } from './list.ts';

const EMPTY: RiskCounts = {
  ...{ red: 0, orange: 0, yellow: 0, blue: 0, ungraded: 0 },
  ...{ total: 0, due: 0, open: 0 },
};

function plus(counts: RiskCounts, row: PointCount): RiskCounts {
  const key = levelOf(row.level) ?? 'ungraded';
  return {
    ...counts,
    [key]: counts[key] + row.points,
    total: counts.total + row.points,
    due: counts.due + row.due,
    open: counts.open + row.open,
  };
}

/** The division of a row that lies right below the node; null: it lies nowhere below. */
function childOf(
  byId: ReadonlyMap<string, DivisionRecord>,
  node: string,
  division: string | null,
): string | null {
  let at = division;
  for (let depth = 0; at !== null && depth < DEEPEST; depth += 1) {
    const parent: string | null = byId.get(at)?.parent ?? null;
    if (parent === node) return at;
    at = parent;
  }
  return null;
}

const DEEPEST = 8;

/** The division that a caller looks at when he names none: the first that his grants name. */
const nodeOf = (caller: Caller): string | null =>
  caller.grants.find(({ nodeKind }) => nodeKind === 'division')?.node ?? null;

export async function riskFigures(
  city: LiveCity,
  caller: Caller,
  query: Pick<RiskFilters, 'asOf' | 'division' | 'line' | 'enterprise' | 'facility'>,
) {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const known = optionsOf(caller, query, seen.value);
  const node = query.division ?? nodeOf(caller);
  return reading(city.web, caller, async (client) => {
    const rows = await countPoints(client, known);
    const divisions = node === null ? [] : await divisionsAt(client, seen.value.at);
    const byId = new Map(divisions.map((each) => [each.id, each]));
    const below = new Map<string, RiskCounts>();
    for (const row of rows) {
      const child = node === null ? null : childOf(byId, node, row.division);
      if (child !== null) below.set(child, plus(below.get(child) ?? EMPTY, row));
    }
    return ok({
      asOf: seen.value.text,
      counts: rows.reduce(plus, EMPTY),
      divisions: [...below]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, counts]) => ({
          division: { type: 'jurisdiction', id, name: byId.get(id)?.name ?? null },
          counts,
        })),
    });
  });
}

interface Place {
  facility: { type: string; id: string; name: string | null } | null;
  kind: { zh: string; en: string } | null;
  level: Level | null;
  points: number;
}

interface SiteMap {
  asOf: string;
  enterprise: { type: string; id: string; name: string | null } | null;
  places: Place[];
}

const MOST_POINTS = 2000;

/** Facilities of an enterprise with the worst colour of their points; points without one last. */
export async function riskMap(
  city: LiveCity,
  caller: Caller,
  query: { readonly asOf?: string | undefined; readonly enterprise?: string | undefined },
): Promise<Result<SiteMap, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const { at, text } = seen.value;
  const enterprise = enterpriseOf(caller, query.enterprise);
  if (enterprise === null) return ok({ asOf: text, enterprise: null, places: [] });
  const kind = attributeIn(knownType(city, 'facility'), 'kind');
  return reading(city.web, caller, async (client) => {
    const names = await namesOf(client, city, [{ type: 'enterprise', id: enterprise }], at);
    if (!names.has(`enterprise/${enterprise}`)) return refuse(NOT_VISIBLE);
    const known = optionsOf(caller, { enterprise }, seen.value);
    const points = await listPoints(client, { ...known, after: null, limit: MOST_POINTS });
    const sites = await sitesOf(client, enterprise, at);
    const ids = new Set(sites.map(({ id }) => id));
    const placed = (id: string | null): readonly (typeof points)[number][] =>
      points.filter(
        ({ facility }) => (facility !== null && ids.has(facility) ? facility : null) === id,
      );
    const place = (site: (typeof sites)[number] | null): Place => {
      const own = placed(site?.id ?? null);
      return {
        facility: link('facility', site?.id ?? null, site?.name ?? null),
        kind: site?.kind ? codeOf(kind, site.kind).text : null,
        level: worst(own.map(({ level }) => levelOf(level))),
        points: own.length,
      };
    };
    const rest = place(null);
    const places = [...sites.map(place), ...(rest.points > 0 ? [rest] : [])];
    const name = names.get(`enterprise/${enterprise}`) ?? null;
    return ok({ asOf: text, enterprise: { type: 'enterprise', id: enterprise, name }, places });
  });
}
