import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, openTestApi } from '../../../tests/support/api.ts';
import { must } from '../../kernel/result.ts';
import type { Role } from '../../law/roles.ts';
import type { Caller } from '../identity/index.ts';
import type { FileView } from './contract.ts';
import { verifyFiles } from './index.ts';

const JPG = [0xff, 0xd8, 0xff, 0xe0];
const photo = (text: string): Uint8Array =>
  Uint8Array.from([...JPG, ...new TextEncoder().encode(text)]);

let api: OpenApi;
let firm: string;
let other: string;

beforeAll(async () => {
  api = await openTestApi();
  const { rows } = await api.db.owner.query<{ id: string }>(
    `select min(id) id from rec.enterprise where vt = 'infinity' and live group by left("jurisdiction", 6)
     order by 1 limit 2`,
  );
  firm = must(rows[0], 'an enterprise').id;
  other = must(rows[1], 'one of another county').id;
});
afterAll(() => api.close());

const at = (node: string, role: Role = 'safetyManager', account: string = `${role}-${node}`) =>
  callerWith(account, { role, nodeKind: 'enterprise', node });

function send(caller: Caller, bytes: Uint8Array, name = 'a.jpg', headers = {}): Promise<Response> {
  const form = new FormData();
  form.append('file', new Blob([Uint8Array.from(bytes)]), name);
  form.append('takenAt', '2026-11-20T08:00:00+08:00');
  return api.call(caller, 'POST', '/api/files', form, headers);
}

async function upload(caller: Caller, bytes: Uint8Array, name?: string): Promise<FileView> {
  const answer = await send(caller, bytes, name);
  expect(answer.status).toBe(200);
  return (await answer.json()) as FileView;
}

async function read(caller: Caller, id: string, of?: string): Promise<[number, string]> {
  const query = of === undefined ? '' : `?of=${encodeURIComponent(of)}`;
  const answer = await api.call(caller, 'GET', `/api/files/${encodeURIComponent(id)}${query}`);
  return [answer.status, await answer.text()];
}

/** A record of the enterprise that names files. */
function state(caller: Caller, record: string, enterprise: string, photos: readonly string[]) {
  const set = { enterprise, photos, date: '2026-11-20' };
  return api.city.state(caller, [{ type: 'selfInspection', record, at: '2026-11-20', set }]);
}

test('a photograph is seen by its uploader and through the record that names it', async () => {
  const manager = at(firm);
  const file = await upload(manager, photo('pump'), '泵房.jpg');
  expect(file).toMatchObject({ name: '泵房.jpg', mediaType: 'image/jpeg', image: true, size: 8 });
  expect((await read(manager, file.id))[0]).toBe(200);
  const leader = at(firm, 'principal');
  expect((await read(leader, file.id))[0]).toBe(403);

  expect(await state(manager, 'SI-1', firm, [file.id])).toMatchObject({ ok: true });
  const of = 'selfInspection/SI-1';
  const answer = await api.call(leader, 'GET', `/api/files/${file.id}?of=${of}`);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': expect.stringMatching(/^attachment; .*%E6%B3%B5%E6%88%BF\.jpg$/),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'",
    'cache-control': 'no-store',
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(bytes).toEqual(photo('pump'));
  const about = await api.call(leader, 'GET', `/api/files/${file.id}/about?of=${of}`);
  expect(await about.json()).toEqual(file);
  // Another record of the same scope does not open it.
  expect((await read(leader, file.id, `enterprise/${firm}`))[0]).toBe(403);
});

test('a stranger gets one answer for what is there and what is not, and names nothing of others', async () => {
  const manager = at(firm);
  const stranger = at(other);
  const { id } = await upload(manager, photo('secret'));
  expect(await state(manager, 'SI-2', firm, [id])).toMatchObject({ ok: true });
  const nothing = `sha256:${'0'.repeat(64)}`;
  const answers = [
    await read(stranger, id),
    await read(stranger, id, 'selfInspection/SI-2'),
    await read(stranger, nothing, 'selfInspection/SI-2'),
    await read(stranger, 'x', 'selfInspection/none'),
    await read(bureauOf('371700'), id),
  ];
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]?.[1]).toContain('"not-visible"');
  // Whoever knows the id does not open it by a record of his own.
  const refused = { ok: false, error: { code: 'forbidden' } };
  expect(await state(stranger, 'SI-3', other, [id])).toEqual(refused);
  expect(await state(stranger, 'SI-3', other, [nothing])).toEqual(refused);
  // What a record names already may be stated of it again, by whoever may.
  expect((await state(at(firm, 'principal'), 'SI-2', firm, [id])).ok).toBe(true);
  expect(await state(at(firm, 'principal'), 'SI-4', firm, [id])).toEqual(refused);
  expect((await read(bureauOf('371700'), id, 'selfInspection/SI-2'))[0]).toBe(200);
  expect(api.faults).toEqual([]);
});

