import { describe, expect, test } from 'vitest';
import { bureauOf, callerWith, readApi, testApi } from '../../../tests/support/api.ts';
import type { Counts } from '../../../tests/support/overview.ts';
import { CITY, counties, get } from '../../../tests/support/overview.ts';
import { must } from '../../kernel/result.ts';
import type { NodeKind, Role } from '../../law/roles.ts';
import { roleNames, roles } from '../../law/roles.ts';

const shared = readApi();

interface Wall {
  readonly numbers: readonly (Counts & { metric: string; to: string })[];
  readonly offline: number;
  readonly counties: readonly { division: string; open: boolean; worst: unknown }[];
  readonly clauses: readonly { plan: string; all: number; atRisk: number }[];
}

interface Completeness {
  readonly types: readonly {
    type: string;
    records: number;
    fields: { name: string; present: number }[];
  }[];
  readonly rows: readonly { division: string; expected: number; present: number; rank: number }[];
}

interface Screen {
  readonly cards: readonly { id: string; value: number; note: { zh: string } | null }[];
}

const ON = 'asOf=2024-06-30';

describe('cockpit and map', () => {
  test('show the numbers of the metric pages, and lead to their rows (A11)', async () => {
    const api = shared();
    const [county = ''] = await counties(api);
    for (const caller of [bureauOf(CITY), bureauOf(county)]) {
      const wall = await get<Wall>(api, caller, `/api/cockpit?${ON}`);
      expect(wall.numbers).toHaveLength(5);
      for (const { metric, total, bad, value, to } of wall.numbers) {
        const page = await get<{ metric: Counts; below: (Counts & { division: string })[] }>(
          api,
          caller,
          `/api/metrics/${metric}?${ON}`,
        );
        expect(page.metric, metric).toMatchObject({ total, bad, value });
        expect(to).toMatch(`/metrics/${metric}?bad=true`);
        if (caller.user !== bureauOf(CITY).user) continue;
        const map = await get<{ areas: (Counts & { division: string })[] }>(
          api,
          caller,
          `/api/map?${ON}&metric=${metric}`,
        );
        expect(map.areas, metric).toEqual(page.below);
      }
      const plans = wall.clauses.map(({ plan, all }) => [plan, all]);
      expect(plans).toEqual([
        ['chem', api.city.clauses.filter(({ plan }) => plan === 'chem').length],
        ['trade', api.city.clauses.filter(({ plan }) => plan === 'trade').length],
      ]);
    }
  });

  test('open to a county its own: no cause, area or point of another', async () => {
    const api = shared();
    const [county = ''] = await counties(api);
    const caller = bureauOf(county);
    const wall = await get<Wall>(api, caller, `/api/cockpit?${ON}`);
    expect(wall.counties.filter(({ open }) => open).map(({ division }) => division)).toEqual([
      county,
    ]);
    expect(wall.counties.every(({ open, worst }) => open || worst === null)).toBe(true);
    const map = await get<{
      approval: null;
      areas: { division: string }[];
      points: { id: string; lon: number }[];
      total: number;
    }>(api, caller, `/api/map?${ON}&metric=overdue-duties`);
    expect(map.areas.map(({ division }) => division)).toEqual([county]);
    const { rows } = await api.db.owner.query<{ id: string }>(
      `select e.id from rec.enterprise e
         join rec.division_above d on d.id = e.jurisdiction and d.vt = 'infinity'
       where d.above = $1 and e.longitude is not null and e.live
         and e.vf <= '2024-06-30T23:59:59.999+08:00'
         and e.vt > '2024-06-30T23:59:59.999+08:00' order by 1`,
      [county],
    );
    expect(map.points.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id));
    expect(map).toMatchObject({ total: rows.length, approval: null });
  });
});

