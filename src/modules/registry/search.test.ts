import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { TestApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, readApi, testApi } from '../../../tests/support/api.ts';
import { endOfDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import { refTargets } from '../../law/records/lookup.ts';
import { spell } from '../../platform/pinyin/index.ts';
import type { Caller } from '../identity/index.ts';
import { chosenTypes, toldTypes } from './choice-model.ts';
import { ownersOf } from './rules/ownership.ts';

const shared = readApi();

interface Row {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly met: string | null;
  readonly enterprise: { readonly id: string } | null;
}
interface List {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly total: number | null;
}

const city = bureauOf('371700');

async function firms(api: TestApi): Promise<readonly (Row & { readonly county: string })[]> {
  const { rows } = await api.db.owner.query<Row & { county: string }>(
    `select e.id, e.name, j.id county from rec.enterprise e
     join rec.division_above d on d.id = e.jurisdiction and d.vt = 'infinity'
     join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j.level = 'county'
     where e.vf <= $1 and $1 < e.vt and e.live order by 1`,
    [new Date(endOfDay(api.city.today()))],
  );
  return rows;
}

const get = async (api: TestApi, caller: Caller, path: string): Promise<List> =>
  (await (await api.call(caller, 'GET', path)).json()) as List;
const find = async (api: TestApi, caller: Caller, q: string): Promise<readonly string[]> =>
  (await get(api, caller, `/api/search?limit=100&q=${encodeURIComponent(q)}`)).rows.map(
    (r) => r.id,
  );

/** Credit codes in a workbook. */
async function codesOf(file: Response): Promise<ReadonlySet<string>> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await file.arrayBuffer());
  const texts = JSON.stringify(book.worksheets[0]?.getSheetValues());
  return new Set(texts.match(/91\d{6}[0-9A-Z]{10}/g));
}

describe('search', () => {
  test('finds an enterprise by part of its name, its code, its pinyin and its initials', async () => {
    const api = shared();
    const [firm] = await firms(api);
    const { id, name } = must(firm, 'an enterprise');
    const { full, initials } = spell(name);
    const keys = [
      name,
      name.slice(3, 7),
      id,
      id.toLowerCase().slice(2, 15),
      full,
      full.slice(4, 30),
      initials,
      initials.slice(1, 9),
    ];
    for (const q of keys) expect(await find(api, city, q), q).toContain(id);
    expect(await find(api, city, '没有这样的企业')).toEqual([]);
    expect(await find(api, city, '%_')).toEqual([]);
  });

  test('finds it by a former name as soon as it is renamed, and says so', async () => {
    const api = await testApi();
    const { id, name } = must((await firms(api))[0], 'an enterprise');
    expect(await find(api, city, '崭新化工')).toEqual([]);
    const at = '2026-06-01';
    const set = { name: '崭新化工有限公司', formerNames: '老牌子化工厂、祖传作坊' };
    const stated = await api.city.state(city, [{ type: 'enterprise', record: id, at, set }]);
    expect(stated.ok).toBe(true);
    for (const q of ['崭新化工', 'zxhg', 'lpzhgc', '祖传', name]) {
      expect(await find(api, city, q), q).toEqual([id]);
    }
    const { rows } = await get(api, city, `/api/search?q=${encodeURIComponent('祖传作坊')}`);
    expect(rows[0]).toMatchObject({ name: '崭新化工有限公司', met: '祖传作坊' });
  });

  test('finds people and facilities, each with its enterprise', async () => {
    const api = shared();
    const { rows } = await api.db.owner.query<{ name: string; id: string; enterprise: string }>(
      `select name, id, enterprise from rec.person where vt = 'infinity' and enterprise is not null limit 1`,
    );
    const person = must(rows[0], 'a person');
    const path = `/api/search?type=person&q=${encodeURIComponent(person.name)}`;
    const found = await get(api, city, path);
    const mine = found.rows.find(({ id }) => id === person.id);
    expect(mine?.enterprise?.id).toBe(person.enterprise);
  });

  test('another county is not found, in no list, no count, no export', async () => {
    const api = shared();
    const all = await firms(api);
    const [mine] = all;
    const own = must(mine, 'an enterprise').county;
    const foreign = must(
      all.find(({ county }) => county !== own),
      'an enterprise of another county',
    );
    const caller = bureauOf(own);
    expect(await find(api, city, foreign.id)).toEqual([foreign.id]);
    expect(await find(api, caller, foreign.id)).toEqual([]);
    const list = await get(api, caller, '/api/enterprises?limit=200');
    const ids = all.filter(({ county }) => county === own).map(({ id }) => id);
    expect(list.rows.map(({ id }) => id).sort()).toEqual(ids);
    expect(list.total).toBe(ids.length);
    const file = await api.call(caller, 'GET', '/api/enterprises/export?columns=name,id');
    expect(await codesOf(file)).toEqual(new Set(ids));
    const nobody = callerWith('stranger', {
      role: 'principal',
      nodeKind: 'enterprise',
      node: 'E-0',
    });
    expect(await find(api, nobody, foreign.id)).toEqual([]);
    expect((await get(api, nobody, '/api/enterprises')).total).toBe(0);
  });

  test('an enterprise finds itself and its people only', async () => {
    const api = shared();
    const { id, name } = must((await firms(api))[0], 'an enterprise');
    const principal = callerWith('P', { role: 'principal', nodeKind: 'enterprise', node: id });
    expect(await find(api, principal, name.slice(0, 2))).toContain(id);
    const { rows } = await get(
      api,
      principal,
      `/api/search?limit=100&q=${encodeURIComponent('虚构')}`,
    );
    const others = rows.filter(
      (r) => r.type !== 'jurisdiction' && r.id !== id && r.enterprise?.id !== id,
    );
    expect(others).toEqual([]);
    const list = await get(api, principal, '/api/enterprises');
    expect(list.rows.map((r) => r.id)).toEqual([id]);
  });
});

