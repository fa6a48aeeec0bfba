import { expect, onTestFinished, test } from 'vitest';
import type { TestDatabase } from '../../../tests/support/database.ts';
import { createTestDatabase } from '../../../tests/support/database.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { countFacts, importFacts } from '../../modules/ledger/index.ts';
import { loadDictionary } from '../../modules/plan/index.ts';
import { cityLines } from '../cli/demo-commands.ts';
import { demoHeld, loadDemo } from './demo-city.ts';

const SCALE = 0.002;
const go = { scale: SCALE, stopping: () => false };

async function emptyDatabase(): Promise<TestDatabase> {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  return db;
}

test('the demo city is loaded once; loading that was cut short goes on', async () => {
  const db = await emptyDatabase();
  const whole = [...cityLines(1, SCALE)].length;
  let asked = 0;
  const stopping = (): boolean => {
    asked += 1;
    return asked > whole / 2;
  };
  expect(await loadDemo(db, { scale: SCALE, stopping })).toBe('part');
  const half = await countFacts(db.app);
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(whole);
  expect(await loadDemo(db, go)).toBe('whole');
  expect(await countFacts(db.app)).toBe(whole);
  asked = 0;
  expect(await loadDemo(db, { scale: SCALE, stopping })).toBe('whole');
  expect(asked).toBe(0);
});

test('a ledger with facts of its own gets no demo city', async () => {
  const db = await emptyDatabase();
  async function* source(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(
      '{"type":"jurisdiction","record":"371728","at":"2024-01-01","set":{"name":"x"}}\n',
    );
  }
  const clock = (): Moment => 0 as Moment;
  const dictionary = loadDictionary();
  await importFacts({ db: db.app, dictionary, source: source(), recorder: 'test', clock });
  expect(await loadDemo(db, go)).toBe('none');
  expect(await countFacts(db.app)).toBe(1);
  expect(await demoHeld(db)).toBe('none');
});
