import { expect, test } from 'vitest';
import type { OutboxRecord } from '../../../ui/offline/model.ts';
import { refusedChoices } from './phone-kept.ts';
import { CHECKS, recordedHere } from './phone-records.ts';

const item = (id: string, more: object = {}) => ({
  ...{ id, measure: `M-${id}`, period: '2026-11-24', result: 'abnormal', note: '渗漏' },
  ...{ secondsTaken: 12, ...more },
});
const record = (items: readonly object[], more: Partial<OutboxRecord> = {}): OutboxRecord => ({
  ...{ id: 'a', account: 'A', kind: CHECKS, title: 't', shown: [], method: 'POST' },
  ...{ path: '/api/checks', page: '/m/tasks', writtenAt: 7, photos: ['p1'], state: 'waiting' },
  ...{ tries: 0, refusal: null, answer: null, sentAt: null, body: { items } },
  ...more,
});

test('what the server refused of a record is still to be done; what it took is not', () => {
  const both = [item('a'), item('b')];
  expect([...recordedHere([record(both)])]).toEqual(['M-a 2026-11-24', 'M-b 2026-11-24']);
  const rows = [
    { id: 'a', outcome: 'accepted' },
    { id: 'b', outcome: 'refused' },
  ];
  const sent = record(both, { state: 'sent', answer: { rows } });
  expect([...recordedHere([sent])]).toEqual(['M-a 2026-11-24']);
  expect([...recordedHere([record(both, { state: 'refused' })])]).toEqual([]);
});

test('refused checks are mended with what stood in them, one or several', () => {
  const of = (more: Parameters<typeof record>[0], rest: Partial<OutboxRecord> = {}) => [
    ...refusedChoices(record(more, rest)),
  ];
  const kept = { result: 'abnormal', note: '渗漏', photos: ['p1'], at: 7, seconds: 12 };
  expect(of([item('a')])).toEqual([['M-a 2026-11-24', kept]]);
  expect(of([item('a', { result: 'nonsense' })])).toEqual([]);
  expect(of([])).toEqual([]);
  // 其余正常: the rest of a place in one record.
  const normal = { result: 'normal', note: null, secondsTaken: 0 };
  const rest = of([item('a', normal), item('b', normal)], { photos: [] });
  expect(rest).toEqual(
    ['a', 'b'].map((id) => [
      `M-${id} 2026-11-24`,
      { result: 'normal', note: '', photos: [], at: 7, seconds: 0 },
    ]),
  );
  // Nothing of ours writes it so: whose photographs they are is not known.
  expect(of([item('a'), item('b')])).toEqual([]);
});
