import type { Caller } from '../../identity/index.ts';

const PREFIX = { division: 'd:', enterprise: 'e:', park: 'p:', organisation: 'o:' } as const;

/** Nodes at which a caller works, with the role: `d:371721|bureau`. */
export function heldBy({ grants }: Pick<Caller, 'grants'>): readonly string[] {
  return grants.map(({ nodeKind, node, role }) => `${PREFIX[nodeKind]}${node}|${role}`);
}
