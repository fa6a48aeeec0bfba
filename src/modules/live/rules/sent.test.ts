import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PARTS, partOf } from './journal-parts.ts';
import { readSent, type Sent, writeSent } from './sent.ts';

const bytes = fc.uint8Array({ maxLength: 60 });
const unknown = fc.dictionary(fc.string(), fc.record({ rows: fc.nat(), sample: fc.string() }));
const sent: fc.Arbitrary<Sent> = fc.record({
  gateway: fc.nat(),
  receivedAt: fc.nat(),
  firstMs: fc.integer(),
  lastMs: fc.integer(),
  digest: bytes,
  readings: bytes,
  refused: fc.option(fc.string({ minLength: 1 })),
  unknown: fc.option(unknown.map((codes) => new Map(Object.entries(codes)))),
});

test('batches come out of a message as they went in', () => {
  fc.assert(
    fc.property(fc.array(sent, { maxLength: 6 }), fc.nat(9), (batches, before) => {
      // A message may lie within something larger.
      const message = writeSent(batches);
      const around = new Uint8Array(message.length + before);
      around.set(message, before);
      expect(readSent(around.subarray(before))).toEqual(batches);
    }),
  );
});

test('a message of another version is refused', () => {
  expect(() => readSent(new Uint8Array([9]))).toThrow('version 9');
});

test('gateways spread over the parts, each always in the same', () => {
  const parts = Array.from({ length: 1000 }, (_, n) => partOf(`GW-${n}`));
  expect(parts).toEqual(Array.from({ length: 1000 }, (_, n) => partOf(`GW-${n}`)));
  for (let part = 0; part < PARTS; part += 1) {
    expect(parts.filter((at) => at === part).length).toBeGreaterThan(150);
  }
});
