import { expect, test } from 'vitest';
import { enterprise, freshLedger, lines, take } from '../../../tests/support/ledger.ts';
import { verifyLedger } from './index.ts';

const guarded = ['fact', 'record', 'record_type', 'section'].map((name) => `ledger.${name}`);
const refusal = /append-only|forward only|permission denied/;

test.each([
  'update ledger.fact set recorder = recorder',
  'update ledger.fact set recorder = null where false',
  'update ledger.record set id = id',
  'update ledger.record_type set name = name',
  'update ledger.section set head_pos = head_pos where head_pos > 0',
  'update ledger.section set head_pos = head_pos - 1 where head_pos > 0',
  'update ledger.section set id = id + 100 where head_pos > 0',
  ...guarded.flatMap((table) => [`delete from ${table}`, `truncate ${table} cascade`]),
])('%s is refused, to the application and to the owner', async (sql) => {
  const { app, owner } = await freshLedger();
  await take(app, lines([enterprise('1', 'E1')]));
  await expect(app.query(sql)).rejects.toThrow(refusal);
  await expect(owner.query(sql)).rejects.toThrow(/append-only|forward only/);
  // In a replication session, too, in which ordinary triggers sleep.
  const client = await owner.connect();
  try {
    await client.query('set session_replication_role = replica').catch(() => undefined);
    await expect(client.query(sql)).rejects.toThrow(/append-only|forward only/);
  } finally {
    client.release(true);
  }
  expect(await verifyLedger({ db: app })).toEqual({ ok: true, checked: 1 });
});

test('the application cannot lift the guard', async () => {
  const { app } = await freshLedger();
  for (const table of guarded) {
    await expect(app.query(`alter table ${table} disable trigger all`)).rejects.toThrow(/owner/);
    await expect(app.query(`drop table ${table}`)).rejects.toThrow(/owner/);
  }
});
