import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestOf, betterFirst } from './rank-found.ts';
import type { SearchTexts } from './search-terms.ts';
import { beginningOf, isTyped, normal, piecesOf, piecesWithin, textOf } from './search-terms.ts';

const sign = fc.constantFrom(...'菏泽化工有限公司甲乙丙丁1A', 'b', ' ');
const text = fc.string({ unit: sign, minLength: 1, maxLength: 20 });

test('every part of a text is among its pieces, and met in the text', () => {
  const cases = fc.record({
    written: text,
    from: fc.nat(20),
    length: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(cases, ({ written, from, length }) => {
      const texts: SearchTexts = { written: [written], typed: [] };
      const part = [...normal(written)].slice(from, from + length).join('');
      fc.pre(part !== '' && !isTyped(part));
      const pieces = new Set(piecesOf(texts));
      expect((piecesWithin(part) ?? []).every((piece) => pieces.has(piece))).toBe(true);
      expect(textOf(texts)).toContain(part);
      expect(bestOf(textOf(texts), part)).not.toBeNull();
    }),
  );
});

test.each([
  ['91371702xx10', true],
  ['71702', true],
  ['hzhg', true],
  ['he', true],
  ['eze', true],
  ['zh', true], // initials, two by two
  ['ez', false], // two letters within pinyin are no initials
])('%s is found among codes and pinyin: %s', (q, found) => {
  const texts: SearchTexts = {
    written: ['菏泽化工'],
    typed: ['91371702XX100007XE', 'hezehuagong'],
    initials: ['hzhg'],
  };
  const pieces = new Set(piecesOf(texts));
  const within = piecesWithin(q)?.every((piece) => pieces.has(piece)) ?? false;
  expect(within || pieces.has(beginningOf(q))).toBe(found);
});

test('width, case and spaces make no difference', () => {
  expect(normal('ＡＢＣ 化工（集团）')).toBe('abc化工(集团)');
});

test('the exact name comes first, then what begins so, then the enterprise', () => {
  const row = (id: string, type: string, name: string) => {
    const met = bestOf(`\n${name}`, '化工');
    if (!met) throw new Error(`${name} does not meet`);
    return { id, type, ...met };
  };
  const rows = [
    row('a', 'person', '菏泽化工'),
    row('b', 'enterprise', '菏泽化工'),
    row('c', 'facility', '化工一车间'),
    row('d', 'park', '化工'),
  ];
  expect(rows.sort(betterFirst).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
});
