import type { Queryable } from '../../../platform/db/index.ts';

export interface Made {
  readonly type: 'hazard' | 'penalty';
  readonly id: string;
  readonly on: string | null;
}

/** Hazards and orders that name an alarm, within the caller's scope; found by their enterprise. */
export async function madeOf(
  db: Queryable,
  alarm: string,
  enterprise: string,
): Promise<readonly Made[]> {
  const { rows } = await db.query<Made>(
    `select 'hazard' "type", h.id, h."foundOn"::text "on" from rec.hazard h
     where h."enterprise" = $2 and h."sourceRecord" = 'alarm/' || $1 and h.vt = 'infinity' and h.live
     union all select 'penalty', p.id, p."date"::text from rec.penalty p
     where p."alarm" = $1 and p.vt = 'infinity' and p.live order by 3, 2 limit 50`,
    [alarm, enterprise],
  );
  return rows;
}
