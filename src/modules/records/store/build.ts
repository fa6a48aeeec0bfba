import type { RecordDefinition } from '../../../law/records/model.ts';
import {
  column,
  columnType,
  createTable,
  fillTable,
  kindOf,
  refTarget,
  tableOf,
} from '../columns.ts';
import { rowRules } from './derived-row.ts';
import type { Facet } from './facets.ts';
import { facets } from './facets.ts';
import type { Types } from './scope.ts';
import { attributeOf, facetTable, Scope } from './scope.ts';

/** Statements that build the whole projection from the ledger, in order. */
export function buildStatements(types: Types): string[] {
  const all = [...types.values()];
  const order = inReferenceOrder(types);
  return [
    `drop schema if exists rec cascade`,
    `drop schema if exists rec_stated cascade`,
    `create schema rec`,
    `create schema rec_stated`,
    `create aggregate rec.merge(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}')`,
    `create function rec.freeze_at(m tstzmultirange, t timestamptz) returns tstzmultirange language sql immutable as $$
 select m * tstzmultirange(tstzrange(null, t, '[]')) + case when m @> t then tstzmultirange(tstzrange(t, null)) else '{}' end $$`,
    ...all.map((d) => createTable(d).replace('rec.', 'rec_stated.')),
    ...all.map((d) => createTable(d)),
    ...facets.map(
      (f) =>
        `create table ${facetTable(f.owner, f.attr)} (id text not null, vf timestamptz not null, vt timestamptz not null, value ${f.column}, known boolean, primary key (id, vf))`,
    ),
    ...all.map((d) => fillTable(d).replace('insert into rec.', 'insert into rec_stated.')),
    ...order.flatMap((d) => [deriveTable(types, d), voidRows(tableOf(d.type), 'id, seqkey, born')]),
    ...facets.flatMap((f) => {
      const table = facetTable(f.owner, f.attr);
      return [fillFacet(types, f), voidRows(table, 'id')];
    }),
    ...all.map((d) => `analyze ${tableOf(d.type)}`),
    ...facets.map((f) => `analyze ${facetTable(f.owner, f.attr)}`),
  ];
}

/** Types after the types that they refer to, as far as references form no circle. */
function inReferenceOrder(types: Types): RecordDefinition[] {
  const done = new Map<string, RecordDefinition>();
  const visit = (definition: RecordDefinition, path: readonly string[]): void => {
    if (done.has(definition.type) || path.includes(definition.type)) return;
    for (const attribute of definition.attributes) {
      const target = attribute.type.startsWith('ref:') ? refTarget(attribute) : null;
      const next = target ? types.get(target) : undefined;
      if (next) visit(next, [...path, definition.type]);
    }
    done.set(definition.type, definition);
  };
  for (const definition of types.values()) visit(definition, []);
  return [...done.values()];
}

/** The time before the first version: joins by overlap find a row for every moment. */
function voidRows(table: string, keys: string): string {
  const more = keys === 'id' ? '' : ', live';
  return `insert into ${table} (${keys}, vf, vt${more})
select ${keys}, '-infinity', min(vf)${more && ', false'} from ${table} group by ${keys}`;
}

/** The stated rows with every attribute that follows from the row and what it refers to. */
function deriveTable(types: Types, definition: RecordDefinition): string {
  const scope = new Scope(types, definition.type, { stated: true });
  const values = definition.attributes.map((attribute) => {
    const stated = `${scope.row}.${column(attribute.name)}`;
    const rule = rowRules[`${definition.type}.${attribute.name}`];
    const computed = rule?.(scope) ?? jurisdictionRule(types, definition, attribute.name, scope);
    return computed ? `coalesce((${computed})::${columnType(attribute)}, ${stated})` : stated;
  });
  return `insert into ${tableOf(definition.type)}
select ${scope.row}.id, ${scope.row}.seqkey, ${scope.segment.b}, ${scope.segment.e}, ${scope.row}.live, ${scope.row}.born,
${values.join(',\n')}
from ${scope.from()}`;
}

