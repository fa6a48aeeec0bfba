import { beforeEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/support/database.ts';
import { enterprise, freshLedger, lines, now, take } from '../../../tests/support/ledger.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { factHash, ledgerDigest, parseDigest, verifyLedger } from './index.ts';

const unguarded = `alter table ledger.fact disable trigger append_only;
  alter table ledger.fact disable trigger within_scope;
  alter table ledger.record disable trigger append_only;
  alter table ledger.record_type disable trigger append_only;
  alter table ledger.section disable trigger append_only;
  alter table ledger.section disable trigger only_forward;`;
const change = 'update ledger.fact set';
const head = 'update ledger.section set';
const full = 'where head_pos > 0';
const swap = `${change} pos = pos + 100 where pos in (2, 3);
  ${change} pos = case pos when 102 then 3 else 2 end where pos > 100`;
const copied = (pos: number) => `${change} pos = pos + 100 where pos >= ${pos};
  insert into ledger.fact select 900, section, ${pos}, 'forged', record, at, set, retired, by,
    evidence, recorded_at, recorder, previous, hash from ledger.fact where pos = ${pos - 1};
  ${change} pos = pos - 99 where pos > 100;
  ${head} head_pos = head_pos + 1 ${full}`;
const cut = `delete from ledger.fact where pos = 5; update ledger.section s
  set head_pos = 4, head_hash = f.hash from ledger.fact f where f.pos = 4 and s.id = f.section`;

const wiped = 'truncate ledger.fact, ledger.record, ledger.section, ledger.record_type';

let database: TestDatabase;

/** Five facts of one section. */
beforeEach(async () => {
  const facts = [1, 2, 3, 4, 5].map((n) => enterprise(`i${n}`, 'E1', { name: `${n}` }));
  database = await freshLedger();
  await take(database.app, lines(facts));
});

const found = async () => (await verifyLedger({ db: database.app })).firstProblem ?? null;

describe('the first row that was touched is named', () => {
  test.each([
    ['a value', `${change} set = '{"name":"x"}' where pos = 3`, 'altered', 3, 'i3'],
    ['a moment', `${change} at = at + '1 us' where pos = 2`, 'altered', 2, 'i2'],
    ['the time of recording', `${change} recorded_at = now() where pos = 2`, 'altered', 2, 'i2'],
    ['who recorded', `${change} recorder = 'x' where pos = 4`, 'altered', 4, 'i4'],
    ['who stated', `${change} by = 'x' where pos = 4`, 'altered', 4, 'i4'],
    ['the evidence', `${change} evidence = '{x}' where pos = 4`, 'altered', 4, 'i4'],
    ['the end of a record', `${change} retired = true where pos = 5`, 'altered', 5, 'i5'],
    ['an id', `${change} fact_id = 'x' where pos = 2`, 'altered', 2, 'x'],
    ['the order', `${change} seq = seq + 1000 where pos = 2`, 'altered', 2, 'i2'],
    ['a hash', `${change} hash = sha256('x') where pos = 2`, 'altered', 2, 'i2'],
    ['the hash before', `${change} previous = sha256('x') where pos = 2`, 'altered', 2, 'i2'],
    ['a record', `update ledger.record set id = 'E99'`, 'altered', 1, 'i1'],
    ['another record', `${change} record = record + 1 where pos = 3`, 'altered', 3, 'i3'],
    ['a row gone', 'delete from ledger.fact where pos = 3', 'removed', 3, null],
    ['the first gone', 'delete from ledger.fact where pos = 1', 'removed', 1, null],
    ['the last gone', 'delete from ledger.fact where pos = 5', 'removed', 5, null],
    ['all gone', 'truncate ledger.fact', 'removed', 1, null],
    [
      'a gap closed',
      `delete from ledger.fact where pos = 3; ${change} pos = pos - 1 where pos > 3`,
      'removed',
      3,
      null,
    ],
    ['two rows swapped', swap, 'reordered', 2, 'i3'],
    ['a copy put between', copied(3), 'altered', 3, 'forged'],
    ['the head altered', `${head} head_hash = sha256('x') ${full}`, 'head', 5, null],
    ['the head set back', `${head} head_pos = 4 ${full}`, 'inserted', 5, 'i5'],
    ['the head moved on', `${head} head_pos = 6 ${full}`, 'removed', 6, null],
    ['the head gone', `delete from ledger.section ${full}`, 'head', 5, null],
    [
      'facts and head gone',
      `truncate ledger.fact; delete from ledger.section ${full}`,
      'head',
      0,
      null,
    ],
  ])('%s', async (_, sql, kind, pos, factId) => {
    expect(await found()).toBeNull();
    await database.owner.query(`${unguarded} ${sql}`);
    expect(await found()).toEqual({ section: 'enterprise', kind, pos, factId });
  });

  test('a row with a hash of its own, between two and at the end', async () => {
    await database.owner.query(unguarded);
    await forge(5, 6, 'appended');
    expect(await found()).toMatchObject({ kind: 'inserted', pos: 6, factId: 'appended' });
    await database.owner.query(`delete from ledger.fact where pos = 6;
      ${change} pos = pos + 100 where pos > 2; ${change} pos = pos - 99 where pos > 100;
      ${head} head_pos = 6 ${full}`);
    await forge(2, 3, 'between');
    expect(await found()).toMatchObject({ kind: 'inserted', pos: 3, factId: 'between' });
  });
});

/** A sound row after the one at `after`, stored at `pos`. */
async function forge(after: number, pos: number, id: string): Promise<void> {
  const { rows } = await database.owner.query<{ hash: string }>(
    `select encode(hash, 'hex') as hash from ledger.fact where pos = $1`,
    [after],
  );
  const previous = rows[0]?.hash ?? '';
  const at = Date.parse('2024-01-01T00:00:00+08:00') as Moment;
  const fact = { id, type: 'enterprise', record: 'E1', at, set: {}, retired: null };
  const entry = { seq: 900 + pos, recordedAt: now, recorder: 'tester' };
  const hash = factHash(previous, { ...fact, by: null, evidence: null, ...entry });
  await database.owner.query(
    `insert into ledger.fact select $1, section, $2, $3, record, at, '{}', null, null, null,
       recorded_at, recorder, decode($4, 'hex'), decode($5, 'hex') from ledger.fact where pos = 1`,
    [entry.seq, pos, id, previous, hash],
  );
}

describe('a digest kept outside', () => {
  const against = async (digest: Awaited<ReturnType<typeof ledgerDigest>>) =>
    verifyLedger({ db: database.app, digest });

  test('is a prefix of the ledger, however much comes after', async () => {
    const digest = await ledgerDigest(database.app, now);
    expect(digest).toMatchObject({ facts: 5, sections: [{ section: 'enterprise', count: 5 }] });
    expect(parseDigest(JSON.parse(JSON.stringify(digest)))).toEqual({ ok: true, value: digest });
    await take(database.app, lines([enterprise('i6', 'E2')]));
    expect(await against(digest)).toEqual({ ok: true, checked: 6 });
  });

  test.each([
    ['the last row gone, the head set back', cut, 'removed', 5, null],
    ['a section that is gone without a trace', wiped, 'removed', 1, null],
  ])('%s', async (_, sql, kind, pos, factId) => {
    const digest = await ledgerDigest(database.app, now);
    await database.owner.query(`${unguarded} ${sql}`);
    expect(await found()).toBeNull();
    expect((await against(digest)).firstProblem).toEqual({
      section: 'enterprise',
      kind,
      pos,
      factId,
    });
  });

  test('a chain that was written anew from some row on', async () => {
    const digest = await ledgerDigest(database.app, now);
    await database.owner.query(`${unguarded} delete from ledger.fact where pos = 5`);
    await forge(4, 5, 'anew');
    await database.owner.query(`update ledger.section s set head_hash = f.hash
      from ledger.fact f where f.pos = 5 and s.id = f.section`);
    expect(await found()).toBeNull();
    expect((await against(digest)).firstProblem).toMatchObject({
      kind: 'digest',
      pos: 5,
      factId: 'anew',
    });
  });

  test('one that was itself altered, or is none, is refused', async () => {
    const digest = await ledgerDigest(database.app, now);
    const [section] = digest.sections;
    for (const bad of [
      {},
      null,
      { ...digest, at: '2030-01-01T00:00:00+08:00' },
      { ...digest, facts: 4 },
      { ...digest, sections: [{ ...section, count: 4 }] },
      { ...digest, sections: [{ ...section, count: 'x' }] },
    ]) {
      expect(parseDigest(bad)).toMatchObject({
        ok: false,
        error: { zh: expect.stringContaining('摘要'), en: expect.stringContaining('digest') },
      });
    }
  });
});
