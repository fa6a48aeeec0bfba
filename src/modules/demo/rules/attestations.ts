import type { Fact } from './fact.ts';
import { FROM, fact, fileHash, iso, moment } from './fact.ts';
import { attestClauses } from './law-lists.ts';
import type { County } from './places.ts';
import type { Profile } from './profile.ts';
import { organisationId, present } from './profile.ts';
import { random } from './random.ts';

const TYPES: Readonly<Record<string, string>> = {
  'city-eb': 'emergency-bureau',
  'county-eb': 'emergency-bureau',
  'city-gov': 'government',
  'county-gov': 'government',
};

/**
 * One attestation a clause for the city, and one a county for the clauses that counties attest. The
 * city's own speaks for itself alone where counties attest too, else for all below it.
 */
export function* attestations(county: County, seed: number, city: boolean): Generator<Fact> {
  const rng = random(`${seed}/attest/${county.code}`);
  for (const [clause, by] of attestClauses) {
    const roles = by.split(' ');
    const own = roles.filter(
      (role) => city === (role.startsWith('city-') || role.startsWith('province-')),
    );
    const byRole = own.find((role) => role.startsWith('county-')) ?? own[0];
    const day = FROM + rng.int(30, 420);
    if (byRole === undefined || !rng.chance(0.5 + 0.48 * county.diligence)) continue;
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
      ...(city && roles.some((role) => role.startsWith('county-'))
        ? { subject: `jurisdiction/${county.code}` }
        : {}),
    });
  }
}

/** Some enterprises attest by themselves what their county has not. */
export function* ownAttestations(e: Profile): Generator<Fact> {
  for (const [clause, by] of attestClauses) {
    if (clause.startsWith('CHEM') !== e.chemical || !by.split(' ').includes('enterprise')) continue;
    if (!e.rng.chance(0.25 * e.diligence)) continue;
    const day = e.entry + e.rng.int(30, 300);
    if (!present(e, day)) continue;
    yield fact('attestation', `${e.id}-att-${clause}`, moment(day, 600), {
      clause,
      byRole: 'enterprise',
      result: 'fulfilled',
      date: iso(day),
      validFrom: iso(day),
      subjectType: 'enterprise',
      subject: `enterprise/${e.id}`,
      jurisdiction: e.township.code,
      document: fileHash(`${clause}/${e.id}`),
      by: e.id,
    });
  }
}
