import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Types } from '../../records/index.ts';
import { column, literal, tableOf } from '../../records/index.ts';
import type { Facts, RecordRow } from '../rules/condition.ts';
import { LIVE, valueSql } from './condition-sql.ts';

/** The records of one enterprise that the rules read, as far as the caller may see them. */
export async function firmFacts(
  db: Queryable,
  types: Types,
  firm: string,
  day: Day,
  read: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Facts> {
  const moment = endOfDay(day);
  const records = new Map<string, readonly RecordRow[]>();
  for (const [type, attrs] of read) {
    const owner = type === 'enterprise' ? 'r.id' : `r.${column('enterprise')}`;
    const values = [...attrs].map(
      (attr) => `${literal(attr, 'text')}, ${valueSql(types, type, attr, 'r')}`,
    );
    const { rows } = await db.query<{ id: string; values: object }>(
      `select r.id, jsonb_build_object(${values.join(', ')}) as values from ${tableOf(type)} r
       where ${owner} = $2 and ${LIVE('r')} order by r.id`,
      [new Date(moment), firm],
    );
    records.set(
      type,
      rows.map(({ id, values: known }) => ({ ...known, id })),
    );
  }
  return { day: formatDay(day), moment, records };
}

export interface CitingHazard {
  readonly id: string;
  readonly criterion: string | null;
  readonly foundOn: string | null;
  readonly closedOn: string | null;
  readonly dueOn: string | null;
  readonly major: boolean;
  readonly treatedAsMajor: boolean;
  readonly open: boolean;
  readonly overdue: boolean;
}

/** Major hazards of an enterprise, those treated as such, and whatever cites a criterion. */
export async function hazardsOf(db: Queryable, firm: string, day: Day): Promise<CitingHazard[]> {
  const { rows } = await db.query<CitingHazard>(
    `select h.id, h."criterion", h."foundOn"::text "foundOn", h."closedOn"::text "closedOn", h."dueOn"::text "dueOn",
       coalesce(h."major", false) major, coalesce(h."treatedAsMajor", false) "treatedAsMajor",
       coalesce(h."open", true) open, coalesce(h."overdue", false) overdue
     from rec.hazard h where h."enterprise" = $2 and ${LIVE('h')}
       and (h."treatedAsMajor" or h."criterion" is not null)
     order by h."foundOn" desc nulls last, h.id limit 200`,
    [new Date(endOfDay(day)), firm],
  );
  return rows;
}
