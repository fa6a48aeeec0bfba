import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dictionarySchema } from '../../../law/records/model.ts';
import type { RefusalCode } from '../model.ts';
import { compileValidator } from './validate-fact.ts';

const dictionary = dictionarySchema.parse(
  JSON.parse(readFileSync('src/law/records/records.json', 'utf8')),
);
const validate = compileValidator(dictionary);
const good = { type: 'enterprise', record: 'E1', at: '2024-03-01', set: {} };
const withSet = (set: object) => ({ ...good, set });

const bad: [string, unknown, RefusalCode, string][] = [
  ['a list', [], 'notObject', ''],
  ['a string', 'x', 'notObject', ''],
  ['null', null, 'notObject', ''],
  ['a key that no fact has', { ...good, recordId: 'E1' }, 'unknownKey', 'recordId'],
  ['no type', { record: 'E1', at: '2024-03-01' }, 'missingKey', 'type'],
  ['no record', { type: 'enterprise', at: '2024-03-01' }, 'missingKey', 'record'],
  ['no moment', { type: 'enterprise', record: 'E1' }, 'missingKey', 'at'],
  ['a type of no dictionary', { ...good, type: 'enterprize' }, 'unknownType', 'type'],
  ['a type that is a number', { ...good, type: 3 }, 'unknownType', 'type'],
  ['an inherited name as type', { ...good, type: 'constructor' }, 'unknownType', 'type'],
  ['an attribute of no dictionary', withSet({ industri: [] }), 'unknownAttribute', 'set.industri'],
  [
    '__proto__',
    { ...good, set: JSON.parse('{"__proto__":1}') },
    'unknownAttribute',
    'set.__proto__',
  ],
  ['text for a whole number', withSet({ employees: '3' }), 'wrongType', 'set.employees'],
  ['a fraction for a whole number', withSet({ employees: 1.5 }), 'wrongType', 'set.employees'],
  [
    'a number past all numbers',
    withSet({ longitude: Number.POSITIVE_INFINITY }),
    'wrongType',
    'set.longitude',
  ],
  ['a number for true or false', withSet({ stationed: 1 }), 'wrongType', 'set.stationed'],
  ['an object as value', withSet({ name: {} }), 'wrongType', 'set.name'],
  ['one code for a list', withSet({ industry: 'hazchem' }), 'wrongType', 'set.industry'],
  ['a list for one reference', withSet({ park: ['P1'] }), 'wrongType', 'set.park'],
  ['a code outside a closed list', withSet({ scale: 'giant' }), 'unknownCode', 'set.scale'],
  ['a code of a list', withSet({ industry: ['hazchem', 'x'] }), 'unknownCode', 'set.industry[1]'],
  ['a day that does not exist', { ...good, at: '2024-02-30' }, 'noSuchDate', 'at'],
  ['an hour that does not exist', { ...good, at: '2024-02-01T25:00:00Z' }, 'noSuchDate', 'at'],
  ['a date attribute', withSet({ establishedOn: '2023-02-29' }), 'noSuchDate', 'set.establishedOn'],
  [
    'another form of date',
    withSet({ establishedOn: '2023/2/2' }),
    'wrongType',
    'set.establishedOn',
  ],
  ['no offset', { ...good, at: '2024-03-01T09:00:00' }, 'noOffset', 'at'],
  ['a moment before all records', { ...good, at: '1024-03-01' }, 'noSuchDate', 'at'],
  ['an empty record id', { ...good, record: ' ' }, 'emptyId', 'record'],
  ['an empty reference', withSet({ park: '' }), 'emptyId', 'set.park'],
  ['an over-long id', { ...good, record: 'x'.repeat(201) }, 'tooLong', 'record'],
  ['an over-long string', withSet({ name: 'x'.repeat(2001) }), 'tooLong', 'set.name'],
  ['a NUL', withSet({ name: 'a\0b' }), 'badText', 'set.name'],
  ['half a surrogate pair', withSet({ name: '\ud800' }), 'badText', 'set.name'],
  ['evidence that is no list', { ...good, evidence: 'x' }, 'wrongType', 'evidence'],
  ['retired in words', { ...good, retired: 'yes' }, 'wrongType', 'retired'],
  ['set that is a list', { ...good, set: [] }, 'wrongType', 'set'],
];

describe('a line that is refused', () => {
  test.each(bad)('%s', (_, line, code, path) => {
    const result = validate(line);
    expect(result).toMatchObject({ ok: false, error: { code, path } });
    if (result.ok) return;
    expect(result.error.message.zh).toMatch(/[一-鿿]/);
    expect(result.error.mend.zh).toMatch(/[一-鿿]/);
  });

  test('the nearest name is suggested', () => {
    expect(validate(withSet({ industri: [] }))).toMatchObject({
      error: { mend: { en: "did you mean 'industry'?" } },
    });
    expect(validate({ ...good, type: 'enterprize' })).toMatchObject({
      error: { mend: { en: "did you mean 'enterprise'?" } },
    });
  });

  test('a closed list is shown', () => {
    expect(validate(withSet({ scale: 'giant' }))).toMatchObject({
      error: { mend: { en: expect.stringMatching(/^use one of .*small/) } },
    });
  });
});

describe('a line that is taken', () => {
  test.each([
    ['an open code list', { ...good, set: { products: ['x-new'] } }],
    [
      'codes from a parameter',
      { ...good, type: 'document', set: { postCategories: ['anything'] } },
    ],
    ['null clears', { ...good, set: { scale: null, park: null } }],
    ['no set', { type: 'enterprise', record: 'E1', at: '2024-03-01' }],
    ['retired only', { ...good, retired: true }],
  ])('%s', (_, line) => {
    expect(validate(line)).toMatchObject({ ok: true });
  });

  test('a bare date is midnight in Shanghai, references are listed', () => {
    expect(validate(withSet({ park: 'P1', jurisdiction: '371728' }))).toMatchObject({
      value: {
        at: Date.parse('2024-02-29T16:00:00Z'),
        references: [
          { attribute: 'park', types: ['park'], record: 'P1' },
          { attribute: 'jurisdiction', types: ['jurisdiction'], record: '371728' },
        ],
      },
    });
  });
});
