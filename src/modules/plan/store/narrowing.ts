import { hash } from 'node:crypto';
import type { PoolClient } from '../../../platform/db/index.ts';
import type { Types } from '../../records/index.ts';
import { literal, Scope, tableOf } from '../../records/index.ts';
import type { Renewal } from './duty-store.ts';

/**
 * A fact touches the subject of every clause that reads it, yet most clauses speak of others: of
 * another trade, of major hazards, of one kind of place. One statement for all clauses of a type
 * of subjects says in whose population each may be, or where its duties stand; only there is
 * anything to compute anew.
 */
export interface Narrowing {
  readonly entity: string;
  /** Of the pairs ($2 subject, $3 clause), those that may have duties; $1 names each subject once. */
  readonly text: string;
}

export function narrowingOf(entity: string, renewals: readonly Renewal[], types: Types): Narrowing {
  const scope = new Scope(types, entity);
  const numbers = renewals.map(({ no, counting }) => {
    const may = [...new Set(counting.map((each) => each(scope)))];
    return `case when bool_or(${may.join(' or ') || 'false'}) then ${no} end`;
  });
  // A number alone is looked up, row by row; as `exists` all spans might be read through.
  const text = `with may as materialized (select ${scope.row}.id, array[${numbers.join(',\n')}]::smallint[] numbers
 from ${tableOf(entity)} ${scope.row} where ${scope.row}.id = any($1::text[]) and ${scope.row}.live and ${scope.row}.vf > '-infinity' group by ${scope.row}.id)
select p.id, p.no from unnest($2::text[], $3::smallint[]) p(id, no) left join may on may.id = p.id
where p.no = any(may.numbers)
  or (select s.clause from duty.span s where s.clause = p.no and s.subject = ${literal(`${entity}/`, 'text')} || p.id limit 1) is not null`;
  return { entity, text };
}

/** Touched subjects by clause. */
export interface Pairs {
  readonly renewal: Renewal;
  readonly subjects: readonly string[];
  /** Labels of the periods that are touched; null: any. */
  readonly periods: readonly string[] | null;
}

/** Without those whose duties cannot differ: none stand, and none can come. */
export async function narrowed(
  db: PoolClient,
  { entity, text }: Narrowing,
  touched: readonly Pairs[],
): Promise<Pairs[]> {
  const pairs = touched.flatMap(({ renewal, subjects }) => subjects.map((id) => [id, renewal.no]));
  const ids = pairs.map(([id]) => id);
  const { rows } = await db.query<{ id: string; no: number }>({
    name: `narrow ${entity} ${hash('md5', text).slice(0, 12)}`,
    text,
    values: [[...new Set(ids)], ids, pairs.map(([, no]) => no)],
  });
  const left = Map.groupBy(rows, ({ no }) => no);
  return touched.flatMap((each) => {
    const subjects = (left.get(each.renewal.no) ?? []).map(({ id }) => id);
    return subjects.length === 0 ? [] : [{ ...each, subjects }];
  });
}
