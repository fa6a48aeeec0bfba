import type { Place } from '../model.ts';

/** Who decides a parameter where: the city's bureau everywhere, a county's in its county. */

export interface KnownDivision {
  readonly id: string;
  readonly name: string | null;
  readonly level: string | null;
  readonly parent: string | null;
}

/** Nodes of divisions at which somebody is the bureau. */
export interface Decider {
  readonly grants: readonly {
    readonly role: string;
    readonly nodeKind: string;
    readonly node: string;
  }[];
}

const CODE = /^\d{6}$/;

function nodesOf({ grants }: Decider): string[] {
  return grants
    .filter(({ role, nodeKind }) => role === 'bureau' && nodeKind === 'division')
    .map(({ node }) => node);
}

/** Where he may set values: null is everywhere. Divisions down to the county. */
export function placesOf(
  decider: Decider,
  divisions: readonly KnownDivision[],
): readonly (string | null)[] {
  const nodes = new Set(nodesOf(decider));
  const heads = new Set(divisions.filter(({ parent }) => parent === null).map(({ id }) => id));
  const isHead = [...nodes].some((node) => heads.has(node));
  const below = divisions.filter(
    ({ id, level }) => CODE.test(id) && level !== 'township' && !heads.has(id),
  );
  if (isHead) return [null, ...below.map(({ id }) => id)];
  return below.map(({ id }) => id).filter((id) => nodes.has(id));
}

export function namedPlaces(
  places: readonly (string | null)[],
  divisions: readonly KnownDivision[],
): (Omit<Place, 'id'> & { readonly id: string | null })[] {
  const names = new Map(divisions.map(({ id, name }) => [id, name]));
  return places.map((id) => ({ id, name: id === null ? '' : (names.get(id) ?? id) }));
}
