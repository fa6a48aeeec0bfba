import { expect, test } from 'vitest';
import {
  day,
  enterprise,
  exported,
  freshLedger,
  lines,
  take,
} from '../../../tests/support/ledger.ts';
import type { Moment } from '../../kernel/calendar.ts';

const recordedAt = (text: string) => ({ clock: () => Date.parse(text) as Moment });
const ids = (text: string): string[] =>
  [...text.matchAll(/^\{"id":"(\w+)"/gm)].map(([, id]) => id ?? '');

test('as known on a day: what was recorded by its end in Shanghai, whenever it became true', async () => {
  const { app } = await freshLedger();
  const early = enterprise('early', 'E1', {}, '2024-01-10');
  const late = enterprise('late', 'E1', { name: '补录' }, '2024-01-05');
  const last = enterprise('last', 'E2', {}, '2024-03-01');
  await take(app, lines([early]), recordedAt('2024-01-10T09:00:00+08:00'));
  await take(app, lines([late]), recordedAt('2024-02-01T23:59:59.999+08:00'));
  await take(app, lines([last]), recordedAt('2024-02-02T00:00:00+08:00'));
  const known = async (date: string, range = {}) =>
    ids(await exported(app, { ...range, knownOn: day(date) }));
  expect(await known('2024-01-09')).toEqual([]);
  expect(await known('2024-01-31')).toEqual(['early']);
  expect(await known('2024-02-01')).toEqual(['early', 'late']);
  expect(await known('2024-02-02')).toEqual(['early', 'late', 'last']);
  // Both times at once: what became true by the 7th, as the ledger knew it.
  const to = Date.parse('2024-01-07T00:00:00+08:00') as Moment;
  expect(await known('2024-01-31', { to })).toEqual([]);
  expect(await known('2024-02-01', { to })).toEqual(['late']);
});

test('a late fact keeps both times', async () => {
  const { app } = await freshLedger();
  const facts = [enterprise('1', 'E1', {}, '2024-05-01'), enterprise('2', 'E1', {}, '2023-01-01')];
  const moment = '2024-06-01T08:00:00+08:00';
  await take(app, lines(facts), recordedAt(moment));
  const { rows } = await app.query(
    'select fact_id, at, recorded_at, type, record from ledger.published_fact order by at, seq',
  );
  expect(rows.map(({ fact_id }) => fact_id)).toEqual(['2', '1']);
  expect(rows[0].recorded_at.getTime()).toBe(Date.parse(moment));
});
