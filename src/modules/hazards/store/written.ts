import type { Queryable } from '../../../platform/db/index.ts';

export interface WrittenRow {
  readonly account: string;
  readonly hazard: string;
  readonly device: { readonly id: string; readonly at: string; readonly offset: number | null };
  readonly written: number;
  readonly arrived: number;
}

/** The hazard that a device's record of the caller became; row-level security shows no other's. */
export async function findWritten(db: Queryable, client: string): Promise<string | null> {
  const { rows } = await db.query<{ hazard: string }>(
    'select hazard from hazards.written where account = (select identity.me()) and client = $1',
    [client],
  );
  return rows[0]?.hazard ?? null;
}

export async function noteWritten(
  db: Queryable,
  { account, hazard, device, written, arrived }: WrittenRow,
): Promise<void> {
  await db.query(
    `insert into hazards.written (account, client, hazard, device_at, offset_ms, written_at, received_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [account, device.id, hazard, device.at, device.offset, new Date(written), new Date(arrived)],
  );
}

export interface ReportedRow {
  readonly id: string;
  readonly text: string | null;
  readonly stage: string | null;
  readonly deviceAt: Date;
  readonly writtenAt: Date;
  readonly receivedAt: Date;
}

/** The caller's own, the newest first, as they stand now. */
export async function listWritten(db: Queryable, limit: number): Promise<readonly ReportedRow[]> {
  const { rows } = await db.query<ReportedRow>(
    `select w.hazard id, h."note" "text", h."stage" stage, w.device_at "deviceAt",
       w.written_at "writtenAt", w.received_at "receivedAt"
     from hazards.written w left join rec.hazard h on h.id = w.hazard and h.vt = 'infinity'
     where w.account = (select identity.me()) order by w.received_at desc limit $1`,
    [limit],
  );
  return rows;
}
