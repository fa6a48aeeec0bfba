import type { Queryable } from '../../../platform/db/index.ts';

export interface Chosen {
  /** First days of the first and of the last month. */
  readonly from: string;
  readonly until: string;
  readonly division: string | null;
  readonly form: string | null;
}

export interface SpentRecord {
  readonly key: string;
  readonly times: number;
  readonly firms: number;
  readonly tens: number;
  readonly median: number;
}

export interface FirmRecord extends SpentRecord {
  readonly name: string | null;
  readonly division: string | null;
  readonly divisionName: string | null;
}

export async function addTime(
  db: Queryable,
  spent: { readonly enterprise: string; readonly form: string; readonly month: string },
  tens: number,
): Promise<void> {
  await db.query(
    `insert into burden.form_time (enterprise, form, month, tens, times) values ($1, $2, $3, $4, 1)
     on conflict (month, enterprise, form, tens) do update set times = burden.form_time.times + 1`,
    [spent.enterprise, spent.form, spent.month, tens],
  );
}

/** By what the times are summed; $5 is the node whose divisions are told apart. */
const KEYS = {
  all: `'all'`,
  form: 'b.form',
  enterprise: 'b.enterprise',
  division: `coalesce((select d.above from rec.division_above d join rec.jurisdiction j on j.id = d.above
    and j.vt = 'infinity' and j."parent" = $5 where d.id = e."jurisdiction" and d.vt = 'infinity' limit 1), '')`,
} as const;

/** One definition of every number: of each key its times, enterprises, tens of seconds and median. */
const SUMS = (by: keyof typeof KEYS): string => `with spent as (
  select ${KEYS[by]} as key, b.enterprise, b.tens, b.times from burden.form_time b
  join rec.enterprise e on e.id = b.enterprise and e.vt = 'infinity' and e.live
  where b.month between $1::date and $2::date and $5::text is not distinct from $5
    and ($3::text is null or e."jurisdiction" = any(array(
      select d.id from rec.division_above d where d.above = $3 and d.vt = 'infinity')))
    and ($4::text is null or b.form = $4)),
run as (select key, tens, sum(sum(times)) over (partition by key order by tens) upto,
  sum(sum(times)) over (partition by key) every from spent group by key, tens),
middle as (select key, min(tens) median from run where upto * 2 >= every group by key),
sums as (select s.key, sum(s.times)::int times, count(distinct s.enterprise)::int firms,
  sum(s.times * s.tens)::int tens, m.median::int median
  from spent s join middle m on m.key = s.key group by s.key, m.median)`;

const valuesOf = ({ from, until, division, form }: Chosen, node: string | null): unknown[] => [
  ...[from, until, division, form],
  node,
];

export async function sumsBy(
  db: Queryable,
  by: 'all' | 'form' | 'division',
  chosen: Chosen,
  node: string | null = null,
): Promise<SpentRecord[]> {
  const { rows } = await db.query<SpentRecord>(
    `${SUMS(by)} select * from sums order by tens desc, key limit 500`,
    valuesOf(chosen, node),
  );
  return rows;
}

/** A page of enterprises, those that spent most first. */
export async function firmsPage(
  db: Queryable,
  chosen: Chosen,
  after: readonly [number, string] | null,
  limit: number,
): Promise<FirmRecord[]> {
  const { rows } = await db.query<FirmRecord>(
    `${SUMS('enterprise')} select x.*, e."name" as name, e."jurisdiction" division, j."name" "divisionName"
     from sums x join rec.enterprise e on e.id = x.key and e.vt = 'infinity'
     left join rec.jurisdiction j on j.id = e."jurisdiction" and j.vt = 'infinity'
     where $6::int is null or x.tens < $6 or (x.tens = $6 and x.key > $7)
     order by x.tens desc, x.key limit $8`,
    [...valuesOf(chosen, null), after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return rows;
}

export async function divisionNames(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    `select id, "name" as name from rec.jurisdiction where id = any($1) and vt = 'infinity'`,
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
