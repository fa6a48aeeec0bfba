import type { Fact } from './fact.ts';
import { FROM, fact, fileHash, iso, moment } from './fact.ts';
import { attestClauses } from './law-lists.ts';
import type { County } from './places.ts';
import { organisationId } from './profile.ts';
import { random } from './random.ts';

const TYPES: Readonly<Record<string, string>> = {
  'city-eb': 'emergency-bureau',
  'county-eb': 'emergency-bureau',
  'city-gov': 'government',
  'county-gov': 'government',
};

/** One attestation a clause for the city, and one a county for the clauses that counties attest. */
export function* attestations(county: County, seed: number, city: boolean): Generator<Fact> {
  const rng = random(`${seed}/attest/${county.code}`);
  for (const [clause, by] of attestClauses) {
    const roles = by.split(' ');
    const own = roles.filter(
      (role) => city === (role.startsWith('city-') || role.startsWith('province-')),
    );
    const byRole = own[0];
    const day = FROM + rng.int(60, 900);
    if (byRole === undefined || !rng.chance(county.diligence * 0.95)) continue;
    yield fact('attestation', `ATT-${clause}-${county.code}`, moment(day, 600), {
      clause,
      byRole,
      result: rng.chance(0.97) ? 'fulfilled' : 'not-fulfilled',
      date: iso(day),
      validFrom: iso(day),
      subjectType: 'jurisdiction',
      jurisdiction: county.code,
      document: fileHash(`${clause}/${county.code}`),
      by: organisationId(TYPES[byRole] ?? 'emergency-bureau', county.code),
      ...(city && clause !== 'TRADE-20.6' ? { subject: `jurisdiction/${county.code}` } : {}),
    });
  }
}
