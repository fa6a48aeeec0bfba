import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/support/database.ts';
import { createTestDatabase } from '../../../tests/support/database.ts';
import { enterprise, exported, facility, lines, take } from '../../../tests/support/ledger.ts';
import { verifyLedger } from './index.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

describe('import', () => {
  test('a file twice is one file; a used id is refused', async () => {
    const file = lines([enterprise('a', 'E1', { name: '甲' }), enterprise('b', 'E2')]);
    expect(await take(database.app, file)).toMatchObject({
      accepted: 2,
      duplicate: 0,
      rejected: 0,
    });
    expect(await take(database.app, file)).toMatchObject({
      accepted: 0,
      duplicate: 2,
      rejected: 0,
    });
    const other = lines([enterprise('a', 'E1', { name: '乙' })]);
    expect(await take(database.app, other + other)).toMatchObject({
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
    expect(await take(database.app, `${line}\n${same}`)).toMatchObject({
      accepted: 1,
      duplicate: 1,
    });
  });

  test('bad lines are refused with their numbers, the rest goes on', async () => {
    const file = Buffer.concat([
      Buffer.from('\ufeff{"type":"enterprise","record":"E1","at":"2024-01-01"}\r\n\nnonsense\n'),
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.from(`"${'x'.repeat(1_100_000)}"\n`),
      Buffer.from(lines([enterprise('z', 'E2', { park: 'nowhere' })])),
      Buffer.from('{"type":"enterprise","record":"E3","at":"2024-01-01"}'),
    ]);
    const result = await take(database.app, file);
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
            const result = await take(other.app, lines(shuffled), { batchFacts });
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
    expect(await take(database.app, file, { batchFacts: 1 })).toMatchObject({ accepted: 4 });
    expect(
      [...(await exported(database.app, { type: 'enterprise' })).matchAll(/"id":"(\d)"/g)].join(),
    ).toBe('"id":"1",1,"id":"2",2,"id":"3",3');
  });

  test('two imports at once of one file take each fact once', async () => {
    const file = lines(Array.from({ length: 300 }, (_, i) => enterprise(`i${i}`, `E${i % 50}`)));
    const results = await Promise.all(
      [1, 2, 3].map(() => take(database.app, file, { batchFacts: 40 })),
    );
    expect(results.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(300);
    expect(await verifyLedger({ db: database.app })).toEqual({ ok: true, checked: 300 });
  });

  test('a known id is found wherever it stands: in the batch, in one before, in the ledger', async () => {
    const facts = Array.from({ length: 60 }, (_, n) => enterprise(`i${n}`, `E${n}`, { name: 'x' }));
    await take(database.app, lines(facts.slice(0, 1)));
    const again = facts.flatMap((fact, n) => (n > 40 && n % 5 === 0 ? [fact, fact] : [fact]));
    const other = enterprise('i30', 'E30', { name: 'y' });
    const result = await take(database.app, lines([...again, other, ...facts]), { batchFacts: 4 });
    expect(result).toMatchObject({ accepted: 59, duplicate: 64, rejected: 1 });
    expect(result.rejects).toMatchObject([{ line: again.length + 1, code: 'idUsed' }]);
    expect(await verifyLedger({ db: database.app })).toEqual({ ok: true, checked: 60 });
  });

  test('another import meanwhile brings records and ids that this one believes to be new', async () => {
    const facts = Array.from({ length: 40 }, (_, n) => facility(`f${n}`, `F${n}`, `E${n}`));
    const owners = Array.from({ length: 40 }, (_, n) => enterprise(`e${n}`, `E${n}`));
    let other: Promise<unknown> | null = null;
    const result = await take(database.app, lines([...owners, ...facts]), {
      batchFacts: 5,
      onBatch: () => {
        other ??= take(database.app, lines([...owners, ...facts].toReversed()), { batchFacts: 7 });
      },
    });
    await other;
    expect(result.accepted + result.duplicate).toBe(80);
    expect(await verifyLedger({ db: database.app })).toEqual({ ok: true, checked: 80 });
    const { rows } = await database.app.query('select count(*) as n from ledger.record');
    expect(rows).toEqual([{ n: 80 }]);
  });
});
