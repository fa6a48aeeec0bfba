import { expect, it } from 'vitest';
import { quality } from './readings.ts';
import { trustOf } from './trust.ts';

const live = {
  ...{ inUse: true, gatewaySilent: false, lost: false, stuck: false, replayed: false },
  ...{ quality: quality.good, outOfRange: false, delayMs: 1000, lateMs: 60_000 },
};

/** Gravest last: each outweighs those before it. */
const reasons = [
  ['live', {}],
  ['late', { delayMs: 60_001 }],
  ['manual', { quality: quality.manual }],
  ['frozen', { stuck: true }],
  ['replayed', { replayed: true }],
  ['outOfRange', { outOfRange: true }],
  ['stale', { lost: true }],
  ['upstreamDown', { gatewaySilent: true }],
  ['outOfService', { inUse: false }],
] as const;

it.each(reasons)('a value is %s for its reason, whatever lighter ones there are', (trust, why) => {
  expect(trustOf({ ...live, ...why })).toBe(trust);
  const lighter = reasons.slice(0, reasons.findIndex(([each]) => each === trust) + 1);
  expect(trustOf(Object.assign({ ...live }, ...lighter.map(([, each]) => each)))).toBe(trust);
});

it('a value that the device calls bad is worth as much as none', () => {
  expect(trustOf({ ...live, quality: quality.bad })).toBe('stale');
});
