import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tagDefaults } from '../../../law/standards/tag-defaults.ts';
import { judgedOf } from './config.ts';
import { judge, type Verdict } from './judge.ts';
import { effective, faultsOfRule, historyOf } from './rule.ts';
import { TagStates } from './tag-states.ts';
import { Trial } from './trial.ts';

const none = {
  ...{ quantity: 'level', rangeLow: null, rangeHigh: null, lowLow: null, low: null, high: null },
  ...{ highHigh: null, deadband: null, onDelay: null, ratePerMinute: null },
};

describe('a rule', () => {
  it.each([
    [{ high: 8, highHigh: 9, low: 1, lowLow: 0.5 }, []],
    [{ high: 8, highHigh: 8 }, ['highHigh']],
    [{ low: 8, high: 8 }, ['high']],
    [{ low: 8, highHigh: 7 }, ['highHigh']],
    [{ lowLow: 2, low: 1 }, ['low']],
    [{ high: 8, rangeLow: 0, rangeHigh: 5 }, ['high']],
    [{ low: 1, high: 8, deadband: 7 }, ['deadband']],
    [{ deadband: -1 }, ['deadband']],
    [{ onDelay: 3601 }, ['onDelay']],
    [{ ratePerMinute: 0 }, ['ratePerMinute']],
  ])('%j is at fault in %j', (rule, fields) => {
    expect(Object.keys(faultsOfRule({ ...none, ...rule }))).toEqual(fields);
  });

  it('says what is its own and what the quantity stands for', () => {
    const shown = effective({ ...none, rangeLow: 0, rangeHigh: 10, high: 8 }, tagDefaults);
    expect(shown).toMatchObject({
      high: { value: 8, from: 'own' },
      low: { value: null, from: 'none' },
      onDelay: { value: 60, from: 'default' },
      deadband: { value: 0.2, from: 'default' },
    });
  });

  it('has a history: what changed when, by whom and why', () => {
    const at = new Date(0);
    const fact = (seq: number, set: object) => ({ seq, at, recordedAt: at, set: { ...set } });
    const history = historyOf([
      fact(1, { name: '液位', high: 8 }),
      fact(2, { name: '一号罐液位' }),
      fact(3, { high: 9, ruleReason: '复核', ruleChangedBy: '张三' }),
    ]);
    expect(history.map(({ version, changed, by }) => [version, changed, by])).toEqual([
      [3, ['high'], '张三'],
      [1, ['high'], null],
    ]);
    expect(history[1]?.values).toMatchObject({ high: 8, low: null });
  });
});

const limit = fc.option(fc.integer({ min: 0, max: 9 }), { nil: null });
const anyRule = fc
  .record({
    ...{ lowLow: limit, low: limit, high: limit, highHigh: limit },
    deadband: fc.constantFrom(null, 0, 1),
    onDelay: fc.constantFrom(0, 20, 60),
    ratePerMinute: fc.constantFrom(null, 12, 60),
  })
  .map((rule) => ({ ...none, rangeLow: 0, rangeHigh: 8, ...rule }));
const anySeries = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: -1, max: 10 }),
    fc.constantFrom(0, 0, 0, 2),
  ),
  { maxLength: 60 },
);

describe('a trial', () => {
  it('raises over stored readings what the judge raised for the same limits', () => {
    fc.assert(
      fc.property(anyRule, anyRule, anySeries, (present, proposed, steps) => {
        const series = { times: [] as number[], values: [] as number[], qualities: [] as number[] };
        let now = 0;
        for (const [seconds, value, q] of steps) {
          now += 1000 * seconds;
          series.times.push(now);
          series.values.push(value);
          series.qualities.push(q);
        }
        const live = (rule: typeof present): string[] => {
          const states = new TagStates();
          states.judge(3, judgedOf(rule));
          const said: Verdict[] = [];
          for (const [n, time] of series.times.entries()) {
            const [value = 0, q = 0] = [series.values[n], series.qualities[n]];
            judge(states, 3, time, value, q, time, (verdict) => said.push(verdict));
          }
          return said
            .filter(({ state }) => state === 'raised')
            .map((v) => `${v.rule} ${v.since} ${v.at}`);
        };
        const trial = new Trial(judgedOf(present), judgedOf(proposed));
        // In pieces, as they are read.
        for (let from = 0; from < series.times.length; from += 7) {
          const cut = (column: readonly number[]) => column.slice(from, from + 7);
          const { times, values, qualities } = series;
          trial.feed({ times: cut(times), values: cut(values), qualities: cut(qualities) });
        }
        const shown = trial
          .results()
          .map(({ alarms }) => alarms.map((a) => `${a.rule} ${a.since} ${a.at}`));
        expect(shown).toEqual([live(present), live(proposed)]);
      }),
    );
  });
});
