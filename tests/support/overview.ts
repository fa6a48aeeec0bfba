import { expect } from 'vitest';
import type { Caller } from '../../src/modules/identity/index.ts';
import type { TestApi } from './api.ts';

export const CITY = '371700';
export const AT = '2026-06-30T23:59:59.999+08:00';

export interface Counts {
  readonly total: number;
  readonly bad: number;
  readonly value: number | null;
}
export interface MetricView extends Counts {
  readonly id: string;
}
export interface Row {
  readonly key: string;
  readonly subject: string;
  readonly clause: string | null;
  readonly duty: string | null;
  readonly bad: boolean;
  readonly division: { readonly id: string } | null;
  readonly enterprise: { readonly id: string } | null;
}
export interface RankedView {
  readonly division: string;
  readonly rank: number | null;
  readonly score: number | null;
  readonly open: boolean;
  readonly losses: readonly (Counts & { metric: string; lost: number | null })[] | null;
}

export async function get<T>({ call }: TestApi, caller: Caller, path: string): Promise<T> {
  const response = await call(caller, 'GET', path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

export async function allRows(api: TestApi, caller: Caller, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { rows: Row[]; next: string | null } = await get(
      api,
      caller,
      `${path}${path.includes('?') ? '&' : '?'}limit=200&after=${encodeURIComponent(cursor)}`.replace(
        /&after=$/,
        '',
      ),
    );
    rows.push(...page.rows);
    cursor = page.next;
  }
  return rows;
}

/** Counties, those with most hazards first. */
export async function counties({ db }: TestApi): Promise<string[]> {
  const { rows } = await db.owner.query<{ id: string }>(
    `select d.above id from rec.hazard h
       join rec.division_above d on d.id = h.jurisdiction and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.level = 'county' and j.vt = 'infinity'
     where h.vt = 'infinity' group by 1 order by count(*) desc, 1`,
  );
  return rows.map(({ id }) => id);
}
