import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { must } from '../../kernel/result.ts';
import { catalogueFile } from './catalogue.ts';
import { criteriaEditions } from './criteria.ts';
import { majorHazardCriteriaHazchem2017 } from './shapes/major-hazard-criteria-hazchem-2017.ts';
import { tradeMajorHazardCriteria2023 } from './shapes/trade-major-hazard-criteria-2023.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./${name}`, import.meta.url), 'utf8'));
const trade = tradeMajorHazardCriteria2023.parse(read('trade-major-hazard-criteria-2023.json'));
const editions = criteriaEditions(
  catalogueFile.parse(read('catalogue.json')).series,
  majorHazardCriteriaHazchem2017.parse(read('major-hazard-criteria-hazchem-2017.json')),
  trade,
);
const edition = (id: string) => must(editions.find((each) => each.id === id) ?? null, id);
const item = (id: string) =>
  must(editions.flatMap(({ items }) => items).find((each) => each.id === id) ?? null, id);

describe('the editions', () => {
  it.each([
    ['hazchem-2017', '2017-11-13', '2026-09-29', 'full', 20],
    ['hazchem-2026', '2026-09-30', null, 'themes', 53],
    ['trade-2017', '2017-11-30', '2023-05-14', 'none', 0],
    ['trade-2023', '2023-05-15', null, 'full', 65],
    ['heze-ten-people', '2024-01-01', '2026-12-31', 'full', 1],
  ])('%s holds from %s until %s: %s, %i items', (id, from, until, words, count) => {
    expect(edition(id)).toMatchObject({ from, until, words });
    expect(edition(id).items).toHaveLength(count);
  });

  it('count what the orders say: 3 + 47 + 14 items and the catch-all, article by article', () => {
    const items = edition('trade-2023').items.filter(({ id }) => id !== 'GM10-14');
    expect(items).toHaveLength(trade.totals.all);
    for (const [article, count] of Object.entries(trade.countByArticle)) {
      const own = items.filter(({ id }) => id.startsWith(`GM10-${article}-`));
      expect([article, own.length]).toEqual([article, count]);
    }
    const { clauseCounts } = majorHazardCriteriaHazchem2017.parse(
      read('major-hazard-criteria-hazchem-2017.json'),
    ).successor;
    for (const [group, count] of Object.entries(clauseCounts)) {
      const own = edition('hazchem-2026').items.filter(({ clause }) =>
        clause.startsWith(`${group}.`),
      );
      expect([group, own.length]).toEqual([group, count]);
    }
  });

  it('name every item and part once, and lead to successors that stand', () => {
    const ids = editions.flatMap(({ items }) =>
      items.flatMap(({ id, parts }) => [id, ...parts.map((part) => part.id)]),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const heirs = edition('hazchem-2017').items.flatMap(({ successors }) => successors);
    expect(heirs.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('an item', () => {
  it('is mixed where it has static and dynamic parts', () => {
    const mixed = editions.flatMap(({ items }) => items.filter(({ nature }) => nature === 'mixed'));
    expect(mixed.map(({ id }) => id)).toEqual(['HC17-4', 'HC17-12', 'HC17-15', 'HC17-19']);
    for (const { parts } of mixed) {
      expect(new Set(parts.map(({ nature }) => nature))).toEqual(new Set(['static', 'dynamic']));
    }
  });

  it('says how far its words were checked', () => {
    expect(item('HC17-20').confidence).toBe('verified');
    expect(item('GM10-4-1').confidence).toBe('verified');
    expect(item('GM10-13-2').confidence).toBe('recalled');
    expect(item('AQ3067-5.1.1')).toMatchObject({ text: null, confidence: 'verified' });
    const recalled = edition('trade-2023').items.filter(
      ({ confidence }) => confidence !== 'verified',
    );
    expect(recalled.length).toBe(
      trade.items.filter(({ confidence }) => confidence.startsWith('recalled')).length,
    );
  });

  it.each([
    ['GM10-3-1', undefined, undefined],
    ['GM10-3-3', undefined, ['metalSmelting']],
    ['GM10-5-4', ['nonferrous'], undefined],
    ['GM10-5-6', ['nonferrous'], ['deepWellCasting']],
    ['GM10-8-2', ['light'], undefined],
    ['GM10-11-3', undefined, ['dustExplosive', 'keyDustExplosive']],
    ['GM10-12-2', undefined, ['ammoniaRefrigeration']],
    ['GM10-13-2', undefined, ['confinedSpace']],
    ['GM10-14', undefined, undefined],
  ])('%s speaks of the sectors %j and the features %j', (id, sectors, features) => {
    expect(item(id).sectors).toEqual(sectors);
    expect(item(id).features).toEqual(features);
  });
});
