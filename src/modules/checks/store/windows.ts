import type { Window } from '../model.ts';

/** Windows as a table of a query, from its n-th value on: the database joins measures to them. */
export function windowTable(windows: readonly Window[], first: number) {
  const n = (index: number): string => `$${first + index}`;
  const sql = `unnest(${n(0)}::text[], ${n(1)}::text[], ${n(2)}::timestamptz[], ${n(3)}::timestamptz[], ${n(4)}::int[], ${n(5)}::date[], ${n(6)}::boolean[])
    as w (every, key, begins, ends, shifts, started, provisional)`;
  const values: readonly unknown[] = [
    windows.map(({ every }) => every),
    windows.map(({ key }) => key),
    windows.map(({ from }) => new Date(from)),
    windows.map(({ until }) => new Date(until)),
    windows.map(({ shifts }) => shifts),
    windows.map(({ startedOn }) => startedOn),
    windows.map(({ provisional }) => provisional),
  ];
  return { sql, values, next: first + values.length };
}

/**
 * Which windows are tasks of a measure `m` of an enterprise `e`, at the moment `$1` (how many shifts
 * where the enterprise names none: `$2`).
 */
export const FITS = `w.every = m."checkEvery" and m.born < w.ends
  and (w.shifts is null or w.shifts = least(greatest(coalesce(e."shifts", $2), 1), 4))
  and (w.started is null or (m."facility" is not null and (
    exists (select from rec.event v where v."facility" = m."facility" and v."kind" = 'start-up'
      and (v."date" at time zone 'Asia/Shanghai')::date = w.started and v.vf <= $1 and $1 < v.vt and v.live)
    or exists (select from rec.facility s where s.id = m."facility" and s."startUpOn" = w.started
      and s.vf <= $1 and $1 < s.vt and s.live))))`;
