import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../../tests/support/database.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { importFacts } from '../../modules/ledger/index.ts';
import { loadDictionary, parameterEntries, recordParameter } from '../../modules/plan/index.ts';
import { loadDemo } from './demo-city.ts';
import { Evaluations } from './evaluations.ts';

const clock = (): Moment => Date.UTC(2026, 10, 25) as Moment;

test('figures follow new facts and new parameters; the demo city chose its own', async () => {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  await loadDemo(db, { scale: 0.002, stopping: () => false });
  const chosen = await parameterEntries(db.app);
  expect(chosen.length).toBeGreaterThan(50);
  expect(new Set(chosen.map(({ by, profile }) => `${by} ${profile}`))).toEqual(
    new Set(['demo starter']),
  );
  const evaluations = new Evaluations(db, () => true);
  expect(await evaluations.ready()).toBeNull();
  const first = await evaluations.current();
  expect(first.evaluation.clauses).toHaveLength(352);
  expect(first.evaluation.clauses.filter((c) => c.status === 'needsParameter')).toEqual([]);
  expect(await evaluations.ready()).toBe(first);

  const fact = {
    type: 'enterprise',
    record: '91371700MA00TEST01',
    at: '2024-02-01',
    set: { name: '示例', jurisdiction: '371728', industry: ['hazchem'] },
  };
  async function* source(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${JSON.stringify(fact)}\n`);
  }
  const dictionary = loadDictionary();
  await importFacts({ db: db.app, dictionary, source: source(), recorder: 'test', clock });
  expect(await evaluations.ready()).toBeNull();
  const second = await evaluations.current();
  const population = (figures: typeof first): number | undefined =>
    figures.evaluation.clauses.find(({ id }) => id === 'CHEM-1.1')?.population;
  expect(population(second)).toBe((population(first) ?? 0) + 1);

  const entry = {
    name: 'responsibility.internalAssessment.period',
    value: 'P3M',
    from: '2024-01-01',
    jurisdiction: null,
    reason: { zh: '试验', en: 'a trial' },
    by: 'test',
  };
  const recorded = await recordParameter({ db: db.app, clock }, entry);
  expect(recorded.ok).toBe(true);
  expect(await evaluations.ready()).toBeNull();
  expect((await evaluations.current()).entries).toBe(chosen.length + 1);
  await evaluations.stop();
});
