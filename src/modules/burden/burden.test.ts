import { expect, test } from 'vitest';
import type { TestApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, testApi } from '../../../tests/support/api.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { Burden, BurdenRow } from './model.ts';
import { formOf, minutesIn, nameOf, tensIn } from './rules/form.ts';

test.each<[string, unknown, unknown, string]>([
  ['hazards.act', { id: 'HZ-1' }, { act: 'rectify' }, 'hazards.act/rectify'],
  ['registry.create', { type: 'drill' }, { set: {} }, 'registry.create/drill'],
  ['checks.record', undefined, { items: [] }, 'checks.record'],
  ['x.y', { type: '../../etc' }, null, 'x.y'],
])('%s is the form of its write', (endpoint, params, body, form) => {
  expect(formOf(endpoint, params, body)).toBe(form);
});

test('steps of ten seconds, an hour at most; a form is called by its endpoint', () => {
  expect([1, 10, 11, 600, 4000].map(tensIn)).toEqual([1, 1, 2, 60, 360]);
  expect([1, 6, 9].map(minutesIn)).toEqual([0.2, 1, 1.5]);
  const title = { zh: '办理隐患', en: 'Work on a hazard' };
  const named = nameOf(
    'hazards.act/rectify',
    () => title,
    () => ({ zh: '整改完成', en: 'rectify' }),
  );
  expect(named).toEqual({ zh: '办理隐患（整改完成）', en: 'Work on a hazard (rectify)' });
});

const at = (enterprise: string, role: 'safetyManager' | 'principal' = 'safetyManager') =>
  callerWith(`${role}-${enterprise}`, { role, nodeKind: 'enterprise', node: enterprise });

/** Reports of two firms with what their pages say of the time they took. */
async function reported(api: TestApi, here: Firm, there: Firm): Promise<void> {
  const report = async (
    caller: Caller,
    enterprise: string,
    seconds: string,
    note = '护栏松动',
    key?: string,
  ) => {
    const source = caller.roles.includes('bureau') ? 'inspection' : 'selfInspection';
    const set = { enterprise, source, foundOn: '2026-11-20', note };
    const headers = {
      'x-zhiben-form-seconds': seconds,
      ...(key ? { 'idempotency-key': key } : {}),
    };
    return (await api.call(caller, 'POST', '/api/hazards', { set }, headers)).status;
  };
  const [manager, other] = [at(here.id), at(there.id)];
  for (const seconds of ['30', '90', '95', '-5', '1e9']) {
    expect(await report(manager, here.id, seconds)).toBe(200);
  }
  expect(await report(other, there.id, '600')).toBe(200);
  // What is refused and what is sent again count nothing; an official's forms are no firm's burden.
  expect(await report(manager, here.id, '300', '')).toBe(400);
  expect(await report(other, there.id, '40', '照明不足', 'again-1')).toBe(200);
  expect(await report(other, there.id, '40', '照明不足', 'again-1')).toBe(200);
  expect(await report(bureauOf(here.county), here.id, '500')).toBe(200);
}

interface Firm {
  readonly id: string;
  readonly county: string;
}

async function twoFirms(api: TestApi): Promise<readonly [Firm, Firm]> {
  const { rows } = await api.db.owner.query<Firm>(
    `select min(e.id) id, substr(e."jurisdiction", 1, 6) county from rec.enterprise e
     where e.vt = 'infinity' and e.live group by 2 order by 2 limit 2`,
  );
  return [must(rows[0] ?? null, 'a firm'), must(rows[1] ?? null, 'another')];
}

test('minutes of forms are kept by enterprise, form and month, and shown to the city', {
  timeout: 120_000,
}, async () => {
  const api = await testApi();
  const [here, there] = await twoFirms(api);
  await reported(api, here, there);
  const [whole, county] = [bureauOf('371700'), bureauOf(here.county)];
  const shown = async <T>(caller: Caller, path: string): Promise<T> =>
    (await (await api.call(caller, 'GET', path)).json()) as T;
  const city = await shown<Burden>(whole, '/api/burden');
  expect(city.total).toEqual({ times: 5, firms: 2, minutes: 14.3, median: 1.5 });
  const form = 'hazards.reportHazard';
  expect(city.forms).toMatchObject([{ ...city.total, form, name: { zh: '上报隐患' } }]);
  expect(city.divisions.map(({ id, times, median }) => [id, times, median])).toEqual([
    [there.county, 2, 0.7],
    [here.county, 3, 1.5],
  ]);
  type Listed = { readonly rows: BurdenRow[]; readonly next: string };
  for (const { id, firms: count } of city.divisions) {
    const asked = `/api/burden/rows?division=${id}&form=${form}`;
    expect((await shown<Listed>(whole, asked)).rows).toHaveLength(count);
  }
  const first = await shown<Listed>(whole, '/api/burden/rows?limit=1');
  const second = await shown<Listed>(whole, `/api/burden/rows?limit=1&cursor=${first.next}`);
  const listed = [...first.rows, ...second.rows].map(({ enterprise }) => enterprise.id);
  expect(listed).toEqual([there.id, here.id]);
  expect((await api.call(county, 'GET', '/api/burden/rows/export')).status).toBe(200);

  // A county sees its own; a firm its own, whoever of it wrote; nobody else's list.
  expect((await shown<Burden>(county, '/api/burden')).total).toMatchObject({ times: 3, firms: 1 });
  const principal = at(there.id, 'principal');
  expect((await shown<Burden>(principal, '/api/burden')).total.times).toBe(2);
  expect((await api.call(principal, 'GET', '/api/burden/rows')).status).toBe(403);
  expect((await shown<Burden>(county, '/api/burden?asOf=2026-10-31')).total.times).toBe(0);
  // Nothing is kept that tells of a person or a day.
  const { rows } = await api.db.owner.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'burden'`,
  );
  const kept = ['enterprise', 'form', 'month', 'tens', 'times'];
  expect(rows.map(({ name }) => name).sort()).toEqual(kept);
  expect(api.faults).toEqual([]);
});
