import { expect, test } from 'vitest';
import { createEmptyDatabase } from '../../../tests/support/database.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { BinaryRows } from './binary-rows.ts';
import { copyInto } from './copy.ts';
import { transaction } from './transaction.ts';

test('every kind of value arrives as it was, rows larger than a piece too', async () => {
  const database = await createEmptyDatabase();
  try {
    await database.owner.query(`create table kept (n bigint, small smallint, at timestamptz,
      text text, list text[], doc jsonb, raw bytea, yes boolean, nothing text)`);
    const numbers = [0, -1, 2 ** 31, -(2 ** 40) - 3, Number.MAX_SAFE_INTEGER];
    const moments = [
      '1900-01-01T00:00:00.001Z',
      '1999-12-31T23:59:59.999Z',
      '9998-12-31T23:59:59Z',
    ];
    const texts = ['', '企业\t\\N"', 'x'.repeat(200_000)];
    const lists = [[], ['a', '', '"\\,{}'], ['NULL']];
    const rows = new BinaryRows();
    function* pieces(): Generator<Buffer> {
      for (let index = 0; index < 300; index++) {
        const doc = Buffer.from(`..{"甲": ${index}}..`);
        rows.row(9);
        rows.int8(numbers[index % numbers.length] ?? 0);
        rows.int2(index - 150);
        rows.moment(Date.parse(moments[index % 3] ?? '') as Moment);
        rows.text(texts[index % 3] ?? '');
        rows.texts(lists[index % 3] ?? []);
        rows.json(doc, 2, doc.length - 2);
        rows.hex(index.toString(16).padStart(4, '0'));
        rows.bool(index % 2 === 0);
        rows.nothing();
        if (rows.full) yield rows.take();
      }
      yield rows.end();
    }
    const copied = await transaction(database.owner, (client) =>
      copyInto(client, 'copy kept from stdin (format binary)', pieces()),
    );
    expect(copied).toBe(300);
    const { rows: kept } = await database.owner.query('select * from kept order by small');
    for (const [index, row] of kept.entries()) {
      expect(row).toEqual({
        n: numbers[index % numbers.length],
        small: index - 150,
        at: new Date(moments[index % 3] ?? ''),
        text: texts[index % 3],
        list: lists[index % 3],
        doc: { 甲: index },
        raw: Buffer.from(index.toString(16).padStart(4, '0'), 'hex'),
        yes: index % 2 === 0,
        nothing: null,
      });
    }
  } finally {
    await database.close();
  }
});
