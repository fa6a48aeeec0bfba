import { describe, expect, it } from 'vitest';
import { feedRules } from '../../../law/standards/feed-rules.ts';
import { feedsOf, isConnected, isNews, uptimeOf } from './feeds.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const tag = { quantity: 'pressure', circuit: null, countedBy: null, enterprise: 'E1' };
const nowhere = { industry: ['hazchem'], majorHazard: null, keyUnit: null };

describe('data connections (数据接入)', () => {
  it.each([
    ['a reading of an installation', {}, { majorHazard: 'F1' }, ['major-hazard s-prov-hazchem F1']],
    [
      'an installation that holds a key unit',
      {},
      { majorHazard: 'F1', keyUnit: 'F2' },
      ['major-hazard s-prov-hazchem F1', 'process-unit s-prov-hazchem F2'],
    ],
    ['a place of no such kind', {}, {}, []],
    ['a trade enterprise', {}, { industry: ['trade'] }, ['production s-trade-warn null']],
    ['a circuit', { quantity: 'power', circuit: 'total' }, {}, ['electricity s-power null']],
    [
      'positioning',
      { quantity: 'headcount', countedBy: 'positioning' },
      {},
      ['position s-position null'],
    ],
    ['gates say nothing of positioning', { quantity: 'headcount', countedBy: 'gate' }, {}, []],
    ['video', { quantity: 'headcount', countedBy: 'video' }, {}, ['video s-video-ai null']],
    ['a tag of nobody', { enterprise: null }, { majorHazard: 'F1' }, []],
  ])('%s', (_, of, place, expected) => {
    const found = feedsOf({ ...tag, ...of }, { ...nowhere, ...place });
    expect(found.map(({ kind, target, facility }) => `${kind} ${target} ${facility}`)).toEqual(
      expected,
    );
  });

  it('is connected while data came of late', () => {
    const silent = feedRules.silentHours * HOUR;
    expect([0, silent - 1, silent].map((ago) => isConnected(1000, 1000 + ago, feedRules))).toEqual([
      ...[true, true, false],
    ]);
  });

  it('counts hours of full days, from the first on, thirty days at most', () => {
    const today = 100 * DAY;
    const hours = (from: number, count: number, step = 1): number[] =>
      Array.from({ length: count }, (_, n) => from + n * step * HOUR);
    const share = (first: number, some: readonly number[]) =>
      uptimeOf(first, some, today, feedRules);
    expect(share(today, hours(today, 5))).toBeNull();
    expect(share(today - 2 * DAY, hours(today - 2 * DAY, 24, 2))).toBe(0.5);
    // Two gateways of one connection in the same hours; today's hours count tomorrow.
    const both = [...hours(today - DAY, 24), ...hours(today - DAY, 30)];
    expect(share(today - DAY, both)).toBe(1);
    // It began long ago and was silent for most of the thirty days.
    expect(share(0, hours(today - 3 * DAY, 72))).toBe(0.1);
  });

  it('is news when it turns, or its day is another', () => {
    const before = { connected: true, uptime: 0.98, seenOn: '2026-11-20' };
    expect(isNews(null, before)).toBe(true);
    expect(isNews(before, { ...before })).toBe(false);
    expect(isNews(before, { ...before, uptime: null })).toBe(false);
    const turned = [{ connected: false }, { uptime: 0.97 }, { seenOn: '2026-11-21' }];
    expect(turned.map((some) => isNews(before, { ...before, ...some }))).toEqual([
      ...[true, true, true],
    ]);
  });
});
