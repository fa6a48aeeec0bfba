import { expect, test } from 'vitest';
import {
  alarmWorld,
  at,
  cleared,
  dispatcher,
  get,
  inFirm,
  signal,
} from '../../../tests/support/alarms.ts';
import { bureauOf, callerWith } from '../../../tests/support/api.ts';
import { addDays, dayOf } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import { Warnings } from './index.ts';
import { type Grade, grades, type Kind, kindNames } from './model.ts';

const w = alarmWorld();
const city = bureauOf('371700');
const DAY = 24 * 60;
type Count = Record<Grade, number> & { readonly day: string };

const trend = async (caller: Caller, kind: Kind, query = '') =>
  (await get<{ days: Count[] }>(w, caller, `/api/warnings/trend?kind=${kind}&days=6${query}`)).days;

/** What stood at the end of each day, one row after the other, as the list shows them. */
async function listed(caller: Caller, kind: Kind, query = ''): Promise<Count[]> {
  const days: Count[] = [];
  for (const { day } of await trend(caller, kind, query)) {
    const path = `/api/warnings?limit=200&kind=${kind}&asOf=${day}${query}`;
    const { rows } = await get<{ rows: { grade: Grade }[] }>(w, caller, path);
    const count = (grade: Grade): number => rows.filter((row) => row.grade === grade).length;
    days.push({
      day,
      red: count('red'),
      orange: count('orange'),
      yellow: count('yellow'),
      blue: count('blue'),
    });
  }
  return days;
}

/** Alarms that come and end over some days: the a park has one too. */
async function someDays(warnings: Warnings, park: string): Promise<void> {
  const { rows } = await w.api.db.owner.query<{ id: string }>(
    `select id from rec.enterprise where vt = 'infinity' and live and "park" = $1 order by id limit 1`,
    [park],
  );
  const inPark = must(rows[0], 'an enterprise of the park').id;
  await w.alarms.take([signal(w)]);
  await warnings.look();
  w.now = at(DAY);
  await w.alarms.take([
    cleared(w, DAY),
    signal(w, {
      source: 'tag/T3',
      level: 'red',
      enterprise: inPark,
      receivedAt: at(DAY),
      at: at(DAY),
    }),
  ]);
  await warnings.look();
  w.now = at(3 * DAY);
  await warnings.look();
}

test('a trend is the lists of its days, whoever asks, and follows enterprises that move', async () => {
  await w.api.db.owner.query('truncate warning.span, warning.began, warning.day_count');
  const { rows: parks } = await w.api.db.owner.query<{ id: string }>(
    `select p.id from rec.park p where p.vt = 'infinity' and p.live and exists (select from rec.enterprise e
       where e."park" = p.id and e.vt = 'infinity' and e.live) order by 1 limit 1`,
  );
  const park = must(parks[0], 'a park').id;
  const warnings = Warnings.by(w.api.city, () => w.now);
  await someDays(warnings, park);
  const line = (lines: ('chem' | 'trade')[], node = w.county) =>
    callerWith(`office-${lines}-${node}`, { role: 'office', nodeKind: 'division', node, lines });
  const askers: [Caller, string][] = [
    ...[city, dispatcher(w), dispatcher(w, w.other), line(['trade']), line(['chem'], '371700')].map(
      (caller): [Caller, string] => [caller, ''],
    ),
    [callerWith('park', { role: 'park', nodeKind: 'park', node: park }), ''],
    [inFirm(w, 'principal'), ''],
    [city, `&division=${w.county}`],
    [city, `&park=${park}`],
    [city, `&enterprise=${w.firm}`],
  ];
  const yesterday = dayOf(2026, 11, 22);
  const agree = async (): Promise<number> => {
    let seen = 0;
    for (const [caller, query] of askers) {
      for (const kind of kindNames) {
        const counted = await trend(caller, kind, query);
        expect(counted, `${caller.user} ${kind} ${query}`).toEqual(
          await listed(caller, kind, query),
        );
        seen += counted.reduce(
          (sum, day) => sum + grades.reduce((n, grade) => n + day[grade], 0),
          0,
        );
      }
    }
    return seen;
  };
  expect(warnings.days.has(yesterday, city)).toBe(false);
  const plain = await agree();
  expect(plain).toBeGreaterThan(50);

  await warnings.countDays();
  expect(
    askers.map(([caller]) => warnings.days.has(yesterday, caller)).filter(Boolean),
  ).toHaveLength(9);
  expect(await agree()).toBe(plain);

  // Another county has it now, its past with it.
  const to = { jurisdiction: w.other };
  const moved = { type: 'enterprise', record: w.firm, at: '2026-11-22', set: to };
  expect((await w.api.city.state(city, [moved])).ok).toBe(true);
  expect(warnings.days.has(yesterday, city)).toBe(false);
  await agree();
  await warnings.countDays();
  expect(warnings.days.has(yesterday, city)).toBe(true);
  await agree();

  // A day more has ended: its count is added to the others.
  w.now = at(4 * DAY);
  await warnings.look();
  await warnings.countDays();
  expect(warnings.days.has(addDays(yesterday, 1), city)).toBe(true);
  await agree();
});
