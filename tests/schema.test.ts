import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { describeSchema } from '../src/platform/db/index.ts';
import { createTestDatabase } from './support/database.ts';

test('db/schema.sql is what the migrations make; `npm run schema` rewrites it', async () => {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  const golden = readFileSync(resolve(import.meta.dirname, '..', 'db', 'schema.sql'), 'utf8');
  expect(await describeSchema(db.owner)).toBe(golden);
});

test.each([
  ['a column', 'alter table ledger.fact add extra int', '  extra integer'],
  ['a default', `alter table ledger.fact alter by set default 'x'`, `by text DEFAULT 'x'`],
  ['a constraint', 'alter table ledger.fact add check (pos > 0)', 'CHECK ((pos > 0))'],
  ['an index', 'create index extra on ledger.fact (pos)', 'CREATE INDEX extra'],
  [
    'a trigger switched off',
    'alter table ledger.fact disable trigger append_only',
    'refuse_change(); -- disabled',
  ],
  ['a grant', 'grant delete on ledger.fact to zhiben_app', '-- zhiben_app: delete, insert'],
  [
    'a function',
    `create function ledger.f() returns int language sql as 'select 1'`,
    'FUNCTION ledger.f()',
  ],
  ['a view', 'create view ledger.v as select 1 as one', 'create view ledger.v (one integer)'],
])('%s that changes shows', async (_, change, line) => {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  const before = await describeSchema(db.owner);
  await db.owner.query(change);
  const after = await describeSchema(db.owner);
  expect(after).not.toBe(before);
  expect(before.toLowerCase()).not.toContain(line.toLowerCase());
  expect(after.toLowerCase()).toContain(line.toLowerCase());
});
