import { expect, test } from 'vitest';
import { placesOf } from './may-set.ts';

const division = (id: string, level: string, parent: string | null) => ({
  ...{ id, level, parent },
  name: id,
});
const divisions = [
  division('371700', 'city', null),
  division('371721', 'county', '371700'),
  division('371728', 'county', '371700'),
  division('371728100', 'township', '371728'),
];
const grant = (role: string, node: string, nodeKind = 'division') => ({ role, node, nodeKind });

test.each([
  ['the city’s bureau', [grant('bureau', '371700')], [null, '371721', '371728']],
  ['a county’s bureau', [grant('bureau', '371728')], ['371728']],
  ['two counties', [grant('bureau', '371728'), grant('bureau', '371721')], ['371721', '371728']],
  ['a township’s', [grant('bureau', '371728100')], []],
  ['a leader of the city', [grant('leader', '371700')], []],
  ['an officer of the city', [grant('officer', '371700')], []],
  ['a park', [grant('bureau', '371728', 'park')], []],
])('%s decides %#', (_, grants, expected) => {
  expect(placesOf({ grants }, divisions)).toEqual(expected);
});
