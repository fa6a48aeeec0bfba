import { expect, test } from 'vitest';
import { dictionaryOf } from '../../../law/records/lookup.ts';
import { dictionarySchema } from '../../../law/records/model.ts';
import records from '../../../law/records/records.json' with { type: 'json' };
import type { Role } from '../../../law/roles.ts';
import { mayEdit, mayOwn, ownership } from './ownership.ts';
import { isPersonal, masked } from './personal.ts';
import { attributeIn } from './vocabulary.ts';

const { types } = dictionaryOf(dictionarySchema.parse(records));
const typeOf = (name: string) => {
  const found = types.get(name);
  if (!found) throw new Error(`no type ${name}`);
  return found;
};

test('every record type has its owners, and no other', () => {
  expect(Object.keys(ownership).sort()).toEqual([...types.keys()].sort());
});

test('every attribute that somebody else owns is one of its type', () => {
  for (const [type, { attributes = {} }] of Object.entries(ownership)) {
    for (const name of Object.keys(attributes)) {
      expect(attributeIn(typeOf(type), name).derived, `${type}.${name}`).toBe(false);
    }
  }
});

test('nobody states what is worked out', () => {
  for (const { type, attributes } of types.values()) {
    for (const attribute of attributes.filter(({ derived }) => derived)) {
      if (attribute.name === 'enterprise' && attribute.rule?.startsWith('stated, or')) continue;
      expect(mayEdit(type, attribute, ['bureau', 'principal']), attribute.name).toBe(false);
    }
  }
});

test.each<[Role, string, string, boolean]>([
  ['safetyManager', 'enterprise', 'employees', true],
  ['principal', 'enterprise', 'name', true],
  ['bureau', 'enterprise', 'employees', true],
  ['safetyManager', 'enterprise', 'risk', false],
  ['safetyManager', 'enterprise', 'tags', false],
  ['safetyManager', 'enterprise', 'jurisdiction', false],
  ['office', 'enterprise', 'risk', true],
  ['bureau', 'enterprise', 'gradeColour', false],
  ['bureau', 'enterprise', 'riskLevel', false],
  ['officer', 'enterprise', 'employees', false],
  ['leader', 'enterprise', 'employees', false],
  ['worker', 'enterprise', 'employees', false],
  ['teamLeader', 'hazard', 'note', true],
  ['safetyManager', 'hazard', 'measures', false],
  ['teamLeader', 'hazard', 'major', false],
  ['principal', 'facility', 'majorHazard', true],
  ['principal', 'facility', 'conformity', false],
  ['park', 'park', 'area', true],
  ['park', 'facility', 'name', false],
  ['safetyManager', 'equipment', 'enterprise', true],
  ['safetyManager', 'equipment', 'facilityAged', false],
  ['safetyManager', 'substance', 'quantity', true],
  ['officer', 'substance', 'quantity', false],
])('%s may state %s.%s: %s', (role, type, attribute, may) => {
  expect(mayEdit(type, attributeIn(typeOf(type), attribute), [role])).toBe(may);
});

test('an enterprise begins its facilities, not itself', () => {
  expect(mayOwn('facility', ['principal'])).toBe(true);
  expect(mayOwn('enterprise', ['principal'])).toBe(false);
  expect(mayOwn('enterprise', ['bureau'])).toBe(true);
});

test.each([
  ['T371702198001011234', 'T37*************234'],
  ['12345678', '********'],
  ['', ''],
])('%s is shown as %s', (text, shown) => expect(masked(text)).toBe(shown));

test('personal data are attributes of the dictionary', () => {
  expect(isPersonal('person', attributeIn(typeOf('person'), 'certificateNo').name)).toBe(true);
});