describe('workbench', () => {
  const nodeOf: Readonly<Record<NodeKind, string>> = {
    ...{ division: CITY, park: 'P-1', enterprise: 'E-1', organisation: 'O-1' },
  };

  test('has a first screen for every role; administrators see no business content', async () => {
    const api = shared();
    for (const role of roleNames) {
      const kind = must<NodeKind>(roles[role].nodes[0], 'a kind of node');
      const caller = callerWith(role, { role, nodeKind: kind, node: nodeOf[kind] });
      const screen = await get<{ role: Role; desk: string; cards: unknown[]; counties: unknown[] }>(
        api,
        caller,
        `/api/home?${ON}`,
      );
      expect(screen).toMatchObject({ role, desk: roles[role].desk });
      if (screen.desk === 'admin')
        expect(screen).toMatchObject({ cards: [], counties: [], node: null });
      else expect(screen.cards.length, role).toBeGreaterThan(0);
    }
  });

  test('tells a county its rank, and an enterprise why it may not promise', async () => {
    const api = shared();
    const [county = ''] = await counties(api);
    const { cards } = await get<Screen>(api, bureauOf(county), '/api/home');
    const ranking = await get<{ rows: { division: string; rank: number }[] }>(
      api,
      bureauOf(county),
      '/api/ranking',
    );
    const own = ranking.rows.find(({ division }) => division === county);
    expect(cards.find(({ id }) => id === 'rank')?.value).toBe(own?.rank);
    const { rows } = await api.db.owner.query<{ enterprise: string }>(
      `select enterprise from rec.hazard where "treatedAsMajor" and "open" and "overdue" and live
         and vf <= '2026-11-24T23:59:59.999+08:00' and vt > '2026-11-24T23:59:59.999+08:00' limit 1`,
    );
    const firm = must(rows[0], 'an enterprise with an overdue major hazard').enterprise;
    const at = { role: 'principal', nodeKind: 'enterprise', node: firm } as const;
    const screen = await get<Screen>(api, callerWith('principal', at), '/api/home');
    const overdue = must(
      screen.cards.find(({ id }) => id === 'overdue-major'),
      'what stands against the promise',
    );
    expect(overdue.value).toBeGreaterThan(0);
    const promise = screen.cards.find(({ id }) => id === 'promise');
    expect(promise?.value).toBeGreaterThan(0);
    expect(promise?.note?.zh).toContain('不能作安全承诺');
    // What the authority sees of it says the same.
    const seen = await get<{
      promise: { may: boolean; said: { zh: string }; obstacles: { id: string; count: number }[] };
    }>(api, bureauOf(CITY), `/api/enterprises/${firm}/authority-view`);
    expect(seen.promise).toMatchObject({ may: false, said: promise?.note });
    for (const { id, count } of seen.promise.obstacles) {
      expect(screen.cards.find((card) => card.id === id)?.value, id).toBe(count);
    }
  });
});

test('an enterprise that runs although it must stop may not promise', async () => {
  const api = await testApi();
  const { rows } = await api.db.owner.query<{ id: string }>(
    `select e.id from rec.enterprise e where e.vt = 'infinity' and e.live and e."productionState" = 'running' order by e.id limit 1`,
  );
  const { id } = must(rows[0], 'an enterprise that runs');
  const caller = callerWith('principal', { role: 'principal', nodeKind: 'enterprise', node: id });
  const against = async (): Promise<number> => {
    const { cards } = await get<Screen>(api, caller, '/api/home');
    return cards.find((card) => card.id === 'stop-ignored')?.value ?? Number.NaN;
  };
  const before = await against();
  const at = '2026-11-20';
  const set = { enterprise: id, source: 'inspection', foundOn: at, stopRequired: true };
  const hazard = {
    type: 'hazard',
    record: `${id}-stop`,
    at,
    set: { ...set, stopScope: 'enterprise' },
  };
  expect(await api.city.state(caller, [hazard], { by: 'loop' })).toMatchObject({ ok: true });
  expect(await against()).toBe(before + 1);
  const { rows: running } = await get<{ rows: { id: string }[] }>(
    api,
    caller,
    `/api/hazards?runs=true&enterprise=${id}`,
  );
  expect(running.map((row) => row.id)).toEqual([hazard.record]);
});

describe('completeness', () => {
  test('counts the fields that records have, and lists enterprises that lack them, in scope', async () => {
    const api = shared();
    const [county = ''] = await counties(api);
    const city = await get<Completeness>(api, bureauOf(CITY), '/api/completeness');
    const own = await get<Completeness>(api, bureauOf(county), '/api/completeness');
    const direct = await api.db.owner.query<{ n: number; verified: number }>(
      `select count(*)::int n, count("lastVerifiedOn")::int verified from rec.enterprise
       where live and vf <= '2026-11-24T23:59:59.999+08:00' and vt > '2026-11-24T23:59:59.999+08:00'`,
    );
    const firms = must(
      city.types.find(({ type }) => type === 'enterprise'),
      'enterprises',
    );
    expect(firms.records).toBe(direct.rows[0]?.n);
    expect(firms.fields.find(({ name }) => name === 'lastVerifiedOn')?.present).toBe(
      direct.rows[0]?.verified,
    );
    expect(city.rows).toHaveLength(9);
    const sums = city.rows.find(({ division }) => division === county);
    const below = own.rows.reduce((sum, { expected }) => sum + expected, 0);
    expect(own.rows.every(({ division }) => division !== county)).toBe(true);
    expect(below).toBeLessThanOrEqual(sums?.expected ?? 0);
    expect(below).toBeGreaterThan(0);
    const { rows } = await get<{ rows: { id: string; missing: unknown[] }[] }>(
      api,
      bureauOf(county),
      '/api/completeness/enterprises?limit=200',
    );
    expect(rows.every(({ id, missing }) => id.includes(county) && missing.length > 0)).toBe(true);
  });
});
