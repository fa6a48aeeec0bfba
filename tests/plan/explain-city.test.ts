import { expect, test } from 'vitest';
import { cityLines } from '../../src/apps/cli/demo-commands.ts';
import type { Moment } from '../../src/kernel/calendar.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import {
  evaluatePlan,
  loadDictionary,
  loadPlans,
  loadProfile,
  project,
} from '../../src/modules/plan/index.ts';
import { testDatabase } from '../support/backup.ts';
import { dayOf } from './support.ts';

/** Ids, fact hashes and names of the city's own may be Latin; what we say around them may not. */
function withoutIds(text: string): string {
  return text.replaceAll(/sha256:\w+/g, '').replaceAll(/[（(][^（()）]*[)）]/g, '');
}

test('a small city, all clauses: every duty is explained in whole sentences of both languages', async () => {
  const dictionary = loadDictionary();
  const { clauses, parameters, vocabulary } = loadPlans();
  const starter = loadProfile('starter', parameters);
  if (!starter.ok) throw new Error('no starter profile');
  const db = await testDatabase();
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const line of cityLines(1, 0.01)) yield Buffer.from(line);
  }
  await importFacts({
    db: db.app,
    dictionary,
    source: source(),
    recorder: 'test',
    clock: () => 0 as Moment,
    isKnown: () => true,
  });
  await project(db.owner, dictionary);
  const { clauses: evaluated } = await evaluatePlan({
    db: db.owner,
    dictionary,
    clauses,
    definitions: parameters,
    values: starter.value.values,
    asOf: dayOf('2026-06-01'),
    explain: vocabulary,
  });
  const unexplained: string[] = [];
  const odd = new Set<string>();
  for (const { id, duties } of evaluated) {
    for (const { subject, status, explanation } of duties) {
      const { zh = '', en = '' } = explanation ?? {};
      if (!/状态：.+。$/.test(zh) || !/Status: .+\.$/.test(en))
        unexplained.push(`${id} ${subject}`);
      const reason = status === 'met' || status === 'late' || zh.includes('因为');
      if (!reason || /要求未满足/.test(zh)) unexplained.push(`${id} ${subject} ${status}`);
      const raw = /undefined|\bnull\b|\[object|NaN|“”|\b[a-z]+[A-Z]\w*/;
      const found = raw.exec(withoutIds(en).split(' Facts')[0] ?? '');
      if (found) odd.add(`${id} ${found[0]}`);
    }
  }
  expect(unexplained).toEqual([]);
  expect([...odd]).toEqual([]);
  expect(evaluated.filter(({ duties }) => duties.length > 0).length).toBeGreaterThan(250);
});
