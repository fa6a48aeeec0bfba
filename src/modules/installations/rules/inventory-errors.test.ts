import { describe, expect, it } from 'vitest';
import { loadGb18218 } from '../load.ts';
import type { InventoryError } from '../model.ts';
import { inventoryErrorCodes } from '../model.ts';
import { judgeInventory } from './judge.ts';

const [edition] = loadGb18218();

function run(input: unknown) {
  if (!edition) throw new Error('no edition');
  return judgeInventory(input, edition, '2026-01-01');
}

function refused(input: unknown): readonly InventoryError[] {
  const judged = run(input);
  return judged.ok ? [] : judged.error;
}

const short = (errors: readonly InventoryError[]): string[] =>
  errors.map(({ code, path }) => `${code} ${path}`);
const one = (line: unknown): unknown => ({ substances: [line], exposedPopulation: 10 });
const lines = (...substances: unknown[]): unknown => ({ substances, exposedPopulation: 10 });
const quantity = (value: unknown): unknown => one({ cas: '7664-41-7', quantity: value });
const people = (value: unknown): unknown => ({
  substances: [{ cas: '7664-41-7', quantity: 1 }],
  exposedPopulation: value,
});
const NH3 = { cas: '7664-41-7', quantity: 1 };

const wrong: readonly (readonly [string, unknown, string])[] = [
  ['a list', [], 'notObject '],
  ['null', null, 'notObject '],
  ['a text', 'x', 'notObject '],
  ['no substances', { exposedPopulation: 1 }, 'missingField substances'],
  ['an empty list', lines(), 'emptyList substances'],
  ['substances that are no list', { substances: {}, exposedPopulation: 1 }, 'wrongType substances'],
  ['a line that is no object', one(5), 'notObject substances[0]'],
  [
    'too many lines',
    lines(...Array(5_001).fill({ class: 'W2', quantity: 1 })),
    'tooMany substances',
  ],
  ['both forms', { substances: [NH3], units: [], exposedPopulation: 1 }, 'twoForms units'],
  ['an unknown field above', { ...(people(1) as object), note: 1 }, 'unknownField note'],
  ['an unknown field of a line', one({ ...NH3, amount: 1 }), 'unknownField substances[0].amount'],
  ['no quantity', one({ cas: '7664-41-7' }), 'missingField substances[0].quantity'],
  ['a null quantity', quantity(null), 'missingField substances[0].quantity'],
  ['a negative quantity', quantity(-5), 'negativeQuantity substances[0].quantity'],
  ['a negative text', quantity('-0.1'), 'negativeQuantity substances[0].quantity'],
  ['nought', quantity(0), 'zeroQuantity substances[0].quantity'],
  ['nought in digits', quantity('0.000'), 'zeroQuantity substances[0].quantity'],
  ['minus nought', quantity(-0), 'zeroQuantity substances[0].quantity'],
  ['NaN', quantity(Number.NaN), 'notANumber substances[0].quantity'],
  ['infinity', quantity(Number.POSITIVE_INFINITY), 'notANumber substances[0].quantity'],
  ['a quantity with a unit', quantity('30 t'), 'notANumber substances[0].quantity'],
  ['thousands separators', quantity('1,000'), 'notANumber substances[0].quantity'],
  ['an empty text', quantity(''), 'notANumber substances[0].quantity'],
  ['a truth value', quantity(true), 'notANumber substances[0].quantity'],
  ['a list as quantity', quantity([1]), 'notANumber substances[0].quantity'],
  ['kilograms or worse', quantity(100_000_001), 'hugeQuantity substances[0].quantity'],
  ['1e30', quantity(1e30), 'hugeQuantity substances[0].quantity'],
  ['1e999999999', quantity('1e999999999'), 'hugeQuantity substances[0].quantity'],
  ['a thousand digits', quantity('9'.repeat(1_000)), 'notANumber substances[0].quantity'],
  ['no population', { substances: [NH3] }, 'missingField exposedPopulation'],
  ['a negative population', people(-1), 'badPopulation exposedPopulation'],
  ['half a person', people(0.5), 'badPopulation exposedPopulation'],
  ['a population in quotes', people('60'), 'badPopulation exposedPopulation'],
  ['a population beyond counting', people(1e300), 'badPopulation exposedPopulation'],
  ['a CAS of wrong shape', one({ cas: '7664417', quantity: 1 }), 'malformedCas substances[0].cas'],
  ['an empty CAS', one({ cas: '', quantity: 1 }), 'malformedCas substances[0].cas'],
  ['a CAS as number', one({ cas: 7664417, quantity: 1 }), 'malformedCas substances[0].cas'],
  [
    'a wrong check digit',
    one({ cas: '7664-41-8', quantity: 1 }),
    'casCheckDigit substances[0].cas',
  ],
  // 50-78-2 aspirin: a good number that neither table names
  ['an unknown CAS', one({ cas: '50-78-2', quantity: 1 }), 'unknownCas substances[0].cas'],
  ['an unknown name', one({ name: '某物质', quantity: 1 }), 'unknownName substances[0].name'],
  ['an empty name', one({ name: ' ', quantity: 1 }), 'wrongType substances[0].name'],
  ['nothing but a quantity', one({ quantity: 1 }), 'noIdentity substances[0]'],
  ['an unknown class', one({ class: 'W5', quantity: 1 }), 'unknownClass substances[0].class'],
  [
    'an unknown class in a list',
    one({ class: ['W2', 'X'], quantity: 1 }),
    'unknownClass substances[0].class[1]',
  ],
  ['an empty list of classes', one({ class: [], quantity: 1 }), 'unknownClass substances[0].class'],
  [
    'none among classes',
    one({ class: ['none', 'W2'], quantity: 1 }),
    'unknownClass substances[0].class[0]',
  ],
  [
    'a CAS of several rows',
    one({ cas: '6484-52-2', quantity: 1 }),
    'ambiguousSubstance substances[0].cas',
  ],
  [
    'a name of several rows',
    one({ name: '硝化棉', quantity: 1 }),
    'ambiguousSubstance substances[0].name',
  ],
  [
    'a strength left open',
    one({ cas: '7722-84-1', quantity: 1 }),
    'ambiguousSubstance substances[0].cas',
  ],
  [
    'a name of another substance',
    one({ ...NH3, name: '氯' }),
    'identityDisagrees substances[0].name',
  ],
  [
    'a CAS of another substance',
    one({ cas: '75-28-5', name: '丁烷', quantity: 1 }),
    'identityDisagrees substances[0].cas',
  ],
  ['a row of another CAS', one({ ...NH3, row: 2 }), 'identityDisagrees substances[0].cas'],
  ['row 86', one({ row: 86, quantity: 1 }), 'unknownRow substances[0].row'],
  [
    'a mixture without class',
    one({ ...NH3, mixture: 'newClass' }),
    'mixtureNeedsClass substances[0].class',
  ],
  ['an unknown kind of mixture', one({ ...NH3, mixture: true }), 'wrongType substances[0].mixture'],
  [
    'a CAS twice',
    lines(NH3, { class: 'W2', quantity: 1 }, NH3),
    'duplicateSubstance substances[2]',
  ],
  [
    'a CAS and its name',
    lines(NH3, { name: '液氨', quantity: 1 }),
    'duplicateSubstance substances[1]',
  ],
  [
    'two aliases',
    lines({ name: '氯气', quantity: 1 }, { name: '液氯', quantity: 1 }),
    'duplicateSubstance substances[1]',
  ],
  [
    'a class substance by CAS twice',
    lines(
      { cas: '50-78-2', class: 'J5', quantity: 1 },
      { cas: '50-78-2', class: 'J2', quantity: 1 },
    ),
    'duplicateSubstance substances[1]',
  ],
  [
    'a class substance by name and CAS',
    lines(
      { name: 'X', class: 'J5', quantity: 1 },
      { cas: '50-78-2', name: 'x ', class: 'J5', quantity: 1 },
    ),
    'duplicateSubstance substances[1]',
  ],
  [
    'a recalled and a stated class',
    lines({ cas: '115-07-1', quantity: 1 }, { name: '丙烯', class: 'W2', quantity: 1 }),
    'duplicateSubstance substances[1]',
  ],
  [
    'a group of Table 1 twice',
    lines({ name: '烷基铝', quantity: 1 }, { name: '三烷基铝', quantity: 1 }),
    'duplicateSubstance substances[1]',
  ],
  ['no units', { units: [], exposedPopulation: 1 }, 'emptyList units'],
  [
    'a unit without name',
    { units: [{ substances: [NH3] }], exposedPopulation: 1 },
    'missingField units[0].name',
  ],
  [
    'two units of one name',
    {
      units: [
        { name: 'A', substances: [NH3] },
        { name: 'A', substances: [NH3] },
      ],
      exposedPopulation: 1,
    },
    'duplicateUnit units[1].name',
  ],
  [
    'a unit without population',
    { units: [{ name: 'A', substances: [NH3] }] },
    'missingField units[0].exposedPopulation',
  ],
  [
    'a wrong population above units',
    { units: [{ name: 'A', substances: [NH3] }], exposedPopulation: -1 },
    'badPopulation exposedPopulation',
  ],
];

