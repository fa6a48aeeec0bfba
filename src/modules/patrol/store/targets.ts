import type { Moment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Looked, Target } from '../model.ts';
import type { Turning } from '../rules/list.ts';

export interface Asked {
  /** Records as they stood then. */
  readonly at: Date;
  /** When the day began: what was due then stays on the list. */
  readonly from: Date;
  readonly until: Date;
  readonly division: string | null;
}

const IN_DIVISION = `($2::text is null or exists (select from rec.division_above d
  where d.id = e."jurisdiction" and d.above = $2 and d.vf <= $1 and $1 < d.vt))`;
const FIRM = `e.vf <= $1 and $1 < e.vt and e.live and ${IN_DIVISION}`;
const MOST = 2000;

/** Whose turn it is: by the hash of the id, so that others that come or go change nothing. */
const turn = (id: string, days: string, of: string): string =>
  `('x' || substr(md5(${id}), 1, 8))::bit(32)::bigint % ${days} = ${of}`;

interface TargetRow {
  readonly firm: string;
  readonly firm_name: string | null;
  readonly facility: string | null;
  readonly facility_name: string | null;
}

export const targetOf = (row: TargetRow): Target => ({
  ...{ enterprise: row.firm, enterpriseName: row.firm_name },
  ...{ facility: row.facility, facilityName: row.facility_name },
});

/** Installations (重大危险源) whose period ends soon, or whose turn it is. */
export async function turningInstallations(
  db: Queryable,
  { at, from, division }: Asked,
  by: { readonly days: number; readonly turn: number; readonly dueBy: string },
): Promise<readonly Turning[]> {
  const { rows } = await db.query<TargetRow & { due: string | null }>(
    `select e.id firm, e."name" firm_name, f.id facility, f."name" facility_name, s.due::text due
     from rec.facility f join rec.enterprise e on e.id = f."enterprise" and ${FIRM}
     left join lateral (select s.due from duty.span s join duty.clause c on c.no = s.clause
       where c.id = 'CHEM-5.4' and s.subject = 'facility/' || f.id and s.vf <= $5 and $5 < s.vt
         and s.status = 2 and s.due <= $6::date order by s.due limit 1) s on true
     where f."majorHazard" and f.vf <= $1 and $1 < f.vt and f.live and (s.due is not null or ${turn('f.id', '$3', '$4')})
     order by f.id limit ${MOST}`,
    [at, division, by.days, by.turn, from, by.dueBy],
  );
  return rows.map((row) => ({ ...targetOf(row), due: row.due }));
}

/**
 * Enterprises that are monitored and have no installation, whose turn it is: the system's own
 * reading, of the whole city. Row-level security judges every enterprise before its turn.
 */
export async function turnsOn(
  db: Queryable,
  at: Date,
  by: { readonly days: number; readonly turn: number },
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct g."enterprise" id from rec.gateway g
     where g.vf <= $1 and $1 < g.vt and g.live and ${turn('g."enterprise"', '$2', '$3')}
       and not exists (select from rec.facility f where f."enterprise" = g."enterprise" and f."majorHazard"
         and f.vf <= $1 and $1 < f.vt and f.live)`,
    [at, by.days, by.turn],
  );
  return rows.map(({ id }) => id);
}

/** Those of some enterprises that the caller sees. */
export async function turningEnterprises(
  db: Queryable,
  { at, division }: Asked,
  ids: readonly string[],
): Promise<readonly Turning[]> {
  const { rows } = await db.query<TargetRow>(
    `select e.id firm, e."name" firm_name, null::text facility, null::text facility_name
     from rec.enterprise e where e.id = any($3) and ${FIRM} order by e.id limit ${MOST}`,
    [at, division, ids],
  );
  return rows.map((row) => ({ ...targetOf(row), due: null }));
}

/** What was looked at that day. */
export async function lookedOn(
  db: Queryable,
  { at, from, until, division }: Asked,
): Promise<readonly Looked[]> {
  const { rows } = await db.query<
    TargetRow & {
      id: string;
      date: Date;
      findings: string | null;
      response: string | null;
      note: string | null;
    }
  >(
    `select p.id, p."date" as date, p."findings" findings, p."response" response, p."note" note, e.id firm,
       e."name" firm_name, f.id facility, f."name" facility_name
     from rec."onlinePatrol" p join rec.enterprise e on e.id = p."enterprise" and ${FIRM}
     left join rec.facility f on f.id = p."facility" and f.vf <= $1 and $1 < f.vt
     where p."date" >= $3 and p."date" <= $4 and p.vf <= $1 and $1 < p.vt and p.live order by p.id limit ${MOST}`,
    [at, division, from, until],
  );
  return rows.map(({ id, date, findings, response, note, ...row }) => ({
    ...{ ...targetOf(row), record: id, at: date.getTime() as Moment, findings, response, note },
  }));
}

/** Is it in the caller's scope, and the facility of that enterprise? */
export async function isTarget(
  db: Queryable,
  enterprise: string,
  facility: string | null,
  at: Date,
): Promise<boolean> {
  const { rows } = await db.query(
    `select from rec.enterprise e where e.id = $1 and e.vf <= $3 and $3 < e.vt and e.live
       and ($2::text is null or exists (select from rec.facility f where f.id = $2 and f."enterprise" = e.id
         and f.vf <= $3 and $3 < f.vt and f.live))`,
    [enterprise, facility, at],
  );
  return rows.length > 0;
}

/** Was this said before? */
export async function isRecorded(db: Queryable, record: string): Promise<boolean> {
  const { rows } = await db.query(
    `select from rec."onlinePatrol" where id = $1 and vt = 'infinity' and live`,
    [record],
  );
  return rows.length > 0;
}
