import { expect, test } from 'vitest';
import {
  act,
  alarmWorld,
  at,
  cleared,
  desk,
  dispatcher,
  dutyOf,
  idOf,
  look,
  replays,
  signal,
} from '../../../tests/support/alarms.ts';
import { must } from '../../kernel/result.ts';

const w = alarmWorld();

const low = { level: 'yellow' } as const;
const red = { level: 'red', rule: 'highHigh', value: 2.1, limit: 2 } as const;
const arriving = (minute: number) => ({
  ...{ since: at(minute), at: at(minute), receivedAt: at(minute) },
});

/** The row of the only incident, as the county sees it. */
const row = async () => must((await desk(w, dispatcher(w))).incidents[0], 'an incident');

/** How often the enterprise was told that nobody answers. */
async function toldFirm(): Promise<number> {
  const { rows } = await w.api.db.owner.query(
    `select from tasks.message where owner = $1 and title_zh like '报警无人确认%'`,
    [`e:${w.firm}`],
  );
  return rows.length;
}

test('a new red alarm leads the row of an incident that was acknowledged before', async () => {
  await w.alarms.take([signal(w, low)]);
  const first = (await row()).lead;
  expect((await act(w, dispatcher(w), first.id, 'acknowledge')).status).toBe(200);
  expect((await row()).lead).toMatchObject({
    state: { code: 'acknowledged' },
    trust: { code: 'live' },
  });
  await w.alarms.take([signal(w, { ...red, ...arriving(5), trust: 'late' })]);
  expect(await row()).toMatchObject({
    ...{ level: 'red', unacknowledged: 1, first: { id: first.id, source: 'tag/T1' } },
    lead: {
      ...{ level: 'red', value: 2.1, limit: 2, version: 0 },
      ...{ state: { code: 'unacknowledged' }, trust: { code: 'late' } },
    },
  });
  const { id } = (await row()).lead;
  const done = await act(w, dispatcher(w), id, 'acknowledge', {}, { whole: true });
  expect([done.status, done.body.count]).toEqual([200, 1]);
  // Nobody waits any more: the worst of those that are open leads.
  expect((await row()).lead).toMatchObject({ id, state: { code: 'acknowledged' } });
});

test('what is worse, or came after an answer, is told anew; what is not is told once', async () => {
  await w.alarms.take([signal(w, low)]);
  w.now = at(600);
  await look(w);
  expect(await toldFirm()).toBe(1);
  await w.alarms.take([signal(w, { ...red, ...arriving(601) })]);
  await w.alarms.take([signal(w, { ...low, rule: 'rate', ...arriving(601) })]);
  w.now = at(603);
  await look(w);
  expect(await toldFirm()).toBe(2);
  // The yellow one beside it takes its steps later: its incident was told of something worse.
  w.now = at(1200);
  await look(w);
  expect(await toldFirm()).toBe(2);
  const { lead } = await row();
  await act(w, dispatcher(w), lead.id, 'acknowledge', {}, { whole: true });
  // Over, and there again: it waits for an answer of its own.
  await w.alarms.take([
    cleared(w, 1201, { ...red, since: at(601) }),
    signal(w, { ...red, ...arriving(1202) }),
  ]);
  w.now = at(1204);
  await look(w);
  await look(w);
  expect([await toldFirm(), w.faults]).toEqual([3, []]);
});

test('found to be false it is handled from then on; found real after all, it is not', async () => {
  const source = { source: 'facility/F1', rule: 'occupancy', kind: 'occupancy' } as const;
  await w.alarms.take([signal(w, { ...source, value: 12, limit: 9, unit: '人' })]);
  const [id, mine] = [await idOf(w), dispatcher(w)];
  w.now = at(2);
  expect((await act(w, mine, id, 'acknowledge')).status).toBe(200);
  expect((await act(w, mine, id, 'judge', { verdict: 'false' })).status).toBe(400);
  const why = { verdict: 'false', reason: '画面误识别' };
  expect((await act(w, mine, id, 'judge', why)).status).toBe(200);
  await look(w);
  expect([await dutyOf(w, 'TRADE-15.6', id), w.faults]).toEqual([0, []]);
  w.now = at(3);
  expect((await act(w, mine, id, 'judge', { verdict: 'real' })).status).toBe(200);
  await look(w);
  const { rows } = await w.api.db.owner.query<{ handledAt: Date | null }>(
    `select "handledAt" from rec.alarm where id = $1 and vt = 'infinity'`,
    [id],
  );
  expect([rows, w.faults]).toEqual([[{ handledAt: null }], []]);
  await w.alarms.take([cleared(w, 4, source)]);
  expect((await act(w, mine, id, 'close')).status).toBe(409);
  w.now = at(5);
  expect((await act(w, mine, id, 'judge', why)).status).toBe(200);
  expect((await act(w, mine, id, 'close')).body.state).toBe('closed');
  await look(w);
  expect([await dutyOf(w, 'TRADE-15.6', id), w.faults]).toEqual([0, []]);
  await replays(w, id);
});
