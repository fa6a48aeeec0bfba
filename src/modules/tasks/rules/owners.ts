import type { Role } from '../../../law/roles.ts';
import type { Level, Owner, Place } from '../model.ts';

/** Actors of clauses that are people of an enterprise, or the enterprise itself. */
const IN_ENTERPRISE = new Set([
  'enterprise',
  'principal',
  'deputy-principal',
  'safety-manager',
  'team-leader',
  'employee',
  'wholesaler',
  'retail-outlet',
]);

const ENTERPRISE_ROLES: readonly Role[] = ['principal', 'safetyManager'];
const BUREAU_ROLES: readonly Role[] = ['bureau', 'office'];

const cityOnly = (actor: string): boolean => /^(city|province)-/.test(actor);

/**
 * Who owes a duty: the enterprise or park where the plan names it and the subject is one of its,
 * else the bureau of the county; of the city, where the plan names no lower one.
 */
export function ownersOf(actors: readonly string[], place: Place): readonly Owner[] {
  if (place.enterprises.length > 0 && actors.some((actor) => IN_ENTERPRISE.has(actor))) {
    return place.enterprises.map((id) => ({ node: `e:${id}`, roles: ENTERPRISE_ROLES }));
  }
  if (place.park !== null && actors.includes('park')) {
    return [{ node: `p:${place.park}`, roles: ['park'] }];
  }
  const { township, county, city } = place.divisions;
  if (actors[0] === 'township-grid' && township !== null) {
    return [{ node: `d:${township}`, roles: ['grid'] }];
  }
  const division = actors.every(cityOnly) ? city : (county ?? city);
  return division === null ? [] : [{ node: `d:${division}`, roles: BUREAU_ROLES }];
}

/** Divisions of a place above the owner, by their level. */
export function above({ node }: Owner, { divisions }: Place): Partial<Record<Level, string>> {
  const found: Partial<Record<Level, string>> = {};
  for (const level of ['city', 'county', 'township'] as const) {
    const division = divisions[level];
    if (division === null) continue;
    if (node === `d:${division}`) break;
    found[level] = division;
  }
  return found;
}

/** Keys of scope of a node, on the line of a plan. */
export function keysOf(node: string, lines: readonly string[]): readonly string[] {
  return node.startsWith('d:') ? lines.map((line) => `${node}:${line}`) : [node];
}
