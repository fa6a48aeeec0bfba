import type { Requirement } from '../../../law/plans/model.ts';
import type { Role } from '../../../law/roles.ts';

/** Where somebody stands: a grant, and how high its division is. */
export interface Seat {
  readonly role: Role;
  readonly nodeKind: string;
  readonly node: string;
  readonly level: string | null;
}

/** Bodies that may attest a clause (落实证明的出具单位); empty: it asks for no attestation. */
export function attestersOf(requirement: Requirement): readonly string[] {
  if (requirement.form === 'attest') return requirement.by;
  if (requirement.form !== 'all' && requirement.form !== 'any') return [];
  return [...new Set(requirement.of.flatMap(attestersOf))];
}

const BUREAU_OF: Readonly<Record<string, string>> = {
  city: 'city-eb',
  county: 'county-eb',
  zone: 'county-eb',
};

const BODY_OF: Readonly<Partial<Record<Role, string>>> = {
  ...{ office: 'industry-office', officer: 'enforcement-team', grid: 'township-grid' },
  ...{ park: 'park', stationed: 'stationed-supervisor', expert: 'expert' },
};

/** The body for which somebody in a seat speaks, of a duty of this enterprise; null: for none. */
function bodyOf({ role, node, nodeKind, level }: Seat, enterprise: string | null): string | null {
  if (role === 'principal' || role === 'safetyManager') {
    return nodeKind === 'enterprise' && node === enterprise ? 'enterprise' : null;
  }
  if (role === 'bureau') return BUREAU_OF[level ?? ''] ?? null;
  return BODY_OF[role] ?? null;
}

/** As which of the bodies somebody attests; null: it is not his to attest. */
export function attestsAs(
  by: readonly string[],
  seats: readonly Seat[],
  enterprise: string | null,
): string | null {
  const own = new Set(seats.map((seat) => bodyOf(seat, enterprise)));
  return by.find((body) => own.has(body)) ?? null;
}
