import type { RecordDefinition } from '../../../law/records/model.ts';
import { createTable, fillTable, tableOf } from '../columns.ts';
import { rowRules } from './derived-row.ts';
import { createDivisionAbove, fillDivisionAbove } from './division-above.ts';
import { circleOf, createVia, divisionRule, fillVia, viaTable } from './divisions-of.ts';
import { facets } from './facets.ts';
import { fillFacet } from './fill-facet.ts';
import type { RowRuleOf, Types } from './scope.ts';
import { facetTable, Scope } from './scope.ts';

export { fillFacet };

/** Statements that build the whole projection from the ledger, in order. */
export function buildStatements(types: Types): string[] {
  const all = [...types.values()];
  const order = inReferenceOrder(types);
  const circles = [...types.keys()].filter((type) => circleOf(types, type).length > 0);
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
    ...circles.map(createVia),
    createDivisionAbove,
    ...facets.map(
      (f) =>
        `create table ${facetTable(f.owner, f.attr)} (id text not null, vf timestamptz not null, vt timestamptz not null, value ${f.column}, known boolean, primary key (id, vf))`,
    ),
    ...all.map((d) => fillTable(d).replace('insert into rec.', 'insert into rec_stated.')),
    ...order.flatMap((members) => [
      ...members.flatMap(({ type }) =>
        circles.includes(type)
          ? [fillVia(types, type, rulesOf(types)), voidRows(viaTable(type), 'id')]
          : [],
      ),
      ...members.flatMap((d) => [
        deriveTable(types, d),
        voidRows(tableOf(d.type), 'id, seqkey, born'),
      ]),
    ]),
    fillDivisionAbove,
    ...facets.flatMap((f) => {
      const table = facetTable(f.owner, f.attr);
      return [fillFacet(types, f), voidRows(table, 'id')];
    }),
    ...all.map((d) => `analyze ${tableOf(d.type)}`),
    'analyze rec.division_above',
    ...facets.map((f) => `analyze ${facetTable(f.owner, f.attr)}`),
  ];
}

/** Types after the types that they refer to; those of a circle stand together. */
function inReferenceOrder(types: Types): RecordDefinition[][] {
  const done = new Set<string>();
  const order: RecordDefinition[][] = [];
  const visit = (type: string): void => {
    if (done.has(type)) return;
    const circle = circleOf(types, type);
    const members = (circle.length > 0 ? circle : [type]).flatMap((m) => types.get(m) ?? []);
    for (const member of members) done.add(member.type);
    for (const attribute of members.flatMap((m) => m.attributes)) {
      if (!attribute.type.startsWith('ref:')) continue;
      for (const target of attribute.type.slice('ref:'.length).split('|')) visit(target);
    }
    order.push(members);
  };
  for (const type of types.keys()) visit(type);
  return order;
}

/** The time before the first version: joins by overlap find a row for every moment. */
function voidRows(table: string, keys: string): string {
  const more = keys === 'id' ? '' : ', live';
  return `insert into ${table} (${keys}, vf, vt${more})
select ${keys}, '-infinity', min(vf)${more && ', false'} from ${table} group by ${keys} having min(vf) > '-infinity'`;
}

const rulesOf =
  (types: Types): RowRuleOf =>
  (definition, name) =>
    name === 'jurisdiction'
      ? divisionRule(types, definition)
      : (rowRules[`${definition.type}.${name}`] ?? null);

/** The stated rows with every attribute that follows from the row and what it refers to. */
export function deriveTable(types: Types, definition: RecordDefinition): string {
  const scope = new Scope(types, definition.type, rulesOf(types));
  const values = definition.attributes.map((attribute) => scope.derived(attribute.name));
  return `insert into ${tableOf(definition.type)}
select ${scope.row}.id, ${scope.row}.seqkey, ${scope.segment.b}, ${scope.segment.e}, ${scope.row}.live, ${scope.row}.born,
${values.join(',\n')}
from ${scope.from()}`;
}
