import type { Queryable } from '../../../platform/db/index.ts';

export interface ShiftRow {
  readonly id: number;
  readonly node: string;
  readonly leader: string;
  readonly leader_name: string;
  readonly began_at: Date;
  readonly handed_at: Date | null;
  readonly notes: string | null;
  readonly summary: Readonly<Record<string, number>> | null;
  readonly taken_at: Date | null;
  readonly taken_by: string | null;
  readonly taken_name: string | null;
}

const SHIFT = `id, node, leader, leader_name, began_at, handed_at, notes, summary, taken_at, taken_by, taken_name`;

/** Does he lead a shift that covers what hangs on these keys? */
export async function leadsAt(
  db: Queryable,
  account: string,
  keys: readonly string[],
): Promise<boolean> {
  const { rows } = await db.query<{ leads: boolean }>(
    'select exists (select from alarms.shift where leader = $1 and taken_at is null and keys && $2) leads',
    [account, keys],
  );
  return rows[0]?.leads ?? false;
}

/** The shift of a node that runs, and those before it, newest first. */
export async function shiftsOf(
  db: Queryable,
  node: string,
  limit: number,
): Promise<readonly ShiftRow[]> {
  const { rows } = await db.query<ShiftRow>(
    `select ${SHIFT} from alarms.shift where node = $1 order by id desc limit $2`,
    [node, limit],
  );
  return rows;
}

export async function beginShift(
  db: Queryable,
  shift: {
    readonly node: string;
    readonly keys: readonly string[];
    readonly account: string;
    readonly name: string;
    readonly at: Date;
  },
): Promise<void> {
  await db.query(
    'insert into alarms.shift (node, keys, leader, leader_name, began_at) values ($1, $2, $3, $4, $5)',
    [shift.node, shift.keys, shift.account, shift.name, shift.at],
  );
}

export async function handOver(
  db: Queryable,
  id: number,
  notes: string,
  summary: Readonly<Record<string, number>>,
  at: Date,
): Promise<void> {
  await db.query('update alarms.shift set handed_at = $2, notes = $3, summary = $4 where id = $1', [
    ...[id, at, notes, JSON.stringify(summary)],
  ]);
}

export async function takeOver(
  db: Queryable,
  id: number,
  by: { readonly account: string; readonly name: string; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update alarms.shift set taken_at = $2, taken_by = $3, taken_name = $4 where id = $1 and taken_at is null',
    [id, by.at, by.account, by.name],
  );
  return rowCount === 1;
}

/** What one hands over, within his scope. */
export async function standing(db: Queryable): Promise<Readonly<Record<string, number>>> {
  const { rows } = await db.query<Record<string, number>>(
    `select count(*) filter (where state <> 'closed')::int open,
       count(*) filter (where state in ('unacknowledged', 'returnedUnacknowledged'))::int unacknowledged,
       count(*) filter (where state = 'shelved')::int shelved,
       count(*) filter (where state = 'outOfService')::int "outOfService",
       count(*) filter (where rule = 'bypass' and state <> 'closed')::int bypassed,
       count(*) filter (where rule in ('lost', 'gatewayLost', 'brokerLost') and state <> 'closed')::int offline
     from alarms.alarm where state <> 'closed'`,
  );
  return rows[0] ?? {};
}
