import type { Moment } from '../../src/kernel/calendar.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import { loadDictionary, project } from '../../src/modules/plan/index.ts';
import type { TestDatabase } from '../support/database.ts';

type Row = readonly [type: string, record: string, at: string, set: Record<string, unknown>];

/** Imports the facts, projects them, and gives back what was rejected. */
export async function importRows(db: TestDatabase, facts: readonly Row[]) {
  const dictionary = loadDictionary();
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const [type, record, at, set] of facts) {
      yield Buffer.from(`${JSON.stringify({ type, record, at, set })}\n`);
    }
  }
  const clock = () => 0 as Moment;
  const options = { db: db.app, dictionary, source: source(), recorder: 'test', clock };
  const { rejects } = await importFacts(options);
  await project(db.owner, dictionary);
  return rejects;
}
