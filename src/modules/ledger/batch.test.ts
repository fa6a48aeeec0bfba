import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Moment } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import { Batch } from './batch.ts';
import { derivedId, linkHash } from './chain.ts';
import { canonicalContent, canonicalSet, GENESIS } from './model.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const value = fc.oneof(
  text,
  fc.constantFrom('\\', '"', '\n\t', '企业', '😀', '\u2028', '\u007f', 'é', ''),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 3 }),
);
const draft = fc.record({
  id: fc.option(text),
  type: fc.constantFrom('enterprise', 'park'),
  record: text,
  at: fc.integer({ min: -2e12, max: 2e14 }).map((ms) => ms as Moment),
  set: fc.dictionary(fc.constantFrom('b', 'a', 'C', 'name', 'x9', 'z'), value),
  retired: fc.option(fc.boolean()),
  by: fc.option(text),
  evidence: fc.option(fc.array(text, { minLength: 1, maxLength: 3 })),
  references: fc.constant([]),
});

test('bytes and hashes are those of the plain texts, round after round', () => {
  const entry = { recordedAt: 1_717_200_000_000 as Moment, recorder: '导入 "x"', seq: 17 };
  const batch = new Batch(entry.recorder);
  fc.assert(
    fc.property(fc.array(draft, { minLength: 1, maxLength: 8 }), (drafts) => {
      batch.clear();
      for (const [line, one] of drafts.entries()) batch.add(line, one, []);
      let previous = GENESIS;
      for (const [index, fact] of batch.facts.entries()) {
        const given = must(drafts[index], 'as many facts as drafts');
        const setText = canonicalSet(given.set);
        const content = canonicalContent(given, setText);
        expect(batch.content(fact)).toBe(content);
        expect(batch.setText(fact)).toBe(setText);
        expect(fact.id).toBe(given.id ?? derivedId(content));
        const hash = batch.link(fact, previous, entry);
        expect(hash).toBe(linkHash(previous, fact.id, content, entry));
        previous = hash;
      }
    }),
  );
});

test('canonical JSON is JSON with sorted names', () => {
  expect(canonicalSet({ b: 1, a: ['x"'], C: null })).toBe('{"C":null,"a":["x\\""],"b":1}');
});
