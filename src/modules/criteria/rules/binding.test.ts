import { describe, expect, it } from 'vitest';
import { must } from '../../../kernel/result.ts';
import { criteria } from '../load.ts';
import { bindingOn, concerns } from './binding.ts';
import { citedBy } from './citing.ts';
import { detectors, itemIdOf, partsOf } from './detectors.ts';

const { editions, itemOf } = criteria();
const bound = (firm: object, day: string): string[] =>
  bindingOn(editions, { id: 'E', ...firm }, day).map(
    ({ edition, unsure }) => `${edition.id}${unsure ? '?' : ''}`,
  );

describe('an edition binds', () => {
  it.each([
    [{ industry: ['chemical'] }, '2026-09-29', ['hazchem-2017', 'heze-ten-people']],
    [{ industry: ['chemical'] }, '2026-09-30', ['hazchem-2026', 'heze-ten-people']],
    [
      { industry: ['hazchem'], hazchemRole: ['production'] },
      '2026-10-01',
      ['hazchem-2026', 'heze-ten-people'],
    ],
    [
      { industry: ['hazchem'], hazchemRole: ['trading'] },
      '2026-10-01',
      ['hazchem-2026?', 'heze-ten-people'],
    ],
    [
      { industry: ['hazchem'], hazchemRole: ['trading', 'storage'] },
      '2026-10-01',
      ['hazchem-2026', 'heze-ten-people'],
    ],
    [{ industry: ['hazchem'], hazchemRole: ['use'] }, '2026-10-01', ['heze-ten-people']],
    [
      { industry: ['hazchem'], hazchemRole: ['use'] },
      '2026-09-29',
      ['hazchem-2017', 'heze-ten-people'],
    ],
    [{ industry: ['oilGasStorage'] }, '2026-06-30', ['hazchem-2017']],
    [{ industry: ['trade'], tradeSector: 'light' }, '2024-01-01', ['trade-2023']],
    [{ industry: ['trade'] }, '2023-05-14', ['trade-2017']],
    [
      { industry: ['trade', 'hazchem'] },
      '2026-06-30',
      ['hazchem-2017', 'trade-2023', 'heze-ten-people'],
    ],
    [{ industry: ['oilGasExtraction'] }, '2026-06-30', []],
    [{ industry: ['fireworksWholesale'] }, '2026-06-30', []],
    [{}, '2026-06-30', []],
  ])('%j on %s: %j', (firm, day, expected) => {
    expect(bound(firm, day)).toEqual(expected);
  });

  it.each([
    ['GM10-5-6', { tradeSector: 'nonferrous', tradeFeatures: ['deepWellCasting'] }, true],
    ['GM10-5-6', { tradeSector: 'nonferrous', tradeFeatures: ['metalSmelting'] }, false],
    ['GM10-5-6', { tradeSector: 'nonferrous' }, null],
    ['GM10-4-1', { tradeSector: 'light' }, false],
    ['GM10-4-1', {}, null],
    ['GM10-3-1', {}, true],
  ])('%s concerns %j: %j', (id, firm, expected) => {
    const { item } = must(itemOf(id), id);
    expect(concerns(item, { id: 'E', ...firm })).toBe(expected);
  });
});

describe('a citation', () => {
  it.each([
    ['HC17-4', '2025-01-01', 'HC17-4', null],
    ['HC17-4.3', '2025-01-01', 'HC17-4', 'HC17-4.3'],
    // An edition that was followed since stays what the hazard cites.
    ['HC17-4', '2026-10-15', 'HC17-4', null],
    ['第四条（一）', '2025-01-01', 'GM10-4-1', null],
    ['第四条(一)', '2025-01-01', 'GM10-4-1', null],
    ['应急管理部令第10号第十三条（二）', '2025-01-01', 'GM10-13-2', null],
    ['第18项', '2026-06-01', 'HC17-18', null],
    ['5.6.1', '2026-10-15', 'AQ3067-5.6.1', null],
  ])('%s of %s is %s', (words, day, item, part) => {
    const cited = citedBy(editions, words, day);
    expect([cited?.item.id, cited?.part]).toEqual([item, part]);
  });

  it.each([
    [null, '2025-01-01'],
    ['5.6.1', '2025-01-01'],
    ['第18项', '2026-10-15'],
    ['现场混乱', '2025-01-01'],
  ])('%s of %s is nobody knows what', (words, day) => {
    expect(citedBy(editions, words, day)).toBeNull();
  });
});

describe('detectors and items', () => {
  it('point to items and parts that stand', () => {
    for (const { items } of detectors) {
      for (const id of items) {
        const found = must(itemOf(itemIdOf(id)), id);
        const named = [found.item.id, ...found.item.parts.map((part) => part.id)];
        expect(named).toContain(id);
      }
    }
  });

  it('know which part of an item they speak of', () => {
    const found = detectors.find(({ id }) => id === 'gas-detector-offline');
    expect(partsOf(must(found ?? null, 'it'), 'HC17-12')).toEqual(['HC17-12.2']);
    expect(partsOf(must(found ?? null, 'it'), 'GM10-14')).toEqual([]);
  });
});
