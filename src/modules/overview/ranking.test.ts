import { describe, expect, test } from 'vitest';
import { bureauOf, callerWith, readApi, testApi } from '../../../tests/support/api.ts';
import type { RankedView, Row } from '../../../tests/support/overview.ts';
import { allRows, CITY, counties, get } from '../../../tests/support/overview.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import { metrics as definitions } from './rules/metrics.ts';

const shared = readApi();

describe('scope', () => {
  test('a county sees every rank, and losses and rows of its own alone', async () => {
    const api = shared();
    const [county = '', other = ''] = await counties(api);
    const caller = bureauOf(county);
    const on = 'asOf=2024-06-30';
    const { rows } = await get<{ rows: RankedView[] }>(api, caller, '/api/ranking');
    expect(rows).toHaveLength(9);
    for (const row of rows) {
      expect(row.rank).not.toBeNull();
      expect(row.losses === null, row.division).toBe(row.division !== county);
    }
    const whole = await get<{ rows: RankedView[] }>(api, bureauOf(CITY), '/api/ranking');
    expect(rows.map(({ rank, score }) => [rank, score])).toEqual(
      whole.rows.map(({ rank, score }) => [rank, score]),
    );
    const within = new Set(
      (
        await api.db.owner.query<{ id: string }>(
          `select id from rec.division_above where above = $1 and vt = 'infinity'`,
          [county],
        )
      ).rows.map(({ id }) => id),
    );
    for (const { id } of definitions) {
      for (const row of await allRows(api, caller, `/api/metrics/${id}/rows?${on}`)) {
        // What lies nowhere hangs on what it names: a letter to the county.
        expect(!row.division || within.has(row.division.id), `${id} ${row.key}`).toBe(true);
      }
    }
    for (const path of [
      `/api/ranking/divisions/${other}`,
      `/api/ranking/divisions/999999`,
      `/api/metrics/overdue-duties/rows?division=${other}`,
      `/api/metrics/overdue-duties?division=${other}`,
      `/api/ranking?division=${other}`,
      `/api/ranking/export?division=${other}`,
    ]) {
      const response = await api.call(caller, 'GET', path);
      expect([response.status, ((await response.json()) as { code: string }).code], path).toEqual([
        403,
        'not-visible',
      ]);
    }
  });

  test('one line of a county, a park and a stationed supervisor open no losses', async () => {
    const api = shared();
    const [county = ''] = await counties(api);
    for (const caller of [
      bureauOf(county, ['chem']),
      callerWith('p', { role: 'park', nodeKind: 'park', node: 'P-1' }),
      callerWith('g', { role: 'grid', nodeKind: 'division', node: `${county}100` }),
    ]) {
      const { rows } = await get<{ rows: RankedView[] }>(api, caller, '/api/ranking');
      expect(rows.every(({ losses, open }) => losses === null && !open)).toBe(true);
      const card = await api.call(caller, 'GET', `/api/ranking/divisions/${county}`);
      expect(card.status).toBe(403);
    }
    const admin = callerWith('a', { role: 'auditAdmin', nodeKind: 'division', node: CITY });
    expect((await api.call(admin, 'GET', '/api/ranking')).status).toBe(403);
  });

  test('evidence of a row is the record as of the day, and not for others', async () => {
    const api = shared();
    const [county = '', other = ''] = await counties(api);
    const [row] = await allRows(api, bureauOf(county), '/api/metrics/hazard-reopened/rows');
    const path = `/api/metrics/hazard-reopened/evidence?row=${encodeURIComponent(must(row, 'a row').key)}`;
    const seen = await get<{ values: { name: { zh: string } }[] }>(api, bureauOf(county), path);
    expect(seen.values.map(({ name }) => name.zh)).toContain('发现日期');
    expect((await api.call(bureauOf(other), 'GET', path)).status).toBe(403);
  });
});

describe('the rank card', () => {
  test('names what costs points, and its lifts are of rows that are there', async () => {
    const api = shared();
    const { rows } = await get<{ rows: RankedView[] }>(api, bureauOf(CITY), '/api/ranking');
    const last = must(rows.at(-1), 'the last county');
    const card = await get<{
      asOf: string;
      rank: number;
      losses: { metric: string; lost: number | null }[];
      lifts: { items: number; to: number; of: { metric: string; items: number }[] }[];
      todo: (Row & { metric: string })[];
      trend: { day: string; rank: number | null }[];
    }>(api, bureauOf(last.division), `/api/ranking/divisions/${last.division}`);
    expect(card.rank).toBe(last.rank);
    const lost = card.losses.map((loss) => loss.lost ?? -1);
    expect(lost).toEqual([...lost].sort((a, b) => b - a));
    expect(card.trend.at(-1)).toMatchObject({ day: card.asOf, rank: last.rank });
    for (const { metric, items } of card.lifts.at(-1)?.of ?? []) {
      expect(card.todo.filter((row) => row.metric === metric && row.bad)).toHaveLength(items);
    }
  });

  test('exports as a sheet what the list shows', async () => {
    const api = shared();
    for (const path of [
      '/api/ranking/export',
      '/api/metrics/drills-held/rows/export?bad=true',
      '/api/completeness/enterprises/export?lang=en',
    ]) {
      const response = await api.call(bureauOf(CITY), 'GET', path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('spreadsheetml');
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(2000);
    }
  });
});

describe('disputes', () => {
  test('a county disputes, the city answers once within three working days, others see nothing', async () => {
    const api = await testApi();
    const [county = '', other = ''] = await counties(api);
    const body = {
      ...{ division: county, metric: 'drills-held', asOf: '2026-06-30' },
      text: '该企业已停产，不应计入',
    };
    const raised = await api.call(bureauOf(county), 'POST', '/api/ranking/disputes', body);
    expect(raised.status).toBe(200);
    const dispute = (await raised.json()) as { id: string; answerDue: string; mayAnswer: boolean };
    expect(dispute).toMatchObject({ mayAnswer: false, outcome: null });
    expect((await api.call(bureauOf(other), 'POST', '/api/ranking/disputes', body)).status).toBe(
      403,
    );
    const listed = async (caller: Caller): Promise<unknown[]> =>
      (await get<{ rows: unknown[] }>(api, caller, '/api/ranking/disputes')).rows;
    expect(await listed(bureauOf(other))).toEqual([]);
    expect(await listed(bureauOf(CITY))).toMatchObject([{ id: dispute.id, mayAnswer: true }]);
    const path = `/api/ranking/disputes/${dispute.id}/answer`;
    const answer = { outcome: 'upheld', answer: '属实，下月起不计' };
    const codes: unknown[] = [];
    for (const caller of [bureauOf(other), bureauOf(county), bureauOf(CITY), bureauOf(CITY)]) {
      const response = await api.call(caller, 'POST', path, answer);
      codes.push(
        response.status === 200 ? 'done' : ((await response.json()) as { code: string }).code,
      );
    }
    expect(codes).toEqual(['not-visible', 'forbidden', 'done', 'conflict']);
    expect(await listed(bureauOf(county))).toMatchObject([
      { outcome: 'upheld', answer: answer.answer },
    ]);
  });
});
