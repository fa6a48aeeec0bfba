import { expect, onTestFinished, test } from 'vitest';
import type { Moment } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import type { ParameterEntry } from '../../src/law/plans/model.ts';
import {
  applyProfile,
  divisionChain,
  loadPlans,
  loadProfile,
  parameterEntries,
  parameterRows,
  recordParameter,
} from '../../src/modules/plan/index.ts';
import { back, emptyDatabase, restoreTo, testDatabase } from '../support/backup.ts';
import { scratchFolder } from '../support/scratch.ts';
import { city } from './cases/worked.ts';
import { dayOf as day, entry, load } from './support.ts';

const { parameters } = loadPlans();

const at = (text: string) => () => Date.parse(text) as Moment;
const NAME = 'commitment.announcement.period';

async function recorded(db: Awaited<ReturnType<typeof testDatabase>>, entries: ParameterEntry[]) {
  for (const each of entries) {
    const done = await recordParameter(
      { db: db.app, clock: at('2025-03-01T12:00:00+08:00') },
      each,
    );
    expect(done.ok).toBe(true);
  }
}

test('what is recorded comes back in order, with who, why and when', async () => {
  const db = await testDatabase();
  await recorded(db, [entry(NAME, 'P1M'), entry(NAME, 'P3M', { from: '2025-01-01' })]);
  expect(await parameterEntries(db.app, { name: NAME })).toEqual([
    { seq: 1, ...entry(NAME, 'P1M'), profile: null, recordedAt: '2025-03-01T12:00:00+08:00' },
    expect.objectContaining({ seq: 2, value: 'P3M', from: '2025-01-01' }),
  ]);
  expect(await parameterEntries(db.app, { knownOn: day('2025-02-28') })).toEqual([]);
  expect(await parameterEntries(db.app, { knownOn: day('2025-03-01') })).toHaveLength(2);
});

test.each([
  `update plan.parameter_entry set value = '1'`,
  'delete from plan.parameter_entry',
  'truncate plan.parameter_entry',
])('append-only for every role: %s', async (sql) => {
  const db = await testDatabase();
  await recorded(db, [entry(NAME, 'P1M')]);
  await expect(db.app.query(sql)).rejects.toThrow(/append-only|permission denied/);
  await expect(db.owner.query(sql)).rejects.toThrow('plan.parameter_entry is append-only');
  // In a replication session, too, in which ordinary triggers sleep; only a superuser may open one.
  const client = await db.owner.connect();
  try {
    await client.query('set session_replication_role = replica').catch(() => undefined);
    await expect(client.query(sql)).rejects.toThrow('append-only');
  } finally {
    client.release(true);
  }
  expect(await parameterEntries(db.app)).toHaveLength(1);
});

test('a value of every type survives the table', async () => {
  const db = await testDatabase();
  const values = ['P1M', 3, 0.25, ['甲', '乙'], { a: ['x'], b: 1 }, 'null', ''];
  await recorded(
    db,
    values.map((value) => entry(NAME, value)),
  );
  expect((await parameterEntries(db.app)).map(({ value }) => value)).toEqual(values);
});

test('a value taken back: unset for all, and in a division the value above it again', async () => {
  const db = await testDatabase();
  await load(db, city);
  const county = { jurisdiction: '371728' };
  await recorded(db, [
    entry(NAME, 'P1M'),
    entry(NAME, 'P3M', county),
    entry(NAME, null, { ...county, from: '2025-01-01' }),
    entry(NAME, null, { from: '2026-01-01' }),
  ]);
  const entries = await parameterEntries(db.app);
  const row = async (on: string, code: string | null) => {
    const chain = code === null ? [] : await divisionChain(db.app, code, day(on));
    const places = 'ok' in chain ? (chain.ok ? chain.value : []) : chain;
    const rows = parameterRows(parameters, entries, day(on), places);
    const { value, basis, divisions } = must(
      rows.find(({ name }) => name === NAME),
      NAME,
    );
    return [value, basis, divisions.join()];
  };
  expect(await row('2024-06-01', null)).toEqual(['P1M', 'general', '371728']);
  expect(await row('2024-06-01', '371728100')).toEqual(['P3M', 'division', '371728']);
  expect(await row('2024-06-01', '371721')).toEqual(['P1M', 'general', '371728']);
  expect(await row('2025-06-01', '371728100')).toEqual(['P1M', 'general', '']);
  expect(await row('2026-06-01', '371728')).toEqual([null, 'unset', '']);
  expect(await row('2023-12-31', null)).toEqual([null, 'unset', '']);
});

test('refused: a division that the ledger does not know, and taking back what is not there', async () => {
  const db = await testDatabase();
  const recording = { db: db.app, clock: at('2025-03-01') };
  const nowhere = await recordParameter(recording, entry(NAME, 'P1M', { jurisdiction: '371799' }));
  expect(nowhere).toMatchObject({ ok: false, error: { en: expect.stringContaining('371799') } });
  const nothing = await recordParameter(recording, entry(NAME, null));
  expect(nothing).toMatchObject({ ok: false, error: { zh: expect.stringContaining(NAME) } });
  expect(await parameterEntries(db.app)).toEqual([]);
});

test('the starter profile fills what is unset, once, and names its reasons; a dry run writes nothing', async () => {
  const db = await testDatabase();
  const starter = loadProfile('starter', parameters);
  if (!starter.ok) throw new Error('no starter');
  await recorded(db, [entry(NAME, 'P3M', { from: '2025-01-01' })]);
  const recording = { db: db.app, clock: at('2025-03-02') };
  const chosen = { by: 'bureau', from: null, dryRun: true };
  const would = await applyProfile(recording, starter.value, chosen);
  expect(would.kept).toEqual([NAME]);
  expect(await parameterEntries(db.app)).toHaveLength(1);
  const did = await applyProfile(recording, starter.value, { ...chosen, dryRun: false });
  expect(did).toEqual(would);
  const entries = await parameterEntries(db.app);
  expect(entries).toHaveLength(starter.value.values.length);
  expect(entries.at(-1)).toMatchObject({ by: 'bureau', profile: 'starter', from: '2024-01-01' });
  expect(entries.at(-1)?.reason).toMatchObject({ zh: expect.any(String), en: expect.any(String) });
  const again = await applyProfile(recording, starter.value, { ...chosen, dryRun: false });
  expect(again.added).toEqual([]);
  const rows = parameterRows(parameters, entries, day('2024-06-01'), []);
  const unset = rows.filter(({ basis }) => basis === 'unset').map(({ name }) => name);
  const offered = new Set(starter.value.values.map(({ name }) => name));
  expect(unset.filter((name) => offered.has(name))).toEqual([NAME]);
});

test('a backup holds the parameters with their history', async () => {
  const source = await testDatabase();
  await recorded(source, [entry(NAME, 'P1M'), entry(NAME, null, { from: '2025-01-01' })]);
  const file = `${scratchFolder()}/b.zhiben`;
  await back(source.owner, file);
  const { url } = await emptyDatabase();
  const { database } = await restoreTo(file, { url });
  onTestFinished(() => database.close());
  expect(await parameterEntries(database.app)).toEqual(await parameterEntries(source.app));
  await recorded({ ...source, ...database }, [entry(NAME, 'P1Y')]);
  expect((await parameterEntries(database.app)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});
