import type { RecordDefinition } from '../../../law/records/model.ts';
import { column, columnType, kindOf, tableOf } from '../columns.ts';

/** Stated values of a type over time: one row a version, [vf, vt). */
export function createTable(definition: RecordDefinition): string {
  const columns = definition.attributes.map((a) => `${column(a.name)} ${columnType(a)}`);
  return `create table ${tableOf(definition.type)} (
  id text not null, seqkey bigint not null, vf timestamptz not null, vt timestamptz not null,
  live boolean not null, born timestamptz not null, ${columns.join(', ')},
  primary key (id, vf))`;
}

/** Folds the ledger's facts of one type into versions; `some`: of the records that $1 lists. */
export function fillTable(definition: RecordDefinition, some = false): string {
  const typed = definition.attributes.map((a) => `${column(a.name)} ${columnType(a)}`);
  const listed = some
    ? ` and f.record_key = any(array(select key from ledger.published_record where type = '${definition.type}' and id = any($1::text[])))`
    : '';
  // An empty list is no value.
  const names = definition.attributes.map((a) =>
    kindOf(a) === 'list' ? `nullif(x.${column(a.name)}, '{}')` : `x.${column(a.name)}`,
  );
  return `insert into ${tableOf(definition.type)}
select d.id, d.seqkey, d.vf, d.vt, coalesce((d.doc ->> '_retired')::boolean, false) is not true,
  d.born, ${names.join(', ')}
from (
  select f.record as id, f.record_key as seqkey, f.at as vf,
    coalesce(lead(f.at) over w, 'infinity') as vt, min(f.at) over (partition by f.record_key) as born,
    rec.merge(f.set || case when f.retired is null then '{}'::jsonb
      else jsonb_build_object('_retired', f.retired) end) over w as doc
  from ledger.published_fact f
  where f.section = (select section from ledger.published_type where type = '${definition.type}')${listed}
  window w as (partition by f.record_key order by f.at, f.seq rows between unbounded preceding and current row)
) d, jsonb_to_record(d.doc) as x(${typed.join(', ')})
where d.vf < d.vt`;
}
