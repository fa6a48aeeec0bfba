import { expect, test } from 'vitest';
import { enterprise, exported, freshLedger, lines, take } from '../../../tests/support/ledger.ts';

const fact = (more: object) => JSON.stringify({ ...enterprise('bad', 'E9'), ...more });

const kinds: readonly [string, string | Buffer, string, string][] = [
  ['broken JSON', '{"type":"enterprise",', 'notJson', ''],
  ['no JSON object', '[1,2]', 'notObject', ''],
  ['another encoding', Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), 'notUtf8', ''],
  ['a line without end', `"${'x'.repeat(1_100_000)}"`, 'lineTooLong', ''],
  ['an unknown key', fact({ recordId: 'E9' }), 'unknownKey', 'recordId'],
  ['a key that is missing', '{"type":"enterprise","at":"2024-01-01"}', 'missingKey', 'record'],
  ['an unknown type', fact({ type: 'enterprize' }), 'unknownType', 'type'],
  ['an unknown attribute', fact({ set: { industri: [] } }), 'unknownAttribute', 'set.industri'],
  ['a value of the wrong type', fact({ set: { employees: '3' } }), 'wrongType', 'set.employees'],
  ['an unknown code', fact({ set: { scale: 'giant' } }), 'unknownCode', 'set.scale'],
  ['a reference to nothing', fact({ set: { park: 'P9' } }), 'unknownReference', 'set.park'],
  ['a date without meaning', fact({ at: '2024-02-30' }), 'noSuchDate', 'at'],
  [
    'such a date as value',
    fact({ set: { establishedOn: '2023-02-29' } }),
    'noSuchDate',
    'set.establishedOn',
  ],
  ['a time without offset', fact({ at: '2024-03-01T09:00:00' }), 'noOffset', 'at'],
  ['an empty id', fact({ record: ' ' }), 'emptyId', 'record'],
  ['text past the limit', fact({ set: { name: 'x'.repeat(2001) } }), 'tooLong', 'set.name'],
  ['half a character', fact({ set: { name: '\ud800' } }), 'badText', 'set.name'],
  ['an id that is taken', fact({ id: 'before', by: 'somebody else' }), 'idUsed', 'id'],
];

test.each(kinds)(
  '%s: line, reason and remedy; the lines beside it are kept',
  async (_, line, code, path) => {
    const { app } = await freshLedger();
    const before = lines([enterprise('before', 'E1', { name: '甲' })]);
    const after = lines([enterprise('after', 'E2', { name: '乙' })]);
    const file = Buffer.concat([before, line, '\n', after].map((part) => Buffer.from(part)));
    const result = await take(app, file);
    expect(result).toMatchObject({ accepted: 2, duplicate: 0, rejected: 1 });
    expect(result.rejects).toMatchObject([{ line: 2, code, path }]);
    const [{ reason, mend } = { reason: { zh: '', en: '' }, mend: { zh: '', en: '' } }] =
      result.rejects;
    for (const text of [reason, mend]) {
      expect(text.zh).toMatch(/[一-鿿]/);
      expect(text.en).toMatch(/^[^一-鿿]+$/);
      expect(text.zh.length + text.en.length).toBeLessThan(600);
    }
    expect([...(await exported(app)).matchAll(/"id":"(\w+)"/g)].map(([, id]) => id)).toEqual([
      'before',
      'after',
    ]);
  },
);
