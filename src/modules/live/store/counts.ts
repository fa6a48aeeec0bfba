import type { Moment } from '../../../kernel/calendar.ts';
import { type Pool, transaction } from '../../../platform/db/transaction.ts';

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

/** Adds what became of rows since the last time. */
export async function addCounts(
  owner: Pool,
  at: Moment,
  counts: readonly OutcomeCount[],
  unknown: readonly UnknownCode[],
): Promise<void> {
  const moment = new Date(at).toISOString();
  await transaction(owner, async (client) => {
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
  });
}
