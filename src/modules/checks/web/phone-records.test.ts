import { expect, test } from 'vitest';
import type { OutboxRecord } from '../../../ui/offline/model.ts';
import { refusedChoice } from './phone-kept.ts';
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

test('a refused check is mended with what stood in it; several in one are not', () => {
  expect(refusedChoice(record([item('a')]))).toEqual({
    key: 'M-a 2026-11-24',
    kept: { result: 'abnormal', note: '渗漏', photos: ['p1'], at: 7, seconds: 12 },
  });
  expect(refusedChoice(record([item('a', { result: 'nonsense' })]))).toBeNull();
  expect(refusedChoice(record([item('a'), item('b')]))).toBeNull();
  expect(refusedChoice(record([]))).toBeNull();
});
