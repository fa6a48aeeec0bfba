import { expect, test } from 'vitest';
import { alarmWorld, at } from '../../../tests/support/alarms.ts';
import { bureauOf } from '../../../tests/support/api.ts';
import { dutiesOf, monitored, sendAndJudge, stateIn } from '../../../tests/support/monitored.ts';
import { dayOf, endOfDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import { stateFeeds } from './index.ts';

const w = alarmWorld();
const m = monitored(w);
const LAST = endOfDay(dayOf(2026, 11, 24));
const HOUR = 60;

const record = (type: string, id: string, set: object): object => ({
  ...{ type, record: id, at: '2026-11-01', set: { name: id, ...set } },
});
const isMet = async (clause: string, subject: string): Promise<boolean> => {
  const found = await dutiesOf(w, clause, subject, LAST);
  return found.length > 0 && found.every((status) => status <= 1);
};

/** A hazchem installation and a trade enterprise in scope, each with a gateway. */
async function plants(): Promise<string> {
  const { rows } = await w.api.db.owner.query<{ id: string }>(
    `select min(id) id from rec.enterprise where vt = 'infinity' and live and 'hazchem' = any("industry")`,
  );
  const firm = must(rows[0], 'a hazchem enterprise').id;
  const typed = await w.api.db.owner.query<{ id: string }>(
    `select id from rec."dataFeed" where enterprise = any($1) and vt = 'infinity' and live`,
    [[firm, w.firm]],
  );
  await stateIn(w, [
    ...typed.rows.map(({ id }) => ({
      ...{ type: 'dataFeed', record: id, at: '2026-11-10', retired: true },
    })),
    record('facility', 'F-MH', {
      enterprise: firm,
      kind: 'installation',
      majorHazard: true,
      keyProcessUnit: true,
    }),
    record('gateway', 'G-MH', { enterprise: firm }),
    record('tag', 'T-MH', { code: 'P', gateway: 'G-MH', facility: 'F-MH', quantity: 'pressure' }),
    ...[w.firm].flatMap((enterprise) => [
      {
        ...{ type: 'enterprise', record: enterprise, at: '2026-11-01' },
        set: { tradeFeatures: ['deepWellCasting'] },
      },
      record('gateway', 'G-TR', { enterprise }),
      record('tag', 'T-TR', { code: 'P', gateway: 'G-TR', quantity: 'pressure' }),
      record('tag', 'T-PW', { code: 'W', gateway: 'G-TR', quantity: 'power', circuit: 'total' }),
    ]),
    // Somebody typed it, and it would stand for ever.
    {
      ...{ type: 'dataFeed', record: 'TYPED', at: '2026-11-11' },
      set: { enterprise: w.firm, kind: 'production', target: 's-trade-warn', connected: true },
    },
  ]);
  m.live.reload();
  return firm;
}

async function sent(value: number): Promise<void> {
  await sendAndJudge(w, m, 'G-MH', [['P', value]]);
  await sendAndJudge(w, m, 'G-TR', [
    ['P', value],
    ['W', value],
  ]);
  await m.live.keep();
}

test('connections follow what is received: connected, share of hours, silent, back; once a day', async () => {
  const firm = await plants();
  const trade = `enterprise/${w.firm}`;
  const now = async () => [
    await isMet('CHEM-17.5', 'facility/F-MH'),
    await isMet('CHEM-17.6', 'facility/F-MH'),
    await isMet('TRADE-14.2', trade),
    await isMet('TRADE-15.2', trade),
  ];
  expect(await now()).toEqual([false, false, true, false]);
  await sent(1);
  expect(await stateFeeds(m.live)).toBe(4);
  // No full hour lies before the day: no share yet.
  expect(await now()).toEqual([false, true, true, true]);
  for (let hour = 1; hour <= 24; hour += 1) {
    w.now = at(hour * HOUR);
    await sent(1 + hour / 100);
  }
  expect(await stateFeeds(m.live)).toBe(4);
  expect(await now()).toEqual([true, true, true, true]);
  const { revision } = w.api.city;
  expect(await stateFeeds(m.live)).toBe(0);
  await m.open();
  w.now = at(25 * HOUR);
  expect([await stateFeeds(m.live), w.api.city.revision]).toEqual([0, revision]);

  // A day of silence: what was typed says so as well, since when.
  w.now = at(48.5 * HOUR);
  expect(await stateFeeds(m.live)).toBe(4);
  expect(await now()).toEqual([false, false, false, false]);
  const { rows } = await w.api.db.owner.query(
    `select "connected", "offlineSince" from rec."dataFeed" where id = 'TYPED' and vt = 'infinity'`,
  );
  expect(rows).toEqual([{ connected: false, offlineSince: new Date(at(24 * HOUR)) }]);
  w.now = at(49 * HOUR);
  await sent(2);
  await stateFeeds(m.live);
  expect((await now()).slice(1)).toEqual([true, true, true]);
  expect([w.faults, w.api.faults]).toEqual([[], []]);

  // From then on nobody states it by hand; of what does not come in here, whoever owns it does.
  const bureau = bureauOf('371700');
  const said = (id: string, set: Readonly<Record<string, unknown>>) =>
    w.api.city.state(bureau, [{ type: 'dataFeed', record: id, at: '2026-11-23', set }]);
  expect(await said('TYPED', { connected: true })).toMatchObject({
    error: { code: 'forbidden', detail: { zh: expect.stringContaining('由监测数据认定') } },
  });
  const psm = {
    enterprise: firm,
    kind: 'psm-element',
    target: 's-prov-hazchem',
    element: '变更管理',
  };
  expect((await said('PSM-1', { ...psm, connected: true })).ok).toBe(true);
});
