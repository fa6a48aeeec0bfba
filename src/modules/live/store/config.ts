import type { Moment } from '../../../kernel/calendar.ts';
import type { Pool } from '../../../platform/db/transaction.ts';

/** A tag of the ledger of tags, with the number that its readings carry. */
export interface TagRow {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly gateway: string;
  readonly enterprise: string | null;
  readonly facility: string | null;
  readonly quantity: string;
  readonly unit: string | null;
  readonly alias: number | null;
  readonly rangeLow: number | null;
  readonly rangeHigh: number | null;
  readonly lowLow: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly highHigh: number | null;
  readonly deadband: number | null;
  readonly onDelay: number | null;
  readonly ratePerMinute: number | null;
  readonly intervalSeconds: number | null;
  readonly circuit: string | null;
  readonly countedBy: string | null;
  readonly inUse: boolean;
}

export interface GatewayRow {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly enterprise: string | null;
  readonly facility: string | null;
  readonly heartbeatSeconds: number | null;
  readonly inUse: boolean;
}

const GATEWAYS = `select n.no, g.id, g.name, g.enterprise, g.facility,
    g."heartbeatSeconds"::double precision as "heartbeatSeconds",
    coalesce(g."inUse", true) as "inUse"
  from rec.gateway g join live.gateway_number n on n.gateway = g.id`;
const TAGS = `select n.no, t.id, t.name, t.code, t.gateway, t.enterprise, t.facility, t.quantity,
    t.unit, t.alias::double precision as alias, t."rangeLow", t."rangeHigh", t."lowLow", t.low,
    t.high, t."highHigh", t.deadband, t."onDelay", t."ratePerMinute",
    t."intervalSeconds"::double precision as "intervalSeconds", t.circuit, t."countedBy",
    coalesce(t."inUse", true) as "inUse"
  from rec.tag t join live.tag_number n on n.tag = t.id`;

export interface ConfigRows {
  readonly tags: readonly TagRow[];
  readonly gateways: readonly GatewayRow[];
}

/** Of numbers that were given once: their rows as they were last, in force or not. */
export async function lastRows(
  owner: Pool,
  tags: readonly number[],
  gateways: readonly number[],
): Promise<ConfigRows> {
  const last = (rows: string, of: string): string =>
    `select distinct on (no) * from (${rows.replace('select ', `select ${of}.vf, ${of}.live, `)}
      where n.no = any($1)) known order by no, live desc, vf desc`;
  const one = await owner.query<TagRow>(last(TAGS, 't'), [tags]);
  const other = await owner.query<GatewayRow>(last(GATEWAYS, 'g'), [gateways]);
  return { tags: one.rows, gateways: other.rows };
}

/** Tags and gateways as of a moment; new ones get their numbers. `next`: when they change again. */
export async function loadConfig(
  owner: Pool,
  at: Moment,
): Promise<ConfigRows & { readonly next: number }> {
  const moment = new Date(at).toISOString();
  await owner.query(
    `insert into live.gateway_number (gateway)
      select id from rec.gateway g where vf <= $1 and $1 < vt and live
        and not exists (select from live.gateway_number n where n.gateway = g.id) order by id
      on conflict do nothing`,
    [moment],
  );
  await owner.query(
    `insert into live.tag_number (tag)
      select id from rec.tag t where vf <= $1 and $1 < vt and live
        and not exists (select from live.tag_number n where n.tag = t.id) order by id
      on conflict do nothing`,
    [moment],
  );
  const gateways = await owner.query<GatewayRow>(
    `${GATEWAYS} where g.vf <= $1 and $1 < g.vt and g.live`,
    [moment],
  );
  const tags = await owner.query<TagRow>(`${TAGS} where t.vf <= $1 and $1 < t.vt and t.live`, [
    moment,
  ]);
  const changes = await owner.query<{ at: Date | null }>(
    `select min(at) at from (
      select vf at from rec.tag union all select vt from rec.tag
      union all select vf from rec.gateway union all select vt from rec.gateway) bounds
    where at > $1 and at < 'infinity'`,
    [moment],
  );
  const next = changes.rows[0]?.at?.getTime() ?? Number.POSITIVE_INFINITY;
  return { tags: shared(tags.rows), gateways: gateways.rows, next };
}

const repeated = [
  ...(['gateway', 'enterprise', 'facility', 'quantity', 'unit', 'circuit', 'countedBy'] as const),
] as const;

/** Each row brings texts of its own: of those that many tags have, one is kept. */
function shared(rows: Writable<TagRow>[]): readonly TagRow[] {
  const known = new Map<string, string>();
  for (const row of rows) {
    for (const name of repeated) {
      const text = row[name];
      if (text === null) continue;
      const same = known.get(text);
      if (same === undefined) known.set(text, text);
      else row[name] = same;
    }
  }
  return rows;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
