import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay, parseDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Divisions, Owed } from '../model.ts';

/** As duty.span numbers them. */
const PENDING = 2;
const OVERDUE = 3;

const dayIn = (text: string | null): Day | null => {
  if (text === null) return null;
  const day = parseDay(text);
  return must(day.ok ? day.value : null, 'the database gives days');
};

/** Divisions at and above each division. */
export async function divisionsOf(db: Queryable): Promise<(id: string | null) => Divisions> {
  const { rows } = await db.query<{ id: string; above: string; level: string }>(
    `select d.id, j.id above, j.level from rec.division_above d
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' where d.vt = 'infinity'`,
  );
  const found = new Map<
    string,
    { township: string | null; county: string | null; city: string | null }
  >();
  for (const { id, above, level } of rows) {
    const entry = found.get(id) ?? { township: null, county: null, city: null };
    found.set(id, entry);
    if (level === 'township' || level === 'county' || level === 'city') entry[level] = above;
    // A functional zone stands in for the county where no county lies above.
    if (level === 'zone') entry.county ??= above;
  }
  const root = rows.find(({ level }) => level === 'city')?.above ?? null;
  const whole = { township: null, county: null, city: root };
  return (id) => {
    const known = id === null ? undefined : found.get(id);
    return known ? { ...known, city: known.city ?? root } : whole;
  };
}

interface Row {
  readonly clause: string;
  readonly enterprises: string[];
  readonly park: string | null;
  readonly division: string | null;
  readonly status: number;
  readonly due: string | null;
  readonly since: string | null;
  readonly about: string;
  readonly count: number;
}

/** Open duties of some clauses at the end of a day: overdue, or due by `soon`. Asked by the owner. */
export async function owedDuties(
  db: Queryable,
  clauses: readonly string[],
  day: Day,
  soon: Day,
): Promise<Owed[]> {
  const { rows } = await db.query<Row>(
    `select c.id clause, a.enterprises, a.park, s.division, s.status, s.due::text,
       (case when s.due is null then s.since end)::text since,
       case when a.enterprises = '{}' then s.subject else '' end about, count(*)::int count
     from duty.clause c join duty.span s on s.clause = c.no
       join identity.record_scope r on r.subject = s.subject join identity.anchor a on a.id = r.anchor
     where c.id = any($1) and s.vf <= $2 and $2 < s.vt
       and (s.status = $3 or s.status = $4 and s.due <= $5::date)
     group by 1, 2, 3, 4, 5, 6, 7, 8`,
    [clauses, new Date(endOfDay(day)), OVERDUE, PENDING, formatDay(soon)],
  );
  const divisions = await divisionsOf(db);
  return rows.map(({ clause, enterprises, park, division, status, due, since, about, count }) => ({
    clause,
    place: { enterprises, park, divisions: divisions(division) },
    status: status === OVERDUE ? 'overdue' : 'pending',
    due: dayIn(due),
    since: dayIn(since),
    count,
    about,
  }));
}

/** The division above all others: its bureau reads what is written to the city. */
export async function rootDivision(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `select id from rec.jurisdiction where "parent" is null and vt = 'infinity' and live order by id limit 1`,
  );
  return rows[0]?.id ?? null;
}
