import type { Moment } from '../../../kernel/calendar.ts';
import type { Pool } from '../../../platform/db/transaction.ts';

const HOUR = 3_600_000;

/** Partitions of the journal for the hours from a moment on: to drop one costs nothing. */
export async function makePartitions(owner: Pool, from: Moment, hours: number): Promise<void> {
  const first = Math.floor(from / HOUR);
  await owner.query(
    'select live.make_partition(hour) from generate_series($1::bigint, $2::bigint) hour',
    [first, first + hours - 1],
  );
}
