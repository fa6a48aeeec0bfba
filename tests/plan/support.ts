import { expect } from 'vitest';
import type { Moment } from '../../src/kernel/calendar.ts';
import { parseDay } from '../../src/kernel/calendar.ts';
import type { ParameterEntry } from '../../src/law/plans/model.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import { loadDictionary, project } from '../../src/modules/plan/index.ts';
import type { TestDatabase } from '../support/database.ts';
import type { Row } from './cases/worked.ts';

const dictionary = loadDictionary();

export function dayOf(text: string) {
  const parsed = parseDay(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

export async function* linesOf(rows: readonly Row[]): AsyncGenerator<Uint8Array> {
  const lines = rows.map(([type, record, at, set]) => {
    const { _retired, ...attributes } = set;
    const retired = _retired ? { retired: true } : {};
    return JSON.stringify({ type, record, at, set: attributes, ...retired });
  });
  yield Buffer.from(lines.join('\n'));
}

/** A parameter's entry: general and from the plans' first day, unless it says otherwise. */
export const entry = (
  name: string,
  value: ParameterEntry['value'],
  more: Partial<ParameterEntry> = {},
): ParameterEntry => ({
  name,
  value,
  from: '2024-01-01',
  jurisdiction: null,
  reason: 'decided',
  by: 'bureau',
  ...more,
});

/** Imports the rows as facts, all of them good, and brings the projection in line. */
export async function load(db: TestDatabase, rows: readonly Row[]): Promise<void> {
  const result = await importFacts({
    db: db.app,
    dictionary,
    source: linesOf(rows),
    recorder: 'test',
    clock: () => 0 as Moment,
    isKnown: (type, id) => type === 'system' || /^\d+$/.test(id),
  });
  expect(result.rejects).toEqual([]);
  await project(db.owner, dictionary);
}
