import { expect, test } from 'vitest';
import type { TestApi } from '../../../tests/support/api.ts';
import { bureauOf, testApi } from '../../../tests/support/api.ts';
import type { Caller } from '../identity/index.ts';

interface Row {
  readonly id: string;
  readonly grade: { readonly code: string } | null;
}

async function pages(api: TestApi, caller: Caller, query: string): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await api.call(caller, 'GET', `/api/enterprises?limit=7${query}${after}`);
    expect(answer.status, String(api.faults)).toBe(200);
    const page = (await answer.json()) as { rows: Row[]; next: string | null };
    rows.push(...page.rows);
    cursor = page.next;
  }
  return rows;
}

const RANKS = ['red', 'orange', 'yellow', 'blue'];
const rankOf = ({ grade }: Row): number => {
  const at = RANKS.indexOf(grade?.code ?? '');
  return at < 0 ? 9 : at;
};

test.each([
  ['of the city', '371700', ''],
  ['of a county', '371728', ''],
  ['of one line', '371700', '&line=trade'],
  ['with a text', '371700', `&q=${encodeURIComponent('有限')}`],
  ['of two grades', '371700', '&grade=red,blue'],
  ['on an earlier day', '371700', '&asOf=2025-03-31'],
])('the list %s by grade is the whole list, red first, then by code', async (_, node, query) => {
  const api = await testApi();
  const caller = bureauOf(node);
  const all = await pages(api, caller, query);
  const ranked = await pages(api, caller, `${query}&sort=grade`);
  const expected = all.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
  expect(all.length).toBeGreaterThan(0);
  expect(ranked.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
});

test('an enterprise whose grade is stated, with nothing to compute it from, stands at it', async () => {
  const api = await testApi();
  const { rows } = await api.db.owner.query<{ id: string }>(
    `select e.id from rec.enterprise e left join rec."enterprise__gradeColour" g on g.id = e.id and g.vt = 'infinity'
     where e.vt = 'infinity' and e.live and g.known is not true order by e.id desc limit 1`,
  );
  const id = rows[0]?.id ?? '';
  await api.db.owner.query(
    `update rec.enterprise set "gradeColour" = 'orange' where id = $1 and vt = 'infinity'`,
    [id],
  );
  const ranked = await pages(api, bureauOf('371700'), '&sort=grade');
  const found = ranked.findIndex((row) => row.id === id);
  expect(rankOf(ranked[found] ?? { id, grade: null })).toBe(1);
  expect(ranked.slice(0, found).every((row) => rankOf(row) <= 1)).toBe(true);
});

test('an enterprise that moves is in the list of its new county, by name and by text', async () => {
  const api = await testApi();
  const [from, to] = ['371721', '371728'];
  const [first] = await pages(api, bureauOf(from), '');
  const id = first?.id ?? '';
  const town = await api.db.owner.query<{ id: string; name: string }>(
    `select d.id, e.name from rec.division_above d, rec.enterprise e
     where d.above = $1 and d.id <> $1 and d.vt = 'infinity' and e.id = $2 and e.vt = 'infinity'
     order by d.id limit 1`,
    [to, id],
  );
  const { id: jurisdiction = '', name = '' } = town.rows[0] ?? {};
  const has = async (node: string, query: string): Promise<boolean> =>
    (await pages(api, bureauOf(node), query)).some((row) => row.id === id);
  const lists = ['', `&q=${encodeURIComponent(name)}`, '&sort=division'];
  const { rows: units } = await api.db.owner.query<{ id: string; name: string }>(
    `select id, "name" as name from rec.facility where "enterprise" = $1 and vt = 'infinity' and live and "name" is not null`,
    [id],
  );
  /** What hangs on it goes with it. */
  const finds = async (node: string): Promise<boolean[]> => {
    const found: boolean[] = [];
    for (const each of [{ id, name }, ...units]) {
      const path = `/api/search?limit=50&q=${encodeURIComponent(each.name)}`;
      const answer = await api.call(bureauOf(node), 'GET', path);
      const { rows } = (await answer.json()) as { rows: { id: string }[] };
      found.push(rows.some((row) => row.id === each.id));
    }
    return found;
  };
  expect(units.length).toBeGreaterThan(0);
  const all = [true, ...units.map(() => true)];
  const none = all.map(() => false);
  for (const list of lists) {
    expect(await has(from, list), list).toBe(true);
    expect(await has(to, list), list).toBe(false);
  }
  expect([await finds(from), await finds(to)]).toEqual([all, none]);
  const moved = { type: 'enterprise', record: id, at: '2026-06-01', set: { jurisdiction } };
  expect((await api.city.state(bureauOf('371700'), [moved])).ok).toBe(true);
  for (const list of lists) {
    expect(await has(from, list), list).toBe(false);
    expect(await has(to, list), list).toBe(true);
    // A township's list is its own part of the county's.
    expect(await has(jurisdiction, list), list).toBe(true);
  }
  expect([await finds(from), await finds(to), await finds('371700')]).toEqual([none, all, all]);
  // It is no county any more: none is above, and its bureau still sees its own.
  const level = { type: 'jurisdiction', record: to, at: '2026-06-01', set: { level: 'zone' } };
  expect((await api.city.state(bureauOf('371700'), [level])).ok).toBe(true);
  for (const list of lists) expect(await has(to, list), list).toBe(true);
});
