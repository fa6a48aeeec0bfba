import type { Moment } from '../../../kernel/calendar.ts';
import { type Pool, type PoolClient, transaction } from '../../../platform/db/transaction.ts';
import { MOST_UNCLAIMED } from '../rules/outcomes.ts';

export interface OutcomeCount {
  readonly gateway: number;
  readonly outcome: string;
  readonly rows: number;
}

export interface UnknownCode {
  readonly gateway: number;
  readonly code: string;
  readonly rows: number;
  readonly sample: string;
}

/** What became of rows since the last time. */
export interface Counted {
  readonly at: Moment;
  readonly counts: readonly OutcomeCount[];
  readonly unknown: readonly UnknownCode[];
}

/** Adds it, within the transaction that keeps up to where it was judged. */
export async function addCounts(
  client: PoolClient,
  { at, counts, unknown }: Counted,
): Promise<void> {
  const moment = new Date(at).toISOString();
  if (counts.length > 0) await countRows(client, moment, counts);
  if (unknown.length === 0) return;
  const unlisted = await noteUnknown(client, moment, unknown);
  if (unlisted.length > 0) await countRows(client, moment, unlisted);
}

/** Adds it by itself. */
export async function keepCounts(owner: Pool, counted: Counted): Promise<void> {
  await transaction(owner, (client) => addCounts(client, counted));
}

async function countRows(
  client: PoolClient,
  moment: string,
  counts: Counted['counts'],
): Promise<void> {
  await client.query(
    `insert into live.outcome_count (gateway, hour, outcome, rows)
      select g, date_trunc('hour', $1::timestamptz), o, n
      from unnest($2::int[], $3::text[], $4::bigint[]) as c (g, o, n)
      on conflict (gateway, hour, outcome)
      do update set rows = live.outcome_count.rows + excluded.rows`,
    [
      moment,
      counts.map(({ gateway }) => gateway),
      counts.map(({ outcome }) => outcome),
      counts.map(({ rows }) => rows),
    ],
  );
}

/** A code that did not come again for so long waits no longer. */
const UNKNOWN_FOR = "interval '30 days'";

/** Of each gateway, as many codes as may wait; the rows of those beyond are given back. */
async function noteUnknown(
  client: PoolClient,
  moment: string,
  unknown: Counted['unknown'],
): Promise<readonly OutcomeCount[]> {
  const gateways = unknown.map(({ gateway }) => gateway);
  await client.query(
    `delete from live.unknown_tag
      where gateway = any($1::int[]) and last_seen < $2::timestamptz - ${UNKNOWN_FOR}`,
    [[...new Set(gateways)], moment],
  );
  const { rows } = await client.query<OutcomeCount>(
    `with came as (
        select * from unnest($2::int[], $3::text[], $4::bigint[], $5::text[]) as u (g, c, n, s)),
      held as (select gateway, code, count(*) over (partition by gateway) as codes
        from live.unknown_tag where gateway = any($2::int[])),
      beyond as (select g, c from (
          select g, c, row_number() over (partition by g order by n desc, c) as place from came
          where not exists (select from held where gateway = g and code = c)) as fresh
        where place > $6 - coalesce((select max(codes) from held where gateway = g), 0)),
      noted as (
        insert into live.unknown_tag (gateway, code, first_seen, last_seen, rows, sample)
        select g, c, $1::timestamptz, $1::timestamptz, n, s from came
          where not exists (select from beyond b where b.g = came.g and b.c = came.c)
        on conflict (gateway, code) do update set last_seen = excluded.last_seen,
          rows = live.unknown_tag.rows + excluded.rows, sample = excluded.sample)
    select g as gateway, 'unlisted' as outcome, sum(n)::double precision as rows
      from came join beyond using (g, c) group by g`,
    [
      ...[moment, gateways],
      unknown.map(({ code }) => code),
      unknown.map(({ rows: some }) => some),
      unknown.map(({ sample }) => sample),
      MOST_UNCLAIMED,
    ],
  );
  return rows;
}

/** Codes that wait no longer are forgotten: tags stand for them by now, or somebody put them away. */
export async function dropUnknown(
  owner: Pool,
  isOver: (gateway: number, code: string) => boolean,
): Promise<void> {
  const { rows } = await owner.query<Pick<UnknownCode, 'gateway' | 'code'>>(
    'select gateway, code from live.unknown_tag',
  );
  const over = rows.filter(({ gateway, code }) => isOver(gateway, code));
  if (over.length === 0) return;
  await owner.query(
    `delete from live.unknown_tag
      where (gateway, code) in (select * from unnest($1::int[], $2::text[]))`,
    [over.map(({ gateway }) => gateway), over.map(({ code }) => code)],
  );
}

/** What became of the rows of all gateways since a moment, by gateway; null: of whichever. */
export async function outcomesSince(
  owner: Pool,
  gateways: readonly number[] | null,
  since: Moment,
): Promise<readonly OutcomeCount[]> {
  const { rows } = await owner.query<OutcomeCount>(
    `select gateway, outcome, sum(rows)::double precision as rows from live.outcome_count
      where ($1::int[] is null or gateway = any($1::int[]))
        and hour >= date_trunc('hour', $2::timestamptz)
      group by gateway, outcome order by gateway, outcome`,
    [gateways, new Date(since).toISOString()],
  );
  return rows;
}

/** Codes that wait to be claimed, by gateway. */
export async function unclaimed(
  owner: Pool,
  gateways: readonly number[],
  now: Moment,
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await owner.query<{ gateway: number; codes: number }>(
    `select gateway, count(*)::int as codes from live.unknown_tag
      where gateway = any($1::int[]) and last_seen >= $2::timestamptz - ${UNKNOWN_FOR}
      group by gateway`,
    [gateways, new Date(now).toISOString()],
  );
  return new Map(rows.map(({ gateway, codes }) => [gateway, codes]));
}

/** Rows of a gateway since a moment by outcome, and the newest codes that wait to be claimed. */
export async function countsOf(
  owner: Pool,
  gateways: readonly number[],
  since: Moment,
  most: number,
): Promise<{
  readonly counts: readonly OutcomeCount[];
  readonly unknown: readonly (UnknownCode & { readonly lastSeen: string })[];
}> {
  const moment = new Date(since).toISOString();
  const counts = await owner.query<OutcomeCount>(
    `select gateway, outcome, sum(rows)::double precision as rows from live.outcome_count
      where gateway = any($1::int[]) and hour >= date_trunc('hour', $2::timestamptz)
      group by gateway, outcome`,
    [gateways, moment],
  );
  const unknown = await owner.query<UnknownCode & { lastSeen: string }>(
    `select gateway, code, rows::double precision as rows, sample,
      to_char(last_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lastSeen"
    from (select *, row_number() over (partition by gateway order by last_seen desc, code) as place
        from live.unknown_tag where gateway = any($1::int[])) as of_gateway
    where place <= $2 order by gateway, place`,
    [gateways, most],
  );
  return { counts: counts.rows, unknown: unknown.rows };
}
