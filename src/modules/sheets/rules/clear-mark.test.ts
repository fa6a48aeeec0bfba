import { expect, test } from 'vitest';
import { must } from '../../../kernel/result.ts';
import { loadDictionary } from '../../plan/index.ts';
import { draftOf, judged } from './check-row.ts';
import { ledgersOf } from './columns.ts';
import { changedSince } from './undo.ts';
import type { Cell } from './values.ts';
import { isClearMark } from './values.ts';

const dictionary = loadDictionary();
const hazards = must(ledgersOf(dictionary).get('hazard'), 'the ledger');
const rights = { begin: true, edit: () => true };

/** What a row of a hazard that stands would do. */
function set(attribute: string, cell: Cell, stands: Record<string, unknown>) {
  const values = { enterprise: 'E1', source: 'self', foundOn: '2025-01-01', ...stands };
  const draft = draftOf(hazards, ['id', attribute], 5, ['H1', cell]);
  const standing = { existing: [{ id: 'H1', values }], repeats: null, newId: 'X', rights };
  return judged(hazards, draft, standing);
}

test.each([
  ['【清空】', true],
  ['[清空]', true],
  [' ［ 清空 ］ ', true],
  ['[Clear]', true],
  ['清空', false],
  ['', false],
  [null, false],
  ['【清空】储罐', false],
])('%s: %s', (cell, clears) => {
  expect(isClearMark(cell)).toBe(clears);
});

test('takes away what stands, and nothing where nothing does', () => {
  expect(set('dueOn', '【清空】', { dueOn: '2025-02-01' })).toMatchObject({
    state: 'change',
    set: { dueOn: null },
  });
  expect(set('dueOn', '【清空】', {})).toMatchObject({ state: 'same', set: {} });
  expect(set('dueOn', null, { dueOn: '2025-02-01' })).toMatchObject({ state: 'same', set: {} });
  expect(set('source', '[clear]', {})).toMatchObject({ state: 'error' });
});

test('a value that falls back to its default was not changed by somebody else', () => {
  const definition = must(
    dictionary.records.find(({ type }) => type === 'hazard'),
    'hazard',
  );
  const given = definition.attributes.find((each) => each.default !== undefined && !each.derived);
  const { name, default: fallback } = must(given, 'an attribute with a default');
  expect(changedSince(definition, { [name]: fallback }, { [name]: null }, false)).toBeNull();
});
