import { describe, expect, test } from 'vitest';
import { compound } from './cases/compound.ts';
import { dates } from './cases/dates.ts';
import { follows } from './cases/follows.ts';
import { matching } from './cases/matching.ts';
import { trade } from './cases/parts.ts';
import { periods } from './cases/periods.ts';
import { dictionary } from './dictionary.ts';
import { evaluate } from './evaluate.ts';
import type { ClauseInput } from './types.ts';

const cases = [...dates, ...periods, ...matching, ...follows, ...compound];

describe('the slow evaluator', () => {
  test.each(cases)('$name', ({ requirement, due, facts, asOf, more, parameters, expected }) => {
    const clause: ClauseInput = {
      id: 'X',
      selector: trade,
      requirement,
      due,
      measure: 'share',
      target: { op: 'eq', value: 1 },
      reads: [],
      ...more,
    };
    const result = evaluate({
      dictionary,
      clauses: [clause],
      parameters: parameters ?? [],
      facts,
      asOf,
    });
    const [only] = result.clauses;
    const duties = (only?.duties ?? []).map((duty) =>
      [
        duty.subject.split('/')[1],
        duty.trigger ?? duty.period ?? '-',
        duty.due ?? '-',
        duty.status,
        duty.since ?? '-',
      ].join(' '),
    );
    expect([...duties, only?.status]).toEqual(expected);
  });
});
