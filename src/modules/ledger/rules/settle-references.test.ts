import { expect, test } from 'vitest';
import { settleReferences } from './settle-references.ts';

const fact = (name: string, recordKey: string, ...refs: string[]) => ({
  name,
  type: 't',
  record: recordKey.slice(2),
  references: refs.map((record) => ({ attribute: 'x', types: ['t'], record })),
});
const exists = (_: string, record: string) => record === 'known';

test.each([
  ['a known record', [fact('a', 't/1', 'known')], 'a', ''],
  ['a record later in the batch', [fact('a', 't/1', '2'), fact('b', 't/2')], 'a b', ''],
  ['records that name each other', [fact('a', 't/1', '2'), fact('b', 't/2', '1')], 'a b', ''],
  ['itself', [fact('a', 't/1', '1')], 'a', ''],
  ['a missing record', [fact('a', 't/1', '9')], '', 'a'],
  ['what hangs on a missing one', [fact('a', 't/1', '2'), fact('b', 't/2', '9')], '', 'a b'],
  ['later facts of the record', [fact('a', 't/1', '9'), fact('b', 't/1')], '', 'a b'],
  [
    'earlier facts go',
    [fact('a', 't/1'), fact('b', 't/1', '9'), fact('c', 't/2', '1')],
    'a c',
    'b',
  ],
])('%s', (_, batch, accepted, waiting) => {
  const settled = settleReferences(batch, { exists, waits: () => false });
  expect(settled.accepted.map(({ name }) => name).join(' ')).toBe(accepted);
  expect(settled.waiting.map(({ name }) => name).join(' ')).toBe(waiting);
});

test('order given up: only the fact with the missing record waits', () => {
  const batch = [fact('a', 't/1', '9'), fact('b', 't/1')];
  const { accepted, waiting } = settleReferences(batch, { exists, waits: null });
  expect([accepted[0]?.name, waiting[0]?.name]).toEqual(['b', 'a']);
});