test('a field or a filter chooses among what lies within the scope, by any of its names', async () => {
  const api = await testApi();
  const [firm] = await firms(api);
  const { id, county, name } = must(firm, 'an enterprise');
  const other = county === '371702' ? '371721' : '371702';
  const [mine, stranger] = [bureauOf(county), bureauOf(other)];
  const ids = async (caller: Caller, type: string, query = '') =>
    (await get(api, caller, `/api/choices/${type}?${query}`)).rows.map((row) => row.id);
  const q = `q=${encodeURIComponent(name.slice(2))}`;
  expect(await ids(mine, 'enterprise', q)).toEqual([id]);
  expect(await ids(stranger, 'enterprise', q)).toEqual([]);
  expect(await ids(stranger, 'enterprise', `id=${id}`)).toEqual([]);
  expect(await ids(mine, 'jurisdiction')).toContain(county);
  // Functional zones and their places have codes of their own.
  const { rows } = await api.db.owner.query<{ id: string }>(
    `select id from rec.division_above where above = $1 and vt = 'infinity'`,
    [county],
  );
  const below = rows.map((row) => row.id);
  expect(below).toEqual(expect.arrayContaining([...(await ids(mine, 'jurisdiction'))]));
  expect(await ids(city, 'jurisdiction', `q=${other}`)).toContain(other);
  expect(await ids(mine, 'jurisdiction', `q=${other}`)).toEqual([]);
  expect((await ids(city, 'park')).length).toBeGreaterThan((await ids(mine, 'park')).length);
  const manager = callerWith('m', { role: 'safetyManager', nodeKind: 'enterprise', node: id });
  const own = await ids(manager, 'jurisdiction');
  expect(own).toHaveLength(1);
  expect(below).toContain(own[0]);
});

describe('records without a name are chosen by what tells them apart', () => {
  interface Option {
    readonly id: string;
    readonly kind: { readonly zh: string } | null;
    readonly note: string | null;
  }
  interface Penalty {
    readonly id: string;
    readonly name: string;
    readonly county: string;
    readonly firm: string;
    readonly day: string;
  }
  const penalties = async (api: TestApi): Promise<readonly Penalty[]> => {
    const { rows } = await api.db.owner.query<Penalty>(
      `select p.id, e.name, e.id firm, to_char(p.date, 'YYYY-MM-DD') as day, j.id county
       from rec.penalty p
       join rec.enterprise e on e.id = p.enterprise and e.vt = 'infinity'
       join rec.division_above d on d.id = e.jurisdiction and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j.level = 'county'
       where p.vt = 'infinity' and p.live and p.kind = 'fine' order by p.id`,
    );
    return rows;
  };
  const choose = async (api: TestApi, caller: Caller, query: string, type = 'penalty') => {
    const answer = await api.call(caller, 'GET', `/api/choices/${type}?${query}`);
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { rows: Option[] }).rows;
  };
  const q = (text: string): string => `q=${encodeURIComponent(text)}`;

  test('by enterprise, day, kind and number, within the scope alone', async () => {
    const api = shared();
    const all = await penalties(api);
    const { id, name, county, firm, day } = must(all[0], 'a fine');
    const mine = bureauOf(county);
    const [one] = await choose(api, mine, `id=${id}`);
    expect(one).toMatchObject({ id, kind: { zh: '罚款' } });
    expect(one?.note).toBe(`${day} · ${name} · ${id}`);
    for (const typed of [`${name} ${day}`, `${name} ${day.slice(0, 7)} 罚款`, id.toLowerCase()]) {
      expect((await choose(api, mine, q(typed))).map((row) => row.id)).toContain(id);
    }
    expect(await choose(api, mine, q(`${name} 2031`))).toEqual([]);
    const own = await choose(api, mine, `enterprise=${firm}`);
    expect(own.map((row) => row.id)).toContain(id);
    expect(own.every(({ note }) => note?.includes(name))).toBe(true);
    const other = bureauOf(
      must(
        all.find((each) => each.county !== county),
        'another',
      ).county,
    );
    expect(await choose(api, other, `id=${id}`)).toEqual([]);
    expect(await choose(api, other, q(`${name} ${day}`))).toEqual([]);
  });

  test('what there are millions of opens no list without a word or an enterprise', async () => {
    const api = shared();
    const { county, firm } = must((await penalties(api))[0], 'a fine');
    const mine = bureauOf(county);
    expect(await choose(api, mine, '', 'hazard')).toEqual([]);
    const { rows } = await api.db.owner.query<{ n: number }>(
      `select count(*)::int n from rec.hazard where enterprise = $1 and vt = 'infinity' and live`,
      [firm],
    );
    const found = await choose(api, mine, `enterprise=${firm}`, 'hazard');
    expect(found).toHaveLength(Math.min(20, must(rows[0], 'a count').n));
    // What belongs to no enterprise is not hidden by one.
    expect(await choose(api, mine, `enterprise=${firm}`, 'system')).toEqual(
      await choose(api, mine, '', 'system'),
    );
  });
});

test('no field of a form that may be filled in is answered by an id that one has to know', () => {
  const api = shared();
  const known = new Set<string>([...chosenTypes, ...toldTypes]);
  const types = [...api.city.duties.types.values()];
  const typed = types.flatMap((definition) =>
    definition.attributes
      .filter((attribute) => ownersOf(definition.type, attribute).length > 0)
      .filter((attribute) => refTargets(attribute).some((target) => !known.has(target)))
      .map(({ name }) => `${definition.type}.${name}`),
  );
  expect(typed).toEqual([]);
});
