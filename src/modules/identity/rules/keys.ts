import { roles } from '../../../law/roles.ts';
import type { Grant, Scope } from '../model.ts';

/** Everyone who has signed in. */
export const EVERYONE = '*';

/** Keys of the nodes that a grant names; administrators' grants give none. */
function keysOf({ role, nodeKind, node, lines }: Grant): readonly string[] {
  if (roles[role].desk === 'admin') return [];
  switch (nodeKind) {
    case 'division':
      return lines.map((line) => `d:${node}:${line}`);
    case 'enterprise':
      return [`e:${node}`];
    case 'park':
      return [`p:${node}`];
    case 'organisation':
      return [`o:${node}`];
  }
}

/** In force on a day (inclusive at both ends). */
export function inForce({ from, until }: Grant, day: string): boolean {
  return from <= day && (until === null || day <= until);
}

/** What grants that are in force allow to be seen and stated. */
export function scopeOf(grants: readonly Grant[]): Scope {
  const business = grants.filter(({ role }) => roles[role].desk !== 'admin');
  const keys = new Set(business.flatMap(keysOf));
  const writeKeys = new Set(business.filter(({ role }) => roles[role].writes).flatMap(keysOf));
  if (business.length > 0) keys.add(EVERYONE);
  return { keys: [...keys].sort(), writeKeys: [...writeKeys].sort() };
}

/** The enterprises of a scope that names nothing else; null: it names more. */
export function onlyEnterprises(keys: readonly string[]): readonly string[] | null {
  const business = keys.filter((key) => key !== EVERYONE);
  const own = business.filter((key) => key.startsWith('e:'));
  return own.length === business.length ? own.map((key) => key.slice(2)) : null;
}
