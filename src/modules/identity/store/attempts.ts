import type { Moment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Attempts } from '../rules/lockout.ts';

interface AttemptRow {
  readonly failed: number;
  readonly last: string;
  readonly locked: string | null;
}

/** Held until the transaction ends: attempts under one name are counted one after the other. */
export async function attemptsOf(db: Queryable, login: string): Promise<Attempts | null> {
  await db.query(`select pg_advisory_xact_lock(72180022, hashtext($1))`, [login]);
  const { rows } = await db.query<AttemptRow>(
    `select failed, (extract(epoch from last_at) * 1000)::bigint::text as last,
       (extract(epoch from locked_until) * 1000)::bigint::text as locked
     from identity.attempt where login = $1`,
    [login],
  );
  const [row] = rows;
  if (!row) return null;
  const lockedUntil = row.locked === null ? null : (Number(row.locked) as Moment);
  return { failed: row.failed, lastAt: Number(row.last) as Moment, lockedUntil };
}

export async function saveAttempts(db: Queryable, login: string, next: Attempts): Promise<void> {
  await db.query(
    `insert into identity.attempt (login, failed, last_at, locked_until) values ($1, $2, $3, $4)
     on conflict (login) do update set failed = excluded.failed, last_at = excluded.last_at,
       locked_until = excluded.locked_until`,
    [
      login,
      next.failed,
      new Date(next.lastAt),
      next.lockedUntil === null ? null : new Date(next.lockedUntil),
    ],
  );
}

export async function clearAttempts(db: Queryable, login: string): Promise<void> {
  await db.query('delete from identity.attempt where login = $1', [login]);
}

/** Failures of more than a day ago say nothing any more. */
export async function dropOldAttempts(db: Queryable, now: Moment): Promise<void> {
  await db.query(
    `delete from identity.attempt where last_at < $1::timestamptz - interval '1 day'`,
    [new Date(now)],
  );
}
