import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../../tests/support/database.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { dictionarySchema } from '../../law/records/model.ts';
import { exportFacts, importFacts, verifyLedger } from './index.ts';

const dictionary = dictionarySchema.parse(
  JSON.parse(readFileSync('src/law/records/records.json', 'utf8')),
);
const now = Date.parse('2024-06-01T00:00:00Z') as Moment;
type Database = Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

async function* bytes(text: string | Buffer, size = 1000): AsyncGenerator<Buffer> {
  const all = Buffer.from(text);
  for (let start = 0; start < all.length; start += size) yield all.subarray(start, start + size);
}

const lines = (facts: readonly unknown[]) =>
  facts.map((one) => `${JSON.stringify(one)}\n`).join('');

function take(text: string | Buffer, more: { batchFacts?: number; db?: Database['app'] } = {}) {
  return importFacts({
    db: database.app,
    dictionary,
    source: bytes(text),
    recorder: 'tester',
    clock: () => now,
    ...more,
  });
}

async function exported(range: { type?: string; from?: Moment; to?: Moment } = {}) {
  let text = '';
  for await (const piece of exportFacts({ db: database.app, ...range })) text += piece;
  return text;
}

const enterprise = (id: string, record: string, set: object = {}, at = '2024-01-01') => ({
  id,
  type: 'enterprise',
  record,
  at,
  set,
});
const facility = (id: string, record: string, owner: string) => ({
  id,
  type: 'facility',
  record,
  at: '2024-01-01',
  set: { enterprise: owner },
});

describe('import', () => {
  test('a file twice is one file; a used id is refused', async () => {
    const file = lines([enterprise('a', 'E1', { name: '甲' }), enterprise('b', 'E2')]);
    expect(await take(file)).toMatchObject({ accepted: 2, duplicate: 0, rejected: 0 });
    expect(await take(file)).toMatchObject({ accepted: 0, duplicate: 2, rejected: 0 });
    const other = lines([enterprise('a', 'E1', { name: '乙' })]);
    expect(await take(other + other)).toMatchObject({
      accepted: 0,
      rejects: [
        { line: 1, code: 'idUsed' },
        { line: 2, code: 'idUsed' },
      ],
    });
    expect(await verifyLedger({ db: database.app })).toEqual({ ok: true, checked: 2 });
  });

  test('a line without an id is known again by its content', async () => {
    const line =
      '{"type":"enterprise","record":"E1","at":"2024-01-01","set":{"name":"甲","scale":null}}';
    const same =
      '{"set":{"scale":null,"name":"甲"},"at":"2023-12-31T16:00:00Z","record":"E1","type":"enterprise"}';
    expect(await take(`${line}\n${same}`)).toMatchObject({ accepted: 1, duplicate: 1 });
  });

  test('bad lines are refused with their numbers, the rest goes on', async () => {
    const file = Buffer.concat([
      Buffer.from('\ufeff{"type":"enterprise","record":"E1","at":"2024-01-01"}\r\n\nnonsense\n'),
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.from(`"${'x'.repeat(1_100_000)}"\n`),
      Buffer.from(lines([enterprise('z', 'E2', { park: 'nowhere' })])),
      Buffer.from('{"type":"enterprise","record":"E3","at":"2024-01-01"}'),
    ]);
    const result = await take(file);
    expect(result).toMatchObject({ accepted: 2, rejected: 4 });
    expect(result.rejects.map(({ line, code }) => [line, code])).toEqual([
      [3, 'notJson'],
      [4, 'notUtf8'],
      [5, 'lineTooLong'],
      [6, 'unknownReference'],
    ]);
  });

  test('references resolve in any order, over any batches, round in a ring too', async () => {
    const division = (id: string, parent: string) => ({
      id: `d${id}`,
      type: 'document',
      record: id,
      at: '2024-01-01',
      set: { supersedes: parent },
    });
    const ring = ['D1', 'D2', 'D3', 'D4', 'D5'].map((id, at, all) =>
      division(id, all[(at + 1) % 5] ?? ''),
    );
    const facts = [
      facility('f1', 'F1', 'E1'),
      facility('f2', 'F2', 'E2'),
      facility('f3', 'F3', 'E9'),
      enterprise('e1', 'E1', { park: 'P1', jurisdiction: '371728' }),
      enterprise('e2', 'E2', {}),
      { id: 'p1', type: 'park', record: 'P1', at: '2024-01-01', set: {} },
      ...ring,
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(facts, { minLength: facts.length }),
        fc.integer({ min: 1, max: 12 }),
        async (shuffled, batchFacts) => {
          const other = await createTestDatabase();
          try {
            const result = await take(lines(shuffled), { batchFacts, db: other.app });
            expect(result).toMatchObject({ accepted: facts.length - 1, rejected: 1 });
            expect(result.rejects[0]?.line).toBe(shuffled.findIndex(({ id }) => id === 'f3') + 1);
            expect((await verifyLedger({ db: other.app })).ok).toBe(true);
          } finally {
            await other.close();
          }
        },
      ),
      { numRuns: 6 },
    );
  });

  test('facts of one record keep their order when one has to wait', async () => {
    const file = lines([
      enterprise('1', 'E1', { name: 'first' }),
      enterprise('2', 'E1', { name: 'second', park: 'P1' }),
      enterprise('3', 'E1', { name: 'third' }),
      { id: '4', type: 'park', record: 'P1', at: '2024-01-01', set: {} },
    ]);
    expect(await take(file, { batchFacts: 1 })).toMatchObject({ accepted: 4 });
    expect([...(await exported({ type: 'enterprise' })).matchAll(/"id":"(\d)"/g)].join()).toBe(
      '"id":"1",1,"id":"2",2,"id":"3",3',
    );
  });

  test('a late fact keeps both times', async () => {
    await take(
      lines([enterprise('1', 'E1', {}, '2024-05-01'), enterprise('2', 'E1', {}, '2023-01-01')]),
    );
    const { rows } = await database.app.query(
      'select fact_id, at, recorded_at, type, record from ledger.published_fact order by at, seq',
    );
    expect(rows.map(({ fact_id }) => fact_id)).toEqual(['2', '1']);
    expect(rows[0].recorded_at.getTime()).toBe(now);
  });

  test('two imports at once of one file take each fact once', async () => {
    const file = lines(Array.from({ length: 300 }, (_, i) => enterprise(`i${i}`, `E${i % 50}`)));
    const results = await Promise.all([1, 2, 3].map(() => take(file, { batchFacts: 40 })));
    expect(results.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(300);
    expect(await verifyLedger({ db: database.app })).toEqual({ ok: true, checked: 300 });
  });
});

