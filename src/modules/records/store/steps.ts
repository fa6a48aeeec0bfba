import type { RecordDefinition } from '../../../law/records/model.ts';
import { column, tableOf } from '../columns.ts';
import { WHOLE } from '../marks.ts';
import { rowRules } from './derived-row.ts';
import { circleOf, divisionRule, fillVia, VIA, viaTable } from './divisions-of.ts';
import type { Facet } from './facet.ts';
import { facets } from './facets.ts';
import { fillFacet } from './fill-facet.ts';
import type { Hop, Read, RowRuleOf, Types } from './scope.ts';
import { facetTable, Scope } from './scope.ts';
import { fillTable } from './tables.ts';
import type { Likeness } from './walk.ts';

/** How a changed record leads to rows of a step's table. */
export type Lead =
  /** The record at the end of the way; its own id is the row's. */
  | { readonly kind: 'row'; readonly read: Read }
  /** Along the references of a circle, in any number, to rows of `to`. */
  | { readonly kind: 'circle'; readonly read: Read; readonly hops: readonly Hop[] }
  /** The owners that a record names, or the divisions above what it names. */
  | {
      readonly kind: 'tied';
      readonly read: Read;
      readonly record: string;
      readonly ties: readonly string[];
      readonly below: boolean;
    }
  /** Owners that are like the record in some attributes. */
  | { readonly kind: 'alike'; readonly read: Read; readonly likeness: Likeness }
  /** Which rows cannot be told: all are computed and compared. */
  | { readonly kind: 'all'; readonly read: Read };

/** One table of the projection, filled from the tables of earlier steps. */
export interface Step {
  readonly table: string;
  /** Type of the rows' ids, and the attribute that the table holds; null: a column each. */
  readonly type: string;
  readonly attr: string | null;
  /** Its own rows are read as stated. */
  readonly fromStated: boolean;
  /** While this type has no facts the table stays empty; null: it never need. */
  readonly empty: string | null;
  /** The insert of every row, and that of the ids that $1 lists. */
  readonly whole: string;
  readonly some: string;
  readonly leads: readonly Lead[];
}

const rulesOf =
  (types: Types): RowRuleOf =>
  (definition, name) =>
    name === 'jurisdiction'
      ? divisionRule(types, definition)
      : (rowRules[`${definition.type}.${name}`] ?? null);

/** Stated values, folded from the ledger. */
function statedStep(definition: RecordDefinition): Step {
  const stated = (sql: string): string =>
    sql.replace('insert into rec.', 'insert into rec_stated.');
  return {
    table: statedTable(definition.type),
    type: definition.type,
    attr: null,
    fromStated: true,
    empty: definition.type,
    whole: stated(fillTable(definition)),
    some: stated(fillTable(definition, true)),
    leads: [],
  };
}

export function statedTable(type: string): string {
  return tableOf(type).replace('rec.', 'rec_stated.');
}

/**
 * The stated rows with every attribute that follows from the row and what it refers to. A version
 * begins with a stated one, or where a derived value turns: not with every version of whatever the
 * record refers to.
 */
function rowStep(types: Types, definition: RecordDefinition): Step {
  const rules = rulesOf(types);
  const scope = new Scope(types, definition.type, rules);
  const names = definition.attributes.map((attribute) => attribute.name);
  const values = names.map((name) => `${scope.derived(name)} as ${column(name)}`);
  const turning = names.filter((name) => rules(definition, name) !== null).map(column);
  const before = turning.map((name) => `lag(${name}) over w`).join(', ');
  const turns =
    turning.length > 0 ? ` or row(${turning.join(', ')}) is distinct from row(${before})` : '';
  const { row, segment } = scope;
  const filled = (where: string): string => `insert into ${tableOf(definition.type)}
select id, seqkey, vf, coalesce(lead(vf) over (partition by id order by vf), 'infinity'), live, born, ${names.map(column).join(', ')}
from (select s.*, vf = since${turns} as turn
from (select ${row}.id, ${row}.seqkey, ${segment.b} as vf, ${row}.vf as since, ${row}.live, ${row}.born,
${values.join(',\n')}
from ${scope.from()}${where}) s window w as (partition by id order by vf)) t where turn`;
  return {
    table: tableOf(definition.type),
    type: definition.type,
    attr: null,
    fromStated: true,
    empty: definition.type,
    whole: filled(''),
    some: filled(` where ${row}.id = any($1::text[])`),
    leads: scope.reads.map((read) => ({ kind: 'row', read })),
  };
}

/** The division by way of a circle of references, of the types in one. */
function viaSteps(types: Types, type: string): Step[] {
  if (circleOf(types, type).length === 0) return [];
  const fill = fillVia(types, type, rulesOf(types));
  return [
    {
      table: viaTable(type),
      type,
      attr: VIA,
      fromStated: true,
      empty: type,
      whole: fill.sql,
      some: fillVia(types, type, rulesOf(types), true).sql,
      leads: fill.reads.map(({ read }) => ({ kind: 'circle', read, hops: fill.hops })),
    },
  ];
}

function facetStep(types: Types, facet: Facet): Step {
  const fill = fillFacet(types, facet);
  return {
    table: facetTable(facet.owner, facet.attr),
    type: facet.owner,
    attr: facet.attr,
    fromStated: false,
    empty: 'match' in facet ? null : facet.record,
    whole: fill.sql,
    some: fillFacet(types, facet, true).sql,
    leads: [
      ...fill.owners.map((read): Lead => ({ kind: 'row', read })),
      ...[...fill.records, there(facet.record)].map((read) => recordLead(facet, read)),
    ],
  };
}

/** Whether the record is there at all. */
const there = (type: string): Read => ({ type, attr: WHOLE, via: [], from: 'row' });

function recordLead(facet: Facet, read: Read): Lead {
  if ('match' in facet) {
    const { alike: attrs, owner, ownWhere } = facet;
    if (!attrs) return { kind: 'all', read };
    return { kind: 'alike', read, likeness: { record: facet.record, owner, ownWhere, attrs } };
  }
  const { record, tie, orTie, below = false } = facet;
  return { kind: 'tied', read, record, ties: orTie ? [tie, orTie] : [tie], below };
}

/** All steps in an order in which each reads what earlier ones filled. */
export function stepsOf(types: Types): { stated: Step[]; rows: Step[]; facets: Step[] } {
  return {
    stated: [...types.values()].map(statedStep),
    rows: inReferenceOrder(types).flatMap((members) => [
      ...members.flatMap(({ type }) => viaSteps(types, type)),
      ...members.map((definition) => rowStep(types, definition)),
    ]),
    facets: facets.map((f) => facetStep(types, f)),
  };
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

/** The first attribute finds the owners. */
const indexedOf = ({ owner, attrs }: Likeness): Hop[] =>
  attrs.slice(0, 1).map((attr) => ({ type: owner, attr }));

/** References that the leads of the projection follow: each wants an index. */
export function leadHops(types: Types): Hop[] {
  const { rows, facets: kept } = stepsOf(types);
  return [...rows, ...kept].flatMap(({ leads }) =>
    leads.flatMap((lead) => [
      ...lead.read.via,
      ...(lead.kind === 'circle' ? lead.hops : []),
      ...(lead.kind === 'alike' ? indexedOf(lead.likeness) : []),
      ...(lead.kind === 'tied'
        ? lead.ties.map((tie) => ({ type: lead.record, attr: tie.split('.')[0] ?? tie }))
        : []),
    ]),
  );
}
