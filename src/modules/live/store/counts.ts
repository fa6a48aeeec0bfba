import type { Moment } from '../../../kernel/calendar.ts';
import { type Pool, type PoolClient, transaction } from '../../../platform/db/transaction.ts';

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
  if (unknown.length > 0) await noteUnknown(client, moment, unknown);
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

async function noteUnknown(
  client: PoolClient,
  moment: string,
  unknown: Counted['unknown'],
): Promise<void> {
  await client.query(
    `insert into live.unknown_tag (gateway, code, first_seen, last_seen, rows, sample)
      select g, c, $1, $1, n, s
      from unnest($2::int[], $3::text[], $4::bigint[], $5::text[]) as u (g, c, n, s)
      on conflict (gateway, code) do update set last_seen = excluded.last_seen,
        rows = live.unknown_tag.rows + excluded.rows, sample = excluded.sample`,
    [
      moment,
      unknown.map(({ gateway }) => gateway),
      unknown.map(({ code }) => code),
      unknown.map(({ rows }) => rows),
      unknown.map(({ sample }) => sample),
    ],
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
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await owner.query<{ gateway: number; codes: number }>(
    `select gateway, count(*)::int as codes from live.unknown_tag
      where gateway = any($1::int[]) group by gateway`,
    [gateways],
  );
  return new Map(rows.map(({ gateway, codes }) => [gateway, codes]));
}

/** Rows of a gateway since a moment by outcome, and the codes that wait to be claimed. */
export async function countsOf(
  owner: Pool,
  gateways: readonly number[],
  since: Moment,
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
    from live.unknown_tag where gateway = any($1::int[])
    order by gateway, last_seen desc, code limit 500`,
    [gateways],
  );
  return { counts: counts.rows, unknown: unknown.rows };
}