/** Stated, or that of the first record referred to that has one. */
function jurisdictionRule(
  types: Types,
  definition: RecordDefinition,
  name: string,
  scope: Scope,
): string | null {
  if (name !== 'jurisdiction' || !attributeOf(definition, name).derived) return null;
  const values = [`${scope.row}."jurisdiction"`];
  for (const attribute of definition.attributes) {
    if (!attribute.type.startsWith('ref:') || attribute.name === 'jurisdiction') continue;
    for (const target of attribute.type.slice('ref:'.length).split('|')) {
      if (target === 'jurisdiction') continue;
      const type = types.get(target);
      if (!type?.attributes.some((a) => a.name === 'jurisdiction')) continue;
      const value = scope.attr(attribute.name);
      values.push(scope.attrOf({ ...value, target }, 'jurisdiction').sql);
    }
  }
  return values.length > 1 ? `coalesce(${values.join(', ')})` : null;
}

/** Bounds of validity as moments: [from, until) from attributes that the type has. */
export function validity(scope: Scope): { from: string; until: string } {
  const has = (name: string): boolean => scope.definition.attributes.some((a) => a.name === name);
  const start = (sql: string): string => `${sql}::timestamp at time zone 'Asia/Shanghai'`;
  const dates = [
    ...(has('validFrom') ? ['validFrom'] : []),
    ...(scope.definition.dateAttr ? [scope.definition.dateAttr] : []),
  ];
  const froms = [...new Set(dates)].map((name) => momentOf(scope, name));
  const from = froms.length
    ? `coalesce(${froms.join(', ')}, '-infinity')`
    : `'-infinity'::timestamptz`;
  const until = has('validUntil')
    ? `coalesce(${start(`(${scope.attr('validUntil').sql} + 1)`)}, 'infinity')`
    : `'infinity'::timestamptz`;
  return { from, until };
}

/** A date or datetime attribute as the moment from which it counts. */
export function momentOf(scope: Scope, name: string): string {
  const value = scope.attr(name);
  return value.kind === 'date'
    ? `(${value.sql}::timestamp at time zone 'Asia/Shanghai')`
    : value.sql;
}

function fillFacet(types: Types, facet: Facet): string {
  const scope = new Scope(types, facet.record);
  const reads = (facet.reads ?? []).map((name) => `${scope.attr(name).sql} as ${column(name)}`);
  const tie = scope.attr(facet.tie);
  const owner =
    kindOf(attributeOf(scope.definition, facet.tie)) === 'list' ? `unnest(${tie.sql})` : tie.sql;
  const { dateAttr } = scope.definition;
  const date = dateAttr ? momentOf(scope, dateAttr) : 'null::timestamptz';
  const valid = validity(scope);
  const { b, e } = scope.segment;
  const dated = `coalesce(${date}, '-infinity')`;
  const from = facet.undated ? b : `greatest(${b}, ${dated})`;
  const columns = [
    `${owner} as owner`,
    `${scope.row}.seqkey`,
    `${from} as lo`,
    `${e} as hi`,
    `${dated} as d`,
    `${valid.from} as vlo`,
    `${valid.until} as vhi`,
    ...reads,
  ];
  const records = `select * from (select ${columns.join(', ')}
from ${scope.from()} where ${scope.row}.live) r where lo < hi and owner is not null${facet.where ? ` and ${facet.where}` : ''}`;
  const turns = facet.value.includes('m.vlo')
    ? ` union select owner, vlo from m where vlo > lo and vlo < hi union select owner, vhi from m where vhi > lo and vhi < hi`
    : '';
  return `insert into ${facetTable(facet.owner, facet.attr)}
with m as materialized (${records}),
p as (select owner, b, coalesce(lead(b) over (partition by owner order by b), 'infinity') as e
from (select owner, lo as b from m union select owner, hi from m where hi < 'infinity'${turns}) q)
select p.owner, p.b, p.e, ${facet.value}, count(m.owner) > 0
from p left join m on m.owner = p.owner and m.lo <= p.b and p.b < m.hi group by p.owner, p.b, p.e`;
}
