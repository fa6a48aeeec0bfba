import { expect, test } from 'vitest';
import { bureauOf, callerWith, testApi } from '../../../tests/support/api.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import { reading } from '../identity/index.ts';
import type { FileView } from './contract.ts';
import { UnnamedFiles } from './index.ts';
import { UNNAMED_KEPT } from './model.ts';

const DAY_MS = 86_400_000;

test('an upload that no fact and no draft names goes after its time, all others stay', {
  timeout: 240_000,
}, async () => {
  const api = await testApi();
  const { owner } = api.db;
  const { rows } = await owner.query<{ id: string }>(
    `select id from rec.enterprise where vt = 'infinity' and live order by id limit 1`,
  );
  const node = must(rows[0], 'an enterprise').id;
  const manager = callerWith('files-manager', {
    ...{ role: 'safetyManager', nodeKind: 'enterprise', node },
  });
  const upload = async (text: string): Promise<string> => {
    const form = new FormData();
    const bytes = [0xff, 0xd8, 0xff, 0xe0, ...new TextEncoder().encode(text)];
    form.append('file', new Blob([Uint8Array.from(bytes)]), 'a.jpg');
    const answer = await api.call(manager, 'POST', '/api/files', form);
    return ((await answer.json()) as FileView).id;
  };
  const [lost, stated, drafted, again, late] = await Promise.all(
    ['lost', 'stated', 'drafted', 'again', 'late'].map(upload),
  );
  const set = { enterprise: node, photos: [stated], date: '2026-11-20' };
  const one = { type: 'selfInspection', record: 'SI-unnamed', at: '2026-11-20', set };
  expect((await api.city.state(manager, [one])).ok).toBe(true);
  await owner.query(
    `insert into hazards.draft (account, key, body, saved_at) values ('x', 'k', $1, now())`,
    [JSON.stringify({ rows: [{ photos: [drafted] }] })],
  );
  await owner.query('update files.upload set at = at - $1::interval where blob = any($2)', [
    ...[`${UNNAMED_KEPT.days} days 1 minute`, [lost, stated, drafted, again]],
  ]);
  await upload('again');

  const files = new UnnamedFiles(api.city);
  expect(await files.look()).toBe(1);
  const { rows: left } = await owner.query<{ id: string }>('select id from files.blob');
  expect(left.map(({ id }) => id).sort()).toEqual([stated, drafted, again, late].sort());
  const { rows: noted } = await owner.query(
    `select detail from identity.audit where action = 'file-removal'`,
  );
  expect(noted).toEqual([{ detail: { count: 1, days: UNNAMED_KEPT.days } }]);
  expect(await files.look()).toBe(0);

  // While somebody states facts that name files, nothing goes; afterwards what is late.
  const later = new UnnamedFiles(
    api.city,
    () => (api.city.now() + (UNNAMED_KEPT.days + 1) * DAY_MS) as Moment,
  );
  await reading(api.city.web, bureauOf('371700'), async (client) => {
    await client.query('select pg_advisory_xact_lock_shared(72180040)');
    expect(await later.look()).toBe(0);
  });
  expect(await later.look()).toBe(2);
  const { rows: last } = await owner.query<{ id: string }>('select id from files.blob');
  expect(last.map(({ id }) => id).sort()).toEqual([stated, drafted].sort());
});
