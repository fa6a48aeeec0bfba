import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BackupPart, decodeBackup, encodeBackup } from './backup-format.ts';
import { BackupUnusable } from './errors.ts';

const header: BackupPart = {
  kind: 'header',
  value: {
    createdAt: '2026-01-01T00:00:00.000Z',
    postgres: '18.1',
    migrations: [{ slice: 'city', name: '0001_create.sql', sha256: 'a'.repeat(64) }],
  },
};

const lines = fc.array(fc.string({ unit: 'grapheme' }).map((s) => s.replace(/\n/g, '')));
const tableOf = (rows: readonly string[], index: number): BackupPart[] => [
  { kind: 'table', value: { schema: 'city', name: `表${index}`, columns: ['a', 'b'] } },
  ...rows.map((row): BackupPart => ({ kind: 'rows', value: Buffer.from(`${row}\n`) })),
  { kind: 'tableEnd', value: { rows: rows.length } },
];
const files = fc
  .array(lines, { maxLength: 4 })
  .map((tables): BackupPart[] => [
    header,
    ...tables.flatMap(tableOf),
    { kind: 'sequence', value: { schema: 'city', name: 's', value: 7, called: true } },
  ]);

async function* from<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function encoded(parts: readonly BackupPart[]): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(encodeBackup(from(parts))));
}

function pieces(bytes: Buffer, size: number): Buffer[] {
  const all: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) all.push(bytes.subarray(at, at + size));
  return all;
}

/** Rows may be cut differently: joined, they are the same. */
function joined(parts: readonly BackupPart[]): unknown[] {
  const result: unknown[] = [];
  let rows = '';
  for (const part of parts) {
    if (part.kind === 'rows') rows += part.value.toString();
    else {
      result.push(rows, part);
      rows = '';
    }
  }
  return result;
}

const decoded = (chunks: Iterable<Buffer>): Promise<BackupPart[]> =>
  Array.fromAsync(decodeBackup(from(chunks)));

test('what was written is read again, however the bytes are cut', () =>
  fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 1, max: 500 }), async (parts, size) => {
      const again = await decoded(pieces(await encoded(parts), size));
      expect(joined(again)).toEqual(joined(parts));
    }),
  ));

test('cut anywhere, it is refused', () =>
  fc.assert(
    fc.asyncProperty(files, fc.double({ min: 0, max: 1, noNaN: true }), async (parts, where) => {
      const bytes = await encoded(parts);
      const cut = bytes.subarray(0, Math.floor(where * (bytes.length - 1)));
      await expect(decoded([cut])).rejects.toBeInstanceOf(BackupUnusable);
    }),
  ));

test('any byte changed, it is refused', () =>
  fc.assert(
    fc.asyncProperty(
      files,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 255 }),
      async (parts, where, change) => {
        const bytes = await encoded(parts);
        const at = Math.floor(where * (bytes.length - 1));
        bytes[at] = (bytes[at] ?? 0) ^ change;
        await expect(decoded([bytes])).rejects.toBeInstanceOf(BackupUnusable);
      },
    ),
    { numRuns: 300 },
  ));

test('something after the end is refused', async () => {
  const bytes = await encoded([header]);
  await expect(decoded([bytes, Buffer.from('x')])).rejects.toThrow(/something follows its end/);
});

test('it is plain gzip, which any tool can unpack', async () => {
  const bytes = await encoded([header, ...tableOf(['a\tb'], 1)]);
  expect(gunzipSync(gzipSync(bytes)).toString('utf8')).toMatch(/^ZHIBEN-BACKUP 1\nH/);
});

test.each<[string, BackupPart[]]>([
  ['without a header', []],
  ['with rows outside a table', [header, { kind: 'rows', value: Buffer.from('a\n') }]],
  ['with two headers', [header, header]],
  ['with a table that does not end', [header, ...tableOf(['a'], 1).slice(0, -1)]],
  ['with fewer rows than it says', [header, ...tableOf(['a', 'b'], 1).toSpliced(1, 1)]],
])('one %s is refused', async (_, parts) => {
  await expect(decoded([await encoded(parts)])).rejects.toBeInstanceOf(BackupUnusable);
});