describe('export', () => {
  test('export, import elsewhere, export: the same bytes', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((s) => !s.includes('\0'));
    const id = text.filter((s) => s.trim() !== '');
    const line = fc.record(
      {
        type: fc.constant('enterprise'),
        record: id,
        at: fc.integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms).toISOString()),
        set: fc.record(
          {
            name: fc.option(text),
            products: fc.array(id, { maxLength: 3 }),
            longitude: fc.double({ noNaN: true, noDefaultInfinity: true }),
            employees: fc.maxSafeInteger(),
            stationed: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
        retired: fc.boolean(),
        by: id,
        evidence: fc.array(id, { maxLength: 3 }),
      },
      { requiredKeys: ['type', 'record', 'at', 'set'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (facts) => {
        const [one, two] = [await createTestDatabase(), await createTestDatabase()];
        try {
          expect(await take(lines(facts), { db: one.app })).toMatchObject({ rejected: 0 });
          const read = async (db: Database['app']) => {
            let out = '';
            for await (const piece of exportFacts({ db })) out += piece;
            return out;
          };
          const first = await read(one.app);
          expect(await take(first, { db: two.app })).toMatchObject({ rejected: 0 });
          expect(await read(two.app)).toBe(first);
          expect((await verifyLedger({ db: two.app })).ok).toBe(true);
        } finally {
          await one.close();
          await two.close();
        }
      }),
      { numRuns: 8 },
    );
  });
});

describe('append-only', () => {
  test.each([
    'update ledger.fact set recorder = null',
    'delete from ledger.fact',
    'truncate ledger.fact',
    'update ledger.record set id = id',
    'delete from ledger.record',
    'delete from ledger.section',
    'update ledger.section set head_pos = head_pos',
  ])('%s', async (sql) => {
    await take(lines([enterprise('1', 'E1')]));
    for (const pool of [database.app, database.owner]) {
      await expect(pool.query(sql)).rejects.toThrow(/append-only|forward only|permission denied/);
    }
    await expect(database.owner.query(sql)).rejects.toThrow(/append-only|forward only/);
  });
});

describe('verify', () => {
  const swap = `update ledger.fact set pos = pos + 100 where pos in (2, 3);
    update ledger.fact set pos = case pos when 102 then 3 else 2 end where pos > 100`;
  const forge = (pos: number) => `update ledger.fact set pos = pos + 100 where pos >= ${pos};
    insert into ledger.fact select 900, section, ${pos}, 'forged', record, at, set, retired, by,
      evidence, recorded_at, recorder, previous, hash from ledger.fact where pos = ${pos - 1};
    update ledger.fact set pos = pos - 99 where pos > 100;
    update ledger.section set head_pos = head_pos + 1 where head_pos > 0`;
  test.each([
    ['a value', `update ledger.fact set set = '{"name":"x"}' where pos = 3`, 'altered', 3, 'i3'],
    ['a moment', `update ledger.fact set at = at + '1 us' where pos = 2`, 'altered', 2, 'i2'],
    ['order', 'update ledger.fact set seq = seq + 1000 where pos = 2', 'altered', 2, 'i2'],
    ['a hash', `update ledger.fact set hash = sha256('x') where pos = 2`, 'altered', 2, 'i2'],
    ['a record', `update ledger.record set id = 'E99'`, 'altered', 1, 'i1'],
    ['a row gone', 'delete from ledger.fact where pos = 3', 'removed', 3, null],
    ['the first gone', 'delete from ledger.fact where pos = 1', 'removed', 1, null],
    ['the last gone', 'delete from ledger.fact where pos = 5', 'removed', 5, null],
    ['all gone', 'truncate ledger.fact', 'removed', 1, null],
    [
      'a gap closed',
      'delete from ledger.fact where pos = 3; update ledger.fact set pos = pos - 1 where pos > 3',
      'removed',
      3,
      null,
    ],
    ['two rows swapped', swap, 'reordered', 2, 'i3'],
    ['a copy put between', forge(3), 'altered', 3, 'forged'],
    [
      'a head',
      `update ledger.section set head_hash = sha256('x') where head_pos > 0`,
      'head',
      5,
      null,
    ],
  ])('%s', async (_, sql, kind, pos, factId) => {
    const facts = [1, 2, 3, 4, 5].map((n) => enterprise(`i${n}`, 'E1', { name: `${n}` }));
    await take(lines(facts));
    await database.owner.query(
      `alter table ledger.fact disable trigger append_only;
       alter table ledger.record disable trigger append_only;
       alter table ledger.section disable trigger only_forward; ${sql}`,
    );
    expect(await verifyLedger({ db: database.app })).toMatchObject({
      ok: false,
      firstProblem: { section: 'enterprise', kind, pos, factId },
    });
  });
});
