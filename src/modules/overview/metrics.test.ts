import { describe, expect, test } from 'vitest';
import { bureauOf, readApi, testApi } from '../../../tests/support/api.ts';
import type { Counts, MetricView, RankedView } from '../../../tests/support/overview.ts';
import { AT, allRows, CITY, counties, get } from '../../../tests/support/overview.ts';
import { must } from '../../kernel/result.ts';
import { metrics as definitions } from './rules/metrics.ts';

const shared = readApi();

describe('metrics', () => {
  test('are what a direct count of the facts gives', async () => {
    const api = shared();
    const { rows } = await get<{ rows: MetricView[] }>(
      api,
      bureauOf(CITY),
      '/api/metrics?asOf=2026-06-30',
    );
    const shown = (id: string): Counts =>
      must(
        rows.find((row) => row.id === id),
        id,
      );
    const count = async (sql: string): Promise<{ total: number; bad: number }> => {
      const { rows: found } = await api.db.owner.query<{ total: number; bad: number }>(sql, [AT]);
      return must(found[0], 'a count');
    };
    const hazards = await count(
      `select count(*)::int total, count(*) filter (where "closedOn" is null
         and greatest("dueOn", "extendedUntil") < date '2026-06-30')::int bad
       from rec.hazard where vf <= $1 and $1 < vt and live and ("major" or "treatedAsMajor")
         and ("closedOn" is null or "closedOn" > date '2025-06-30')`,
    );
    expect(shown('major-hazard-overdue')).toMatchObject(hazards);
    const drills = await count(
      `select count(*)::int total, count(*) filter (where status in (3, 4))::int bad
       from duty.span s join duty.clause c on c.no = s.clause
       where c.id in ('TRADE-18.4', 'TRADE-18.6', 'TRADE-18.7') and vf <= $1 and $1 < vt
         and status <> 2`,
    );
    expect(drills.total).toBeGreaterThan(0);
    expect(shown('drills-held')).toMatchObject({
      ...drills,
      value: (drills.total - drills.bad) / drills.total,
    });
    const overdue = await count(
      `select count(*)::int total, count(*) filter (where status = 3)::int bad
       from duty.span where vf <= $1 and $1 < vt`,
    );
    expect(shown('overdue-duties')).toMatchObject({ ...overdue, value: overdue.bad });
    const reopened = await api.db.owner.query<{ n: number }>(
      `select count(distinct a.id)::int n
       from rec.hazard a join rec.hazard b on a.id = b.id and b.vf >= a.vt and b.vf <= $1
       where a."open" = false and b."open" and a."closedOn" > date '2025-06-30' and a.vf <= $1`,
      [AT],
    );
    expect(shown('hazard-reopened').bad).toBe(reopened.rows[0]?.n);
  });

  test('card, list, page, ranking and export count the same rows, for city and county (A11)', async () => {
    const api = shared();
    const [county = ''] = await counties(api);
    // Early, so that the trend is short.
    const on = 'asOf=2024-06-30';
    const own = await get<{ rows: RankedView[] }>(api, bureauOf(CITY), `/api/ranking?${on}`);
    const ranked = must(own.rows.find((row) => row.division === county)?.losses, 'its losses');
    for (const caller of [bureauOf(CITY), bureauOf(county)]) {
      const { rows } = await get<{ rows: MetricView[] }>(
        api,
        caller,
        `/api/metrics?${on}&division=${county}`,
      );
      for (const { id } of definitions) {
        const card = must(
          rows.find((row) => row.id === id),
          id,
        );
        const page = await get<{ metric: MetricView; trend: Counts[] }>(
          api,
          caller,
          `/api/metrics/${id}?${on}&division=${county}`,
        );
        const list = await allRows(api, caller, `/api/metrics/${id}/rows?${on}&division=${county}`);
        const bad = await allRows(
          api,
          caller,
          `/api/metrics/${id}/rows?${on}&division=${county}&bad=true`,
        );
        const counts = { total: card.total, bad: card.bad };
        expect(page.metric, id).toMatchObject(counts);
        expect(page.trend.at(-1), id).toMatchObject(counts);
        expect({ total: list.length, bad: list.filter((row) => row.bad).length }, id).toEqual(
          counts,
        );
        expect(bad.length, id).toBe(card.bad);
        expect(new Set(list.map(({ key }) => key)).size, id).toBe(list.length);
        const loss = ranked.find(({ metric }) => metric === id);
        if (loss) expect(loss, id).toMatchObject(counts);
      }
    }
  });

  test('a day of the past keeps its number, and a fact changes it at once', async () => {
    const api = await testApi();
    const caller = bureauOf(CITY);
    const path = '/api/metrics/major-hazard-overdue';
    const before = await get<{ metric: Counts }>(api, caller, path);
    const past = await get<{ metric: Counts }>(api, caller, `${path}?asOf=2025-01-31`);
    const [first] = await allRows(api, caller, `${path}/rows?bad=true`);
    const record = must(first, 'an overdue hazard').subject.slice('hazard/'.length);
    const closed = { type: 'hazard', record, at: '2026-11-24', set: { closedOn: '2026-11-24' } };
    const stated = await api.city.state(caller, [closed], { by: 'loop' });
    expect(stated.ok).toBe(true);
    const after = await get<{ metric: Counts }>(api, caller, path);
    expect(after.metric.bad).toBe(before.metric.bad - 1);
    expect(after.metric.total).toBe(before.metric.total);
    const again = await get<{ metric: Counts }>(api, caller, `${path}?asOf=2025-01-31`);
    expect(again.metric).toEqual(past.metric);
  });

  test('a row of duties leads to the page that explains the duty', async () => {
    const api = shared();
    const caller = bureauOf(CITY);
    const rows = await allRows(api, caller, '/api/metrics/inspection-covered/rows');
    for (const { clause, duty } of rows.slice(0, 5)) {
      const found = await get<{ clause: { id: string } }>(
        api,
        caller,
        `/api/plan/clauses/${clause}/duties/${duty}`,
      );
      expect(found.clause.id).toBe(clause);
    }
    expect(rows.length).toBeGreaterThan(0);
  });
});
