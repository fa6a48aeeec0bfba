import { expect, test } from 'vitest';
import { dictionaryOf } from '../../../law/records/lookup.ts';
import { dictionarySchema } from '../../../law/records/model.ts';
import records from '../../../law/records/records.json' with { type: 'json' };
import { checkFields, checkId } from './check-fields.ts';

const { types } = dictionaryOf(dictionarySchema.parse(records));

function faults(
  type: string,
  set: Record<string, unknown>,
  standing: Record<string, unknown> = {},
) {
  const definition = types.get(type);
  if (!definition) throw new Error(`no type ${type}`);
  return [...checkFields(definition, set, standing).keys()];
}

test.each<[string, Record<string, unknown>, string[]]>([
  ['enterprise', { employees: 12 }, []],
  ['enterprise', { employees: -1 }, ['employees']],
  ['enterprise', { employees: 1.5 }, ['employees']],
  ['enterprise', { employees: '12' }, ['employees']],
  ['enterprise', { name: null }, ['name']],
  ['enterprise', { name: '   ' }, ['name']],
  ['enterprise', { name: 'a\u0000b' }, ['name']],
  ['enterprise', { name: '长'.repeat(201) }, ['name']],
  ['enterprise', { address: null }, []],
  ['enterprise', { longitude: 115.4, latitude: 35.2 }, []],
  ['enterprise', { longitude: 35.2, latitude: 115.4 }, ['longitude', 'latitude']],
  ['enterprise', { scale: 'huge' }, ['scale']],
  ['enterprise', { products: ['own product'] }, []], // an open list
  ['enterprise', { industry: ['trade', 'trade'] }, ['industry']],
  ['enterprise', { industry: [] }, ['industry']],
  ['enterprise', { establishedOn: '2024-02-30' }, ['establishedOn']],
  ['enterprise', { establishedOn: '2024-02-29' }, []],
  ['enterprise', { iiotPilot: 'yes' }, ['iiotPilot']],
  ['facility', { majorHazardLevel: 5 }, ['majorHazardLevel']],
  ['project', { constructionStartedOn: '2025-01-01', completedOn: '2024-12-31' }, ['completedOn']],
  ['incident', { date: '2025-01-01T08:00:00+08:00' }, []],
  ['incident', { date: '2025-01-01 08:00' }, ['date']],
])('%s %j: %j', (type, set, found) => expect(faults(type, set)).toEqual(found));

test('dates are compared with what stands', () => {
  expect(faults('facility', { startUpOn: '2019-01-01' }, { builtOn: '2020-01-01' })).toEqual([
    'startUpOn',
  ]);
});

test('a new record needs all that is required', () => {
  const definition = types.get('facility');
  if (!definition) throw new Error('no facility');
  expect([...checkFields(definition, {}, null).keys()]).toEqual(['name', 'kind']);
});

test.each([
  ['enterprise', '91350100M000100Y43', true],
  ['enterprise', '91350100M000100Y44', false],
  ['facility', 'anything', true],
])('%s may be called %s: %s', (type, id, fine) => expect(checkId(type, id) === null).toBe(fine));
