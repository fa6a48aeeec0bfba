import { expect, test } from 'vitest';
import type { Requirement } from '../../../law/plans/model.ts';
import type { Role } from '../../../law/roles.ts';
import { attestersOf, attestsAs, type Seat } from './attesting.ts';

const attest = (...by: string[]) => ({ form: 'attest', by, document: true }) as Requirement;

test('bodies are those of every attestation that the requirement asks for', () => {
  const state = { form: 'state', predicate: { all: [] } } as unknown as Requirement;
  expect(attestersOf(state)).toEqual([]);
  const all: Requirement = { form: 'all', of: [state, attest('enterprise', 'county-eb')] };
  expect(attestersOf({ form: 'any', of: [all, attest('county-eb', 'park')] })).toEqual([
    ...['enterprise', 'county-eb', 'park'],
  ]);
});

const seat = (role: Role, node: string, level: string | null = null): Seat => ({
  ...{ role, node, level },
  nodeKind: level === null ? 'enterprise' : 'division',
});

test.each<[string, Seat[], string | null]>([
  ['the firm itself', [seat('safetyManager', 'E1')], 'enterprise'],
  ['another firm', [seat('principal', 'E2')], null],
  ['its team leader', [seat('teamLeader', 'E1')], null],
  ['the county', [seat('bureau', '371728', 'county')], 'county-eb'],
  ['a zone', [seat('bureau', '371791', 'zone')], 'county-eb'],
  ['the city, which the clause does not name', [seat('bureau', '371700', 'city')], null],
  ['a leader', [seat('leader', '371728', 'county')], null],
  [
    'an officer and bureau of the county',
    [seat('officer', '371728', 'county'), seat('bureau', '371728', 'county')],
    'county-eb',
  ],
])('%s attests as one of the bodies that the clause names', (_, seats, body) => {
  expect(attestsAs(['enterprise', 'county-eb'], seats, 'E1')).toBe(body);
});