test('the same bytes are kept once, each with the name that it came with', async () => {
  const [mine, theirs] = [at(firm), at(other)];
  const bytes = photo('twice');
  const [first, second] = [
    await upload(mine, bytes, '甲.jpg'),
    await upload(theirs, bytes, '乙.jpg'),
  ];
  expect(second.id).toBe(first.id);
  expect([first.name, second.name]).toEqual(['甲.jpg', '乙.jpg']);
  expect(await upload(mine, bytes, '改名.jpg')).toEqual(first);
  const { rows } = await api.db.owner.query(
    `select count(*)::int blobs, (select count(*)::int from files.upload where blob = $1) uploads
     from files.blob where id = $1`,
    [first.id],
  );
  expect(rows).toEqual([{ blobs: 1, uploads: 2 }]);
  // A retry with its key is the first answer; another file under it is refused.
  const key = { 'idempotency-key': 'photo-1' };
  const again = [await send(mine, bytes, 'c.jpg', key), await send(mine, bytes, 'c.jpg', key)];
  expect(await again[1]?.json()).toEqual(await again[0]?.json());
  expect((await send(mine, photo('other'), 'c.jpg', key)).status).toBe(422);
});

test.each([
  ['a page called a photograph', new TextEncoder().encode('<script>alert(1)</script>'), 422],
  ['a drawing that can hold scripts', new TextEncoder().encode('<svg onload="x"/>'), 422],
  ['nothing', new Uint8Array(), 400],
  ['too much', new Uint8Array((10 << 20) + 1), 413],
])('%s is refused', async (_, bytes, status) => {
  const answer = await send(at(firm), bytes);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ detail: { zh: expect.any(String) } });
});

test('without a scope nothing is seen, and an altered file is found', async () => {
  await upload(at(firm), photo('kept'));
  for (const table of ['files.blob', 'files.upload']) {
    expect((await api.db.web.query(`select from ${table}`)).rows).toEqual([]);
  }
  const { id } = await upload(at(firm), photo('to be altered'));
  const before = await verifyFiles(api.db.owner);
  expect(before.checked).toBeGreaterThan(1);
  expect(before.altered).toEqual([]);
  await api.db.owner.query('update files.blob set bytes = $2 where id = $1', [id, photo('x')]);
  expect(await verifyFiles(api.db.owner)).toEqual({ ...before, altered: [id] });
});

test('a worker brings photographs and voice, of a size and a number, and no papers', async () => {
  const worker = at(firm, 'worker');
  const voice = (bytes: number): Uint8Array =>
    Uint8Array.from([
      ...[0x1a, 0x45, 0xdf, 0xa3, ...new TextEncoder().encode('webm A_OPUS')],
      ...new Uint8Array(bytes),
    ]);
  expect(await upload(worker, photo('by a worker'), '现场.jpg')).toMatchObject({ image: true });
  const note = await upload(worker, voice(9), 'a.mp3');
  expect(note).toMatchObject({ name: 'a.webm', mediaType: 'audio/webm', image: false });
  const statuses = [voice(2 << 20), new TextEncoder().encode('%PDF-1.7')].map(
    async (bytes) => (await send(worker, bytes)).status,
  );
  expect(await Promise.all(statuses)).toEqual([413, 422]);
  // Who only looks uploads nothing.
  const leader = callerWith('leader', { role: 'leader', nodeKind: 'division', node: '371700' });
  expect((await send(leader, photo('x'))).status).toBe(403);

  await api.db.owner.query(
    `insert into files.upload (blob, account, name, at)
     select id, $1, 'x', $2 from (select id from files.blob limit 1) b`,
    ['many', new Date()],
  );
  await api.db.owner.query(
    `with b as (insert into files.blob (id, media_type, size, bytes)
       select 'sha256:many-' || n, 'image/jpeg', 0, '' from generate_series(1, 399) n returning id)
     insert into files.upload (blob, account, name, at) select id, 'many', 'x', $1 from b`,
    [new Date()],
  );
  const full = await send(at(firm, 'worker', 'many'), photo('one too many'));
  expect([full.status, ((await full.json()) as { code: string }).code]).toEqual([
    ...[429, 'too-many-files'],
  ]);
});
