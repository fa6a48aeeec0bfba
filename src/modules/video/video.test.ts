import { expect, test } from 'vitest';
import {
  act,
  alarmWorld,
  at,
  cleared,
  dispatcher,
  get,
  inFirm,
  kept,
  signal,
} from '../../../tests/support/alarms.ts';
import { bureauOf } from '../../../tests/support/api.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import { placeNow } from '../live/index.ts';
import type { VideoRow } from './contract.ts';

const w = alarmWorld();
interface List {
  readonly rows: VideoRow[];
  readonly next: string | null;
  readonly platform: boolean;
}
const page = (caller: Caller, query = '') => get<List>(w, caller, `/api/video?${query}`);

async function all(caller: Caller, query = ''): Promise<VideoRow[]> {
  const rows: VideoRow[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const list = await page(caller, `limit=7${query}${from}`);
    rows.push(...list.rows);
    cursor = list.next;
  }
  return rows;
}

test('each place that is watched once, within the scope, and of a division those in it', async () => {
  const { rows } = await w.api.db.owner.query<{ facility: string; county: string }>(
    `select f.id facility, d.above county from rec.facility f
       join rec.enterprise e on e.id = f.enterprise and e.vt = 'infinity' and e.live
       join rec.division_above d on d.id = e.jurisdiction and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" = 'county'
     where f.vt = 'infinity' and f.live
       and (exists (select from rec.tag t where t.facility = f.id and t.vt = 'infinity' and t.live
           and t.quantity in ('headcount', 'hotWork'))
         or exists (select from rec.video v where v.facility = f.id and v.vt = 'infinity' and v.live
           and v.camera is not null))`,
  );
  const idsOf = (some: readonly VideoRow[]) => some.map(({ facility }) => facility.id);
  const county = must(rows[0], 'a place that is watched').county;
  const inCounty = rows.filter((row) => row.county === county).map(({ facility }) => facility);
  const city = await all(bureauOf('371700'));
  expect(idsOf(city)).toEqual(rows.map(({ facility }) => facility).toSorted());
  expect(inCounty.length).toBeLessThan(rows.length);
  expect(idsOf(await all(bureauOf(county)))).toEqual(inCounty.toSorted());
  expect(idsOf(await all(bureauOf('371700'), `&division=${county}`))).toEqual(inCounty.toSorted());
  const own = await all(inFirm(w, 'principal'));
  expect(own.every(({ enterprise }) => enterprise.id === w.firm)).toBe(true);
  // No platform is configured: no way to pictures is shown.
  expect(city.every(({ links }) => links.length === 0)).toBe(true);
  expect((await page(bureauOf('371700'))).platform).toBe(false);
  expect(city.some(({ cameras }) => cameras.length > 0)).toBe(true);
});

test('its alarms of people and hot work by what a person found, and no others', async () => {
  const city = bureauOf('371700');
  const { facility, enterprise } = must((await all(city))[0], 'a place that is watched');
  const place = { facility: facility.id, enterprise: enterprise.id } as const;
  const crowd = { ...place, kind: 'occupancy', rule: 'occupancy' } as const;
  const fire = { ...place, kind: 'illegal-hot-work', rule: 'hotWorkWithoutPermit' } as const;
  await w.alarms.take([
    signal(w, { ...crowd, source: 'facility/1' }),
    signal(w, { ...crowd, source: 'facility/2' }),
    signal(w, { ...fire, source: 'facility/3' }),
    signal(w, { ...place, source: 'tag/4' }),
  ]);
  const ids = (await kept(w)).map(({ id }) => String(id));
  const desk = dispatcher(w, '371700');
  for (const [index, verdict] of (['real', 'false'] as const).entries()) {
    const id = must(ids[index], 'an alarm');
    await act(w, desk, id, 'acknowledge');
    expect(
      (
        await act(w, desk, id, 'judge', {
          verdict,
          ...(verdict === 'real' ? {} : { reason: '核实' }),
        })
      ).status,
    ).toBe(200);
  }
  await w.alarms.take([cleared(w, 2, { ...crowd, source: 'facility/2' })]);
  w.now = at(3);
  expect((await act(w, desk, must(ids[1], 'an alarm'), 'close')).status).toBe(200);
  const row = (await all(city)).find((each) => each.facility.id === place.facility);
  expect(row?.events).toEqual({ open: 2, real: 1, false: 1, other: 1 });
});

test('a place whose tags nobody hears of says so, one without tags that it is on record alone', async () => {
  const { live } = w.api;
  for (const row of await all(bureauOf('371700'))) {
    const now = live && placeNow(live, row.facility.id);
    expect(row.state, row.facility.id).toBe(now === null ? 'cameras' : 'never');
    expect([row.heardAt, row.fire]).toEqual([null, null]);
  }
});
