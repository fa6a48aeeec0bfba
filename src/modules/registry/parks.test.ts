import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { bureauOf, callerWith, readApi } from '../../../tests/support/api.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { EnterpriseRow, RecordList } from './model.ts';
import type { DutyCounts, Installation, ParkDuty, ParkFile, ParkRow } from './park-contract.ts';

const city = bureauOf('371700');
const api = readApi();

interface List<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
  readonly asOf: string;
}

async function ask<T>(caller: Caller, path: string): Promise<T> {
  const response = await api().call(caller, 'GET', path);
  const text = await response.text();
  expect(response.status, `${path}: ${text}`).toBe(200);
  return JSON.parse(text) as T;
}

/** Every row of a list, page after page. */
async function all<T>(caller: Caller, path: string, limit = 200): Promise<T[]> {
  const rows: T[] = [];
  let cursor = '';
  do {
    const sign = path.includes('?') ? '&' : '?';
    const page = await ask<List<T>>(caller, `${path}${sign}limit=${limit}${cursor}`);
    rows.push(...page.rows);
    cursor = page.next === null ? '' : `&cursor=${page.next}`;
  } while (cursor !== '');
  return rows;
}

/** The park with most enterprises, and another one. */
async function twoParks() {
  const parks = await all<ParkRow>(city, '/api/parks', 3);
  const [first, second] = [...parks].sort((a, b) => b.enterprises - a.enterprises);
  return { parks, park: must(first, 'a park'), other: must(second, 'another park') };
}

const adminOf = (park: string) =>
  callerWith(`park-${park}`, { role: 'park', nodeKind: 'park', node: park });
const sum = (counts: DutyCounts) => Object.values(counts).reduce((a, b) => a + b, 0);

test('the list has each park once, by name, with the figures of its page', async () => {
  const { parks, park } = await twoParks();
  const { rows } = await api().db.owner.query<{ id: string }>(
    `select id from rec.park where vt = 'infinity' and live order by id`,
  );
  expect(parks.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id));
  expect(park.enterprises).toBeGreaterThan(0);
  const file = await ask<ParkFile>(city, `/api/parks/${park.id}`);
  const { installations } = file.figures;
  expect(file.figures.enterprises).toBe(park.enterprises);
  expect(installations.reduce((n, { count }) => n + count, 0)).toBe(park.installations);
  const fields = file.groups.flatMap((group) => group.fields);
  const shownOf = (name: string) => fields.find((field) => field.name === name)?.value ?? null;
  expect(shownOf('riskGrade')).toBe(park.riskGrade?.code ?? null);
  expect(shownOf('name')).toBe(park.name);
});

test('every figure is as many rows as it says', async () => {
  const { park } = await twoParks();
  const file = await ask<ParkFile>(city, `/api/parks/${park.id}`);
  const firms = await all<EnterpriseRow>(city, `/api/enterprises?park=${park.id}`);
  expect(firms).toHaveLength(file.figures.enterprises);
  for (const { level, count } of file.figures.installations) {
    const path = `/api/parks/${park.id}/installations?level=${level ?? 'none'}`;
    const rows = await all<Installation>(city, path, 1);
    expect(rows).toHaveLength(count);
    for (const row of rows) {
      expect(row.level).toBe(level);
      expect(firms.map(({ id }) => id)).toContain(row.enterprise.id);
    }
  }
  const duties = await all<ParkDuty>(city, `/api/parks/${park.id}/duties`);
  expect(duties).toHaveLength(sum(file.figures.duties));
  expect(duties.length).toBeGreaterThan(0);
  for (const { clause, counts } of file.clauses) {
    const rows = duties.filter((duty) => duty.clause === clause);
    for (const [status, count] of Object.entries(counts)) {
      expect(rows.filter((duty) => duty.status === status)).toHaveLength(count);
    }
  }
  const overdue = `/api/parks/${park.id}/duties?status=overdue`;
  expect(await all<ParkDuty>(city, overdue, 50)).toEqual(
    duties.filter(({ status }) => status === 'overdue'),
  );
  const clause = must(file.clauses[0], 'a clause that is owed').clause;
  expect(await all<ParkDuty>(city, `/api/parks/${park.id}/duties?clause=${clause}`)).toEqual(
    duties.filter((duty) => duty.clause === clause),
  );
  expect(await all(city, `/api/parks/${park.id}/duties?clause=NONE-1`)).toEqual([]);
  expect(new Set(duties.map(({ clause: of, duty }) => `${of} ${duty}`)).size).toBe(duties.length);
  const one = must(duties[0], 'a duty');
  const opened = await ask<ParkDuty>(city, `/api/plan/clauses/${one.clause}/duties/${one.duty}`);
  expect(opened).toMatchObject({ period: one.period, due: one.due, status: one.status });
});

test('the duties of an enterprise of the park are those of its own page', async () => {
  const { park } = await twoParks();
  const [firm] = await all<EnterpriseRow>(city, `/api/enterprises?park=${park.id}`);
  const { id } = must(firm, 'an enterprise');
  const duties = await all<ParkDuty>(city, `/api/parks/${park.id}/duties`);
  const own = duties.filter(({ enterprise }) => enterprise?.id === id);
  const view = await ask<{ duties: { counts: DutyCounts } }>(
    city,
    `/api/enterprises/${id}/authority-view`,
  );
  for (const status of ['overdue', 'unknown', 'pending', 'late', 'met'] as const) {
    const rows = own.filter((duty) => duty.status === status);
    expect([status, rows.length]).toEqual([status, view.duties.counts[status]]);
  }
});

