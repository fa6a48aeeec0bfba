import type { Role } from '../../../law/roles.ts';
import { roleNames, roles } from '../../../law/roles.ts';
import type { Grant } from '../model.ts';

/** A grant that somebody wants to give. */
export type WantedGrant = Omit<Grant, 'id'>;

const UNITS: readonly Role[] = ['safetyManager', 'teamLeader', 'worker'];

/** Roles that the holder of a role may give, where and as long as he has it himself. */
export const givable: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  securityAdmin: roleNames,
  bureau: [
    ...(['bureau', 'office', 'officer', 'dispatcher', 'grid', 'stationed', 'park'] as const),
    ...(['principal', 'contractor', 'expert'] as const),
    ...UNITS,
  ],
  principal: UNITS,
};

/** Keys by which a grant of a granting role reaches nodes. */
export function reachOf({ nodeKind, node, lines }: WantedGrant): readonly string[] {
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

/** Is all that lies under the wanted node within reach of the own grant? */
function coveredBy(own: Grant, wanted: WantedGrant, seen: readonly (readonly string[])[]): boolean {
  if (wanted.nodeKind !== 'division') {
    const reach = reachOf(own);
    return seen.every((keys) => keys.some((key) => reach.includes(key)));
  }
  if (own.nodeKind !== 'division') return false;
  const keys = seen.flat();
  return wanted.lines.every(
    (line) => own.lines.includes(line) && keys.includes(`d:${own.node}:${line}`),
  );
}

function withinDates(own: Grant, wanted: WantedGrant): boolean {
  if (wanted.from < own.from) return false;
  if (own.until === null) return true;
  return wanted.until !== null && wanted.until <= own.until;
}

export type GrantFault = 'node' | 'beyond';

/**
 * May whoever holds `own` (in force) give the wanted grant? `seen`: the keys of its node, and of all
 * that lies there, one list a record. Nobody gives more than one of his own grants reaches: role,
 * node, lines, dates.
 */
export function grantFault(
  own: readonly Grant[],
  wanted: WantedGrant,
  seen: readonly (readonly string[])[],
): GrantFault | null {
  const allowed: readonly string[] = roles[wanted.role].nodes;
  if (!allowed.includes(wanted.nodeKind)) return 'node';
  const covered = own.some(
    (grant) =>
      givable[grant.role]?.includes(wanted.role) &&
      coveredBy(grant, wanted, seen) &&
      withinDates(grant, wanted),
  );
  return covered ? null : 'beyond';
}

const ADMINISTRATORS: readonly Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];

/** The three administrators exclude each other and every other role (三员分立). */
export function mayHoldTogether(held: readonly Role[]): boolean {
  const different = new Set(held);
  return different.size < 2 || !holdsAdministration(held);
}

export const holdsAdministration = (held: readonly Role[]): boolean =>
  held.some((role) => ADMINISTRATORS.includes(role));

/** Keys within which grants let their holder administer or delegate; in force all of them. */
export function adminKeysOf(grants: readonly Grant[]): string[] {
  const administering = grants.filter(
    ({ role }) => roles[role].desk === 'admin' || givable[role] !== undefined,
  );
  return [...new Set(administering.flatMap(reachOf))].sort();
}
