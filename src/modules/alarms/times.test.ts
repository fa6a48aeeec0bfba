import { expect, test } from 'vitest';
import {
  act,
  alarmWorld,
  at,
  dispatcher,
  get,
  idOf,
  kept,
  look,
  one,
  signal,
} from '../../../tests/support/alarms.ts';
import { callerWith } from '../../../tests/support/api.ts';
import { must } from '../../kernel/result.ts';

const w = alarmWorld();

const bureauOf = (node: string) => callerWith('b', { role: 'bureau', nodeKind: 'division', node });

/** Sets a parameter of alarms, for a division or for all. */
async function sets(name: string, value: string, jurisdiction: string | null): Promise<void> {
  const [path, bureau] = [`/api/sys/parameters/${name}`, bureauOf(jurisdiction ?? '371700')];
  const { history } = await get<{ history: { seq: number }[] }>(w, bureau, path);
  const seq = history[0]?.seq ?? null;
  const entry = { value, from: '2024-01-01', jurisdiction, reason: '试行', seq };
  expect((await w.api.call(bureau, 'POST', `${path}/entries`, entry)).status).toBe(200);
  await w.api.city.settled();
}

test('the city sets how soon an alarm climbs: the next one goes by it', async () => {
  await sets('alarm.climb.orange.enterprise', '3', null);
  await w.alarms.take([signal(w)]);
  const { climbs, limits } = await one(w, dispatcher(w), await idOf(w));
  expect(climbs.map(({ at: time }) => Date.parse(time))).toContain(at(3));
  expect(limits.source).toContain('参数');
});

test('a county has times of its own: its alarms go by them, those of others by the city', async () => {
  await sets('alarm.climb.orange.enterprise', '3', null);
  await sets('alarm.climb.orange.enterprise', '2', w.county);
  await sets('alarm.dispose.orange.within', '7', w.county);
  await sets('alarm.shelve.most', '30', w.county);
  const { rows } = await w.api.db.owner.query<{ id: string }>(
    `select min(e.id) id from rec.enterprise e
       join rec.division_above d on d.id = e.jurisdiction and d.vt = 'infinity' and d.above = $1
     where e.vt = 'infinity' and e.live`,
    [w.other],
  );
  const enterprise = must(rows[0], 'an enterprise of another county').id;
  const elsewhere = { enterprise, source: 'tag/T2' };
  await w.alarms.take([signal(w), signal(w, elsewhere)]);
  const [own = '', other = ''] = (await kept(w)).map(({ id }) => String(id));
  const city = bureauOf('371700');
  const climbing = async (id: string) =>
    (await one(w, city, id)).climbs.map(({ at: time }) => Date.parse(time));
  expect([await climbing(own), await climbing(other)]).toMatchObject([
    expect.arrayContaining([at(2)]),
    expect.arrayContaining([at(3)]),
  ]);
  // By itself: at two minutes the county's alone.
  w.now = at(2);
  expect(await look(w)).toMatchObject({ climbed: 1 });
  w.now = at(3);
  expect(await look(w)).toMatchObject({ climbed: 1 });
  // What is acknowledged goes on by the same county's disposal time, and so does shelving.
  const shelved = { minutes: 31, reason: '检修' };
  const refused = await act(w, bureauOf(w.county), own, 'shelve', shelved);
  expect([refused.status, JSON.stringify(refused.body)]).toEqual([
    400,
    expect.stringContaining('最长 30 分钟'),
  ]);
  expect((await act(w, dispatcher(w), own, 'acknowledge')).status).toBe(200);
  expect(await climbing(own)).toContain(at(3 + 7));
});
