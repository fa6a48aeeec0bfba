import type { Queryable } from '../../../platform/db/index.ts';
import type { CheckFilters } from '../model.ts';

/** A record of a check in the ledger. */
export interface CheckRecord {
  readonly id: string;
  readonly enterprise: string;
  readonly enterpriseName: string | null;
  readonly measure: string;
  readonly text: string | null;
  readonly place: string | null;
  readonly riskName: string | null;
  readonly level: string | null;
  readonly period: string;
  readonly dueOn: string | null;
  readonly result: string;
  readonly note: string | null;
  readonly doneAt: Date;
  readonly takenAt: Date;
  readonly receivedAt: Date | null;
  readonly by: string;
  readonly byName: string | null;
  readonly secondsTaken: number | null;
  readonly photos: readonly string[] | null;
  readonly bulk: boolean;
  readonly hazard: string | null;
  readonly marks: readonly string[] | null;
  readonly whyMarked: string | null;
  readonly judgement: string | null;
  readonly judgedReason: string | null;
  readonly judgedBy: string | null;
  readonly version: string;
  readonly key: string;
}

export interface CheckListOptions {
  readonly filters: CheckFilters;
  readonly at: Date;
  /** The caller's own enterprises, where his scope names nothing else. */
  readonly own: readonly string[] | null;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

function conditionsOf({ filters: f, own, at, after }: CheckListOptions) {
  const values: unknown[] = [at];
  const parts: string[] = [];
  const add = (sql: string, value: unknown): void => {
    values.push(value);
    parts.push(`and ${sql.replaceAll('?', `$${values.length}`)}`);
  };
  if (own) add('c."enterprise" = any(?)', own);
  if (f.enterprise) add('c."enterprise" = ?', f.enterprise);
  if (f.division) {
    add(
      'c."jurisdiction" = any(array(select d.id from rec.division_above d where d.above = ? and d.vf <= $1 and $1 < d.vt))',
      f.division,
    );
  }
  if (f.measure) add('c."controlMeasure" = ?', f.measure);
  if (f.result) add('c."result" = ?', f.result);
  if (f.from) add('c."date" >= ?', f.from);
  if (f.to) add('c."date" <= ?', f.to);
  if (f.mark) add('c."marks" @> array[?::text]', f.mark);
  if (f.marked) parts.push('and cardinality(c."marks") > 0');
  if (f.toJudge) {
    parts.push(
      `and cardinality(c."marks") > 0 and (c."judgement" is null or c."judgement" = 'explained')`,
    );
  }
  if (f.bulk) parts.push('and c."bulk"');
  if (after) {
    values.push(...after);
    parts.push(`and (c."date", c.id) < ($${values.length - 1}::date, $${values.length})`);
  }
  return { values, parts };
}

/** A page of records, newest first, within the scope of the transaction. */
export async function listChecks(
  db: Queryable,
  o: CheckListOptions,
): Promise<readonly CheckRecord[]> {
  const { values, parts } = conditionsOf(o);
  values.push(o.limit);
  const { rows } = await db.query<CheckRecord>(
    `select c.id, c."enterprise", e."name" as "enterpriseName", c."controlMeasure" as measure, m."text", m."place",
       r."name" as "riskName", r."level", c."period", c."dueOn"::text, c."result", c."note", c."doneAt", c."takenAt",
       f.received as "receivedAt", c."by", c."byName", c."secondsTaken", c."photos", coalesce(c."bulk", false) as bulk,
       c."hazard", c."marks", c."whyMarked", c."judgement", c."judgedReason", c."judgedBy", f.version::text, c."date"::text as key
     from (select c.* from rec."measureCheck" c where c.vf <= $1 and $1 < c.vt and c.live ${parts.join(' ')}
       order by c."date" desc, c.id desc limit $${values.length}) c
     left join rec."controlMeasure" m on m.id = c."controlMeasure" and m.vf <= $1 and $1 < m.vt
     left join rec."riskItem" r on r.id = c."riskItem" and r.vf <= $1 and $1 < r.vt
     left join rec.enterprise e on e.id = c."enterprise" and e.vf <= $1 and $1 < e.vt
     left join lateral (select min(x.recorded_at) as received, max(x.seq) as version
       from checks.visible_fact x where x.record_key = c.seqkey) f on true
     order by c."date" desc, c.id desc`,
    values,
  );
  return rows;
}
