import { describe, expect, it } from 'vitest';
import { crossFigures } from '../../../law/standards/cross-rules.ts';
import { tagDefaults } from '../../../law/standards/tag-defaults.ts';
import { judgedOf } from './config.ts';
import { defaultsBy, figuresBy } from './in-force.ts';

const said = (all: Readonly<Record<string, unknown>>) =>
  new Map(Object.entries(all).map(([name, value]) => [name, { value }]));
const figures = (all: Readonly<Record<string, unknown>>) => figuresBy(crossFigures, said(all));
const defaults = (all: Readonly<Record<string, unknown>>) => defaultsBy(said(all));

describe('numbers of rules across signals', () => {
  it('are those that ship, where no parameter says otherwise', () => {
    expect(figures({})).toEqual(crossFigures);
    expect(figures({ 'live.bypass.window': 'long', 'live.occupancy.off': -1 })).toEqual(
      crossFigures,
    );
  });

  it('are changed one by one, the level and the source stay', () => {
    const set = figures({ 'live.occupancy.window': 10, 'power.covert.threshold': 0.3 });
    expect(set).toEqual({
      ...crossFigures,
      occupancy: { ...crossFigures.occupancy, window: 10 },
      runningShare: 0.3,
    });
    expect(figures({ 'live.bypass.off': 0 }).bypass.off).toBe(0);
    expect(figures({ 'live.process.fewest': 0 }).fewestProcess).toBe(1);
  });
});

describe('defaults of quantities', () => {
  it('are those that ship, where no parameter says otherwise or nonsense', () => {
    expect(defaults({})).toEqual(tagDefaults);
    const nonsense = {
      'live.default.onDelay': { level: -1, pressure: 'soon', rocket: 5 },
      'live.default.deadband': { level: 0.9 },
      'live.default.stuck': ['level'],
    };
    expect(defaults(nonsense)).toEqual(tagDefaults);
  });

  it('change the quantities that are named, for tags without values of their own', () => {
    const set = defaults({
      'live.default.onDelay': { level: 5 },
      'live.default.deadband': { level: 0.05 },
      'live.default.stuck': { level: 'never', power: 3600 },
    });
    expect(set.level).toEqual({ ...tagDefaults.level, onDelay: 5, deadband: 0.05, stuck: null });
    expect(set.power).toEqual({ ...tagDefaults.power, stuck: 3600 });
    expect(set.temperature).toEqual(tagDefaults.temperature);
    const tag = {
      ...{ quantity: 'level', rangeLow: 0, rangeHigh: 10, high: 8, highHigh: null },
      ...{ low: null, lowLow: null, deadband: null, onDelay: null, ratePerMinute: null },
    };
    expect(judgedOf(tag, set)).toMatchObject({ onDelayMs: 5000, deadband: 0.5 });
    expect(judgedOf({ ...tag, onDelay: 90 }, set)).toMatchObject({ onDelayMs: 90_000 });
  });
});
