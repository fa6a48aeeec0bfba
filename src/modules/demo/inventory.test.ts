import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dayOf } from '../../kernel/calendar.ts';
import { dictionarySchema } from '../../law/records/model.ts';
import { judgeHeld } from '../installations/index.ts';
import type { Fact } from './index.ts';
import { divisionsSchema, generateFacts } from './index.ts';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../law/${path}`, import.meta.url), 'utf8'));
const dictionary = dictionarySchema.parse(read('records/records.json'));
const divisions = divisionsSchema.parse(read('standards/trade-heze-divisions.json'));

test('what a major hazard installation holds makes the level that it states', () => {
  const sites = new Map<string, Fact['set']>();
  const lines = new Map<string, Fact['set'][]>();
  for (const { type, record, set, id } of generateFacts({
    seed: 1,
    scale: 0.2,
    dictionary,
    divisions,
  })) {
    if (!id.endsWith(':0')) continue;
    if (type === 'facility' && set.majorHazard === true) sites.set(record, set);
    const facility = String(set.facility);
    if (type === 'substance') lines.set(facility, [...(lines.get(facility) ?? []), set]);
  }
  expect(sites.size).toBe(20);
  expect(new Set([...sites.values()].map((set) => set.majorHazardLevel)).size).toBe(4);
  for (const [id, stated] of sites) {
    const judged = judgeHeld(
      lines.get(id) ?? [],
      Number(stated.exposedPopulation),
      dayOf(2024, 6, 1),
    );
    expect(judged).toMatchObject({ ok: true, value: { level: stated.majorHazardLevel } });
    if (judged.ok) expect(judged.value.R).toBeCloseTo(Number(stated.majorHazardR), 2);
  }
});