describe('a wrong inventory', () => {
  it.each(wrong)('with %s is refused', (_, input, expected) => {
    const errors = refused(input);
    expect(short(errors)).toEqual([expected]);
    for (const { message, mend } of errors)
      for (const text of [message.zh, message.en, mend.zh, mend.en])
        expect(text).toMatch(/^\S.{2,}/s);
  });

  it('is told all its faults at once, in the order of its lines', () => {
    const input = {
      substances: [
        { cas: '7664-41-8', quantity: -1 },
        { cas: '50-78-2', quantity: 0 },
        { quantity: 'x', colour: 'red' },
        NH3,
        { name: '氨', quantity: null },
      ],
    };
    expect(short(refused(input))).toEqual([
      'missingField exposedPopulation',
      'casCheckDigit substances[0].cas',
      'negativeQuantity substances[0].quantity',
      'unknownCas substances[1].cas',
      'zeroQuantity substances[1].quantity',
      'noIdentity substances[2]',
      'unknownField substances[2].colour',
      'notANumber substances[2].quantity',
      'duplicateSubstance substances[4]',
      'missingField substances[4].quantity',
    ]);
  });

  it('names the digit, the rows and the first of two', () => {
    const text = (input: unknown): string => JSON.stringify(refused(input));
    expect(text(one({ cas: '7664-41-8', quantity: 1 }))).toContain('should be 7');
    expect(text(one({ cas: '6484-52-2', quantity: 1 }))).toMatch(/43 硝酸铵.*44 硝酸铵/);
    expect(text(lines(NH3, NH3))).toContain('substances[0]');
  });

  it('has a case here for every code of the rules', () => {
    const outside = ['noEdition', 'notUtf8', 'emptyInput', 'notJson', 'tooLarge'];
    const seen = new Set(wrong.map(([, , expected]) => expected.split(' ')[0]));
    expect(inventoryErrorCodes.filter((code) => !seen.has(code))).toEqual(outside);
  });
});
