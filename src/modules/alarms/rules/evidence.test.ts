import { describe, expect, it } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { evidenceOf } from './evidence.ts';

const at = (minutes: number): Moment => (minutes * 60_000) as Moment;

describe('evidence', () => {
  it.each([
    ['of a tag is that tag, until now', 'tag/T1', [], null, 2, ['T1'], -30, 2],
    [
      'of a rule across signals is its tags',
      'enterprise/E',
      ['P', 'A'],
      null,
      2,
      ['P', 'A'],
      -30,
      2,
    ],
    ['of a gateway alone is none', 'gateway/G', [], null, 2, [], -30, 2],
    ['ends soon after it cleared', 'tag/T1', [], 10, 100, ['T1'], -30, 15],
    ['of one that stands for days is its first day', 'tag/T1', [], null, 9000, ['T1'], -30, 1441],
  ] as const)('%s', (_name, source, tags, cleared, now, shown, from, until) => {
    const clearedAt = cleared === null ? null : at(cleared);
    const alarm = { source, tags, since: at(0), raisedAt: at(1), clearedAt };
    expect(evidenceOf(alarm, at(now))).toEqual({
      ...{ tags: shown, since: at(0), raisedAt: at(1), from: at(from), until: at(until) },
    });
  });
});
