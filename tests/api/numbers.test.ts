// Every number opens its rows: as many as it says (ux.md rule 7), wherever the pages lead.
import { expect, test } from 'vitest';
import type { Caller } from '../../src/modules/identity/index.ts';
import type { TestApi } from '../support/api.ts';
import { bureauOf, callerWith, testApi } from '../support/api.ts';
import { allRows, CITY, counties, get } from '../support/overview.ts';

const ON = 'asOf=2024-06-30';

interface Card {
  readonly id: string;
  readonly value: number | null;
  readonly unit: string;
  readonly to: string;
}

/** Rows that a page shows for its address; null: the page is no list. */
async function rowsOf(api: TestApi, caller: Caller, to: string): Promise<number | null> {
  const url = new URL(to, 'http://a/');
  const query = `${url.search === '' ? '?' : `${url.search}&`}${ON}`;
  const [, first, id] = url.pathname.split('/');
  if (first === 'metrics')
    return (await allRows(api, caller, `/api/metrics/${id}/rows${query}`)).length;
  if (first === 'plan' && id !== undefined) {
    return (await allRows(api, caller, `/api/plan/clauses/${id}/duties${query}`)).length;
  }
  if (first === 'plan') {
    type Board = { plans: { sections: { tasks: { clauses: unknown[] }[] }[] }[] };
    const { plans } = await get<Board>(api, caller, `/api/plan/board${query}`);
    const sections = plans.flatMap((plan) => plan.sections);
    return sections.flatMap(({ tasks }) => tasks).flatMap(({ clauses }) => clauses).length;
  }
  if (first === 'hazards') {
    const { show = '', ...filters } = Object.fromEntries(url.searchParams);
    const asked = new URLSearchParams({ ...filters, [show]: 'true' });
    return (await allRows(api, caller, `/api/hazards?${asked}&${ON}`)).length;
  }
  if (first === 'todo') {
    const { rows, next } = await get<{ rows: unknown[]; next: string | null }>(
      api,
      caller,
      `/api/todos${query}&limit=200`,
    );
    expect(next).toBeNull();
    return rows.length;
  }
  return null;
}

test('numbers of the workbench open as many rows, for every role that counts', async () => {
  const api = await testApi();
  const [county = ''] = await counties(api);
  const { rows } = await api.db.owner.query<{ enterprise: string }>(
    'select enterprise from rec.hazard where enterprise is not null limit 1',
  );
  const firm = rows[0]?.enterprise ?? '';
  const of = (role: 'leader' | 'dispatcher' | 'grid' | 'office') =>
    callerWith(role, { role, nodeKind: 'division', node: county });
  const principal = callerWith('principal', {
    ...{ role: 'principal', nodeKind: 'enterprise', node: firm },
  });
  const callers = [bureauOf(CITY), of('leader'), of('dispatcher'), of('grid'), principal];
  const seen = new Set<string>();
  for (const caller of callers) {
    const { cards } = await get<{ cards: Card[] }>(api, caller, `/api/home?${ON}`);
    for (const { id, value, unit, to } of cards) {
      const opened = await rowsOf(api, caller, to);
      if (opened === null || unit === 'share') continue;
      expect(opened, `${caller.roles} ${id} ${to}`).toBe(value);
      seen.add(id);
    }
  }
  const known = ['major-hazard-overdue', 'overdue-duties', 'red-orange-uninspected'];
  const against = ['open-major', 'overdue-major', 'stop-ignored', 'red-alarms'];
  for (const id of [...known, ...against, 'alarms-waiting', 'clauses-chem', 'overdue', 'soon']) {
    expect(seen, id).toContain(id);
  }
});

test('the wall, the ranking and the map lead to as many rows as they say', async () => {
  const api = await testApi();
  const caller = bureauOf(CITY);
  type Wall = {
    numbers: { metric: string; bad: number; to: string }[];
    clauses: { plan: string; atRisk: number; states: Record<string, number> }[];
  };
  const wall = await get<Wall>(api, caller, `/api/cockpit?${ON}`);
  for (const { metric, bad, to } of wall.numbers) {
    expect(await rowsOf(api, caller, to), metric).toBe(bad);
  }
  for (const { plan, atRisk, states } of wall.clauses) {
    expect(await rowsOf(api, caller, `/plan?plan=${plan}&atRisk=true`)).toBe(atRisk);
    for (const [status, count] of Object.entries(states)) {
      const to = `/plan?plan=${plan}&status=${status}`;
      expect(await rowsOf(api, caller, to), to).toBe(count);
    }
  }
  type Areas = { areas: { division: string; bad: number; total: number }[] };
  const { areas } = await get<Areas>(api, caller, `/api/map?${ON}&metric=monitoring-online`);
  expect(areas.length).toBeGreaterThan(1);
  for (const { division, bad, total } of areas) {
    const page = `/metrics/monitoring-online?division=${division}`;
    expect(await rowsOf(api, caller, page)).toBe(total);
    expect(await rowsOf(api, caller, `${page}&bad=true`)).toBe(bad);
  }
});

test('a clause by county and status: the numbers of its page and of the board', async () => {
  const api = await testApi();
  const caller = bureauOf(CITY);
  const statuses = ['overdue', 'met', 'late', 'pending', 'unknown'] as const;
  type Counts = Record<(typeof statuses)[number] | 'population', number>;
  type Row = { id: string; figure: Counts; behind: { id: string; overdue: number }[] };
  type Board = { plans: { sections: { tasks: { clauses: Row[] }[] }[] }[] };
  const { plans } = await get<Board>(api, caller, `/api/plan/board?${ON}&overdue=true`);
  const rows = plans
    .flatMap(({ sections }) => sections)
    .flatMap(({ tasks }) => tasks)
    .flatMap(({ clauses }) => clauses);
  const busy = rows.filter(({ behind }) => behind.length > 1).slice(0, 3);
  expect(busy).toHaveLength(3);
  for (const { id, figure, behind } of busy) {
    expect(await rowsOf(api, caller, `/plan/${id}`), id).toBe(figure.population);
    for (const status of statuses) {
      expect(await rowsOf(api, caller, `/plan/${id}?status=${status}`), id).toBe(figure[status]);
    }
    const [worst] = behind;
    expect(await rowsOf(api, caller, `/plan/${id}?division=${worst?.id}&status=overdue`), id).toBe(
      worst?.overdue,
    );
    const { counties: places } = await get<{ counties: (Counts & { id: string })[] }>(
      api,
      caller,
      `/api/plan/clauses/${id}?${ON}`,
    );
    for (const place of places.slice(0, 2)) {
      const at = `/plan/${id}?division=${place.id}`;
      expect(await rowsOf(api, caller, at), at).toBe(place.population);
      expect(await rowsOf(api, caller, `${at}&status=met`), at).toBe(place.met);
    }
  }
});
