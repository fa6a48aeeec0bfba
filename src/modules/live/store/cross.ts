import type { Moment } from '../../../kernel/calendar.ts';
import { type Pool, transaction } from '../../../platform/db/transaction.ts';
import type { Entered } from '../rules/bypass.ts';
import type { HotPermit } from '../rules/cross.ts';
import type { Held } from '../rules/hold.ts';

export interface EnterpriseState {
  readonly id: string;
  readonly state: string | null;
}

export interface Place {
  readonly id: string;
  readonly enterprise: string | null;
  readonly state: string | null;
  readonly headcountLimit: number | null;
  readonly highRisk: boolean;
  /** Itself and what it belongs to. */
  readonly within: readonly string[];
}

/** What records say beside the signals, as of a moment. */
export interface Around {
  readonly enterprises: ReadonlyMap<string, EnterpriseState>;
  readonly places: ReadonlyMap<string, Place>;
  readonly permits: readonly HotPermit[];
  /** Of the register of bypassed interlocks, what is in force: begun, not over, not restored. */
  readonly bypasses: readonly Entered[];
}

export async function loadAround(
  owner: Pool,
  at: Moment,
  asked: {
    readonly enterprises: readonly string[];
    readonly places: readonly string[];
    /** Of them, those where hot work would be seen. */
    readonly hot: readonly string[];
    /** Enterprises of which an interlock is seen. */
    readonly interlocked: readonly string[];
  },
): Promise<Around> {
  const moment = new Date(at).toISOString();
  const enterprises = await owner.query<EnterpriseState>(
    `select id, "productionState" as state from rec.enterprise
      where id = any($2) and vf <= $1 and $1 < vt and live`,
    [moment, asked.enterprises],
  );
  const places = await owner.query<Place>(
    `with recursive up as (
        select p.id, p.id as above, 0 as steps from unnest($2::text[]) p(id)
        union all
        select up.id, f."parentFacility", up.steps + 1 from up
          join rec.facility f on f.id = up.above and f.vf <= $1 and $1 < f.vt and f.live
        where f."parentFacility" is not null and up.steps < 8)
      select f.id, f.enterprise, f.state, f."headcountLimit"::double precision as "headcountLimit",
        coalesce(f."highRiskWorkplace", false) as "highRisk",
        array(select up.above from up where up.id = f.id) as within
      from rec.facility f where f.id = any($2) and f.vf <= $1 and $1 < f.vt and f.live`,
    [moment, asked.places],
  );
  const hot = places.rows.filter(({ id }) => asked.hot.includes(id));
  return {
    enterprises: new Map(enterprises.rows.map((row) => [row.id, row])),
    places: new Map(places.rows.map((row) => [row.id, row])),
    permits: await permitsAt(owner, moment, [...new Set(hot.flatMap(({ within }) => within))]),
    bypasses: await bypassesAt(owner, moment, asked.interlocked),
  };
}

async function bypassesAt(
  owner: Pool,
  at: string,
  enterprises: readonly string[],
): Promise<readonly Entered[]> {
  if (enterprises.length === 0) return [];
  const { rows } = await owner.query<Entered>(
    `select tag, facility from rec."interlockBypass" where enterprise = any($2)
      and vf <= $1 and $1 < vt and live
      and "startsAt" <= $1 and $1 < "endsAt" and "restoredAt" is null`,
    [at, [...new Set(enterprises)]],
  );
  return rows;
}

async function permitsAt(
  owner: Pool,
  at: string,
  facilities: readonly string[],
): Promise<readonly HotPermit[]> {
  if (facilities.length === 0) return [];
  type Times = 'startedAt' | 'finishedAt' | 'plannedFrom' | 'plannedUntil';
  type Row = Pick<HotPermit, 'id' | 'facility' | 'status' | 'level'> & Record<Times, Date | null>;
  // One that began more than five days ago holds no more, whatever its level.
  const { rows } = await owner.query<Row>(
    `select id, facility, status, level, "startedAt", "finishedAt", "plannedFrom", "plannedUntil"
      from rec.permit
      where kind = 'hot-work' and facility = any($2) and vf <= $1 and $1 < vt and live
        and coalesce("startedAt", "plannedFrom") > $1::timestamptz - interval '5 days'`,
    [at, facilities],
  );
  const number = (value: Date | null): number => value?.getTime() ?? Number.NaN;
  return rows.map(({ id, facility, status, level, ...row }) => ({
    ...{ id, facility, status, level },
    ...{ startedAt: number(row.startedAt), finishedAt: number(row.finishedAt) },
    ...{ plannedFrom: number(row.plannedFrom), plannedUntil: number(row.plannedUntil) },
  }));
}

/** A condition across signals that holds, or is about to. */
export interface Standing extends Held {
  readonly source: string;
  readonly rule: string;
  readonly enterprise: string;
  readonly facility: string | null;
}

export async function readStanding(owner: Pool): Promise<readonly Standing[]> {
  const { rows } = await owner.query<{
    source: string;
    rule: string;
    enterprise: string;
    facility: string | null;
    since: Date;
    raised: boolean;
    leaving: Date | null;
    seen: Date;
  }>('select source, rule, enterprise, facility, since, raised, leaving, seen from live.standing');
  return rows.map(({ since, leaving, seen, ...row }) => ({
    ...row,
    ...{ since: since.getTime(), seen: seen.getTime(), leaving: leaving?.getTime() ?? Number.NaN },
  }));
}

/** All that stands; what is not named stands no longer. */
export async function writeStanding(owner: Pool, all: readonly Standing[]): Promise<void> {
  const iso = (at: number): string | null => (Number.isNaN(at) ? null : new Date(at).toISOString());
  const rows = all.map(({ since, leaving, seen, ...row }) => ({
    ...row,
    ...{ since: iso(since), leaving: iso(leaving), seen: iso(seen) },
  }));
  await transaction(owner, async (client) => {
    await client.query('delete from live.standing');
    await client.query(
      `insert into live.standing (source, rule, enterprise, facility, since, raised, leaving, seen)
        select source, rule, enterprise, facility, since, raised, leaving, seen
        from jsonb_to_recordset($1::jsonb) as s(source text, rule text, enterprise text,
          facility text, since timestamptz, raised boolean, leaving timestamptz, seen timestamptz)`,
      [JSON.stringify(rows)],
    );
  });
}