test('its grades and status records are those that name it', async () => {
  const { parks } = await twoParks();
  let found = 0;
  for (const { id } of parks) {
    for (const [part, table] of [
      ['assessments', 'parkRiskAssessment'],
      ['statuses', 'parkStatus'],
    ] as const) {
      const list = await ask<RecordList>(city, `/api/parks/${id}/${part}?limit=200`);
      const { rows } = await api().db.owner.query<{ id: string }>(
        `select id from rec."${table}" where park = $1 and vt = 'infinity' and live order by id`,
        [id],
      );
      expect(list.type).toBe(table);
      expect(list.rows.map((row) => row.id).sort()).toEqual(rows.map((row) => row.id));
      found += rows.length;
    }
  }
  expect(found).toBeGreaterThan(0);
});

test('whoever is of another county or another park is told of none', async () => {
  const { park, other } = await twoParks();
  const county = must(park.division, 'a division').id.slice(0, 6);
  const elsewhere = bureauOf(county === '371728' ? '371702' : '371728');
  for (const caller of [elsewhere, adminOf(other.id)]) {
    for (const path of ['', '/installations', '/duties', '/assessments', '/statuses']) {
      const response = await api().call(caller, 'GET', `/api/parks/${park.id}${path}`);
      const unknown = await api().call(caller, 'GET', `/api/parks/NOWHERE${path}`);
      expect([path, response.status]).toEqual([path, 403]);
      expect(unknown.status).toBe(403);
      const code = ((await response.json()) as { code: string }).code;
      expect(code).toBe(((await unknown.json()) as { code: string }).code);
    }
    const listed = await all<ParkRow>(caller, '/api/parks');
    expect(listed.map(({ id }) => id)).not.toContain(park.id);
  }
  const own = await all<ParkRow>(adminOf(park.id), '/api/parks');
  expect(own.map(({ id }) => id)).toEqual([park.id]);
});

test('figures keep within the scope: a bureau of one line, an enterprise', async () => {
  const { park } = await twoParks();
  const [firm] = await all<EnterpriseRow>(city, `/api/enterprises?park=${park.id}`);
  const { id } = must(firm, 'an enterprise');
  const trade = bureauOf('371700', ['trade']);
  const principal = callerWith('own', { role: 'principal', nodeKind: 'enterprise', node: id });
  for (const caller of [trade, principal, adminOf(park.id)]) {
    const response = await api().call(caller, 'GET', `/api/parks/${park.id}`);
    if (response.status !== 200) continue;
    const file = (await response.json()) as ParkFile;
    const firms = await all<EnterpriseRow>(caller, `/api/enterprises?park=${park.id}`);
    expect(firms).toHaveLength(file.figures.enterprises);
    const duties = await all<ParkDuty>(caller, `/api/parks/${park.id}/duties`);
    expect(duties).toHaveLength(sum(file.figures.duties));
    const seen = new Set(firms.map((row) => row.id));
    const named = duties.flatMap(({ enterprise }) => enterprise?.id ?? []);
    expect(named.filter((each) => !seen.has(each))).toEqual([]);
  }
  const admin = await ask<ParkFile>(adminOf(park.id), `/api/parks/${park.id}`);
  expect(admin.figures.enterprises).toBe(park.enterprises);
});

test('as of a day it is what was true then', async () => {
  const { park } = await twoParks();
  const day = '2024-06-30';
  const { rows } = await api().db.owner.query<{ n: number }>(
    `select count(*)::int as n from rec.enterprise where park = $1 and live
       and vf <= '2024-06-30 23:59:59.999+08' and vt > '2024-06-30 23:59:59.999+08'`,
    [park.id],
  );
  const now = await ask<ParkFile>(city, `/api/parks/${park.id}`);
  const then = await ask<ParkFile>(city, `/api/parks/${park.id}?asOf=${day}`);
  expect(then.asOf).toBe(day);
  expect(then.figures.enterprises).toBe(rows[0]?.n);
  const duties = await all<ParkDuty>(city, `/api/parks/${park.id}/duties?asOf=${day}`);
  expect(duties).toHaveLength(sum(then.figures.duties));
  expect(then.figures.duties).not.toEqual(now.figures.duties);
  const early = await api().call(city, 'GET', `/api/parks/${park.id}?asOf=2023-12-31`);
  expect(early.status).toBe(400);
  const list = await all<ParkRow>(city, `/api/parks?asOf=${day}`);
  expect(list.find(({ id }) => id === park.id)?.enterprises).toBe(then.figures.enterprises);
});

test('parks are found by name and division, and go out as the screen shows them', async () => {
  const { parks, park } = await twoParks();
  const named = await all<ParkRow>(city, `/api/parks?q=${encodeURIComponent(park.name)}`);
  expect(named.map(({ id }) => id)).toContain(park.id);
  const within = must(park.division, 'a division').id;
  const lying = await all<ParkRow>(city, `/api/parks?division=${within}`);
  expect(lying.length).toBe(parks.filter(({ division }) => division?.id === within).length);
  expect(await all<ParkRow>(city, '/api/parks?q=没有这个园区')).toEqual([]);
  for (const path of ['', `/${park.id}/installations`, `/${park.id}/duties`]) {
    const query = path.endsWith('duties') ? '?status=overdue' : '';
    const rows = await all(city, `/api/parks${path}${query}`);
    const file = await api().call(city, 'GET', `/api/parks${path}/export${query}`);
    expect(file.status, path).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await file.arrayBuffer());
    const sheet = must(book.worksheets[0], 'a sheet');
    let filled = 0;
    sheet.eachRow(() => {
      filled += 1;
    });
    // The title, what it is of, and the heads stand above the rows.
    expect(filled - rows.length, path).toBeGreaterThanOrEqual(1);
    expect(filled - rows.length, path).toBeLessThanOrEqual(4);
  }
});
