import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';
import { column } from '../columns.ts';
import { literal } from './literal.ts';
import type { Hop, Read, RowRuleOf, Types } from './scope.ts';
import { attributeOf, Scope } from './scope.ts';

/**
 * The division of a record (所属区划): stated, or that of the first record referred to that has one.
 * Where references lead back to the type (a facility within a facility, a permit and its
 * contractor's job), they are followed record by record, to any depth, in a table of their own.
 */

/** Types that a reference leads to and that can give a division. */
function targetsOf(types: Types, attribute: AttributeDefinition): string[] {
  if (!attribute.type.startsWith('ref:') || attribute.name === 'jurisdiction') return [];
  const targets = attribute.type.slice('ref:'.length).split('|');
  // A division is no record of a division, and a calendar is not where work is done.
  return targets.filter(
    (target) =>
      target !== 'jurisdiction' &&
      target !== 'calendar' &&
      types.get(target)?.attributes.some((a) => a.name === 'jurisdiction'),
  );
}

const isComputed = (definition: RecordDefinition | undefined): boolean =>
  definition?.attributes.some((a) => a.name === 'jurisdiction' && a.derived) ?? false;

function reachable(types: Types, from: string): Set<string> {
  const found = new Set<string>();
  const visit = (type: string): void => {
    const definition = types.get(type);
    if (!definition || !isComputed(definition)) return;
    for (const target of definition.attributes.flatMap((a) => targetsOf(types, a))) {
      if (found.has(target)) continue;
      found.add(target);
      visit(target);
    }
  };
  visit(from);
  return found;
}

/** The types among which references from this one lead back to it; empty: they do not. */
export function circleOf(types: Types, type: string): string[] {
  const ahead = reachable(types, type);
  if (!ahead.has(type)) return [];
  return [...ahead].filter((other) => reachable(types, other).has(type)).sort();
}

/** Under this name the table of a circle is read. */
export const VIA = 'divisionVia';

export function viaTable(type: string): string {
  return `rec.${column(`${type}__${VIA}`)}`;
}

interface Parts {
  readonly before: readonly string[];
  /** The reference that leads into the circle. */
  readonly via: { readonly sql: string; readonly target: string; readonly hop: Hop } | null;
  readonly after: readonly string[];
}

function partsOf(types: Types, scope: Scope): Parts {
  const { definition } = scope;
  const circle = circleOf(types, definition.type);
  const before = [`${scope.row}."jurisdiction"`];
  const after: string[] = [];
  let via: Parts['via'] = null;
  for (const attribute of definition.attributes) {
    for (const target of targetsOf(types, attribute)) {
      const value = scope.attr(attribute.name);
      if (!circle.includes(target)) {
        const division = scope.attrOf({ ...value, target }, 'jurisdiction').sql;
        (via ? after : before).push(division);
      } else if (via) {
        throw new Error(`'${definition.type}' leads back to itself in more than one way`);
      } else {
        via = { sql: value.sql, target, hop: { type: definition.type, attr: attribute.name } };
      }
    }
  }
  return { before, via, after };
}

/** The rule of `jurisdiction` where it is derived; null: nothing leads to a division. */
export function divisionRule(
  types: Types,
  definition: RecordDefinition,
): ((scope: Scope) => string) | null {
  if (!attributeOf(definition, 'jurisdiction').derived) return null;
  return (scope) => {
    const { before, via, after } = partsOf(types, scope);
    const all = via
      ? [...before, scope.kept(viaTable(definition.type), VIA), ...after]
      : [...before, ...after];
    return all.length > 1 ? `coalesce(${all.join(', ')})` : (all[0] ?? 'null');
  };
}

export function createVia(type: string): string {
  return `create table ${viaTable(type)} (id text not null, vf timestamptz not null, vt timestamptz not null, value text, primary key (id, vf))`;
}

/** The insert, what it reads of each member of the circle, and the references along the way. */
export interface ViaFill {
  readonly sql: string;
  readonly reads: readonly { readonly type: string; readonly read: Read }[];
  readonly hops: readonly Hop[];
}

const stated = (type: string): Read => ({ type, attr: 'jurisdiction', via: [], from: 'row' });

/**
 * For the records of a type of a circle that have no division before the reference into it: the
 * division at the first record along the way that has one; else at the last before its end. A
 * record that the way has passed already gives none.
 */
export function fillVia(types: Types, type: string, rules: RowRuleOf, some = false): ViaFill {
  const members = circleOf(types, type).map((member) => {
    const scope = new Scope(types, member, rules);
    return { member, scope, parts: partsOf(types, scope) };
  });
  // The stated division stands first; it is no derived value, so the scope does not tell of it.
  const reads = members.flatMap(({ member, scope }) =>
    [stated(member), ...scope.reads].map((read) => ({ type: member, read })),
  );
  const hops = members.flatMap(({ parts }) => parts.via?.hop ?? []);
  // Few records lie on a way; the others need not be joined.
  const onAWay = ({ member, scope, parts }: (typeof members)[number]): string => {
    const named = members.flatMap((m) =>
      m.parts.via?.target === member
        ? [
            `${scope.row}.id in (select ${column(m.parts.via.hop.attr)} from rec_stated.${column(m.member)})`,
          ]
        : [],
    );
    return [`${parts.via?.sql} is not null`, ...named].join(' or ');
  };
  const first = (values: readonly string[]): string => `coalesce(${values.join(', ')})`;
  const nodes = members.map((m) => {
    const { scope, parts } = m;
    const { before, via, after } = parts;
    const typ = literal(m.member, 'text');
    return `select ${typ} as typ, ${scope.row}.id, ${first(before)} as before, '${via?.target}' as into_, ${via?.sql} as next, ${first([...after, 'null::text'])} as after, ${scope.segment.b} as lo, ${scope.segment.e} as hi
from ${scope.from()}${some ? '' : ` where ${onAWay(m)}`}`;
  });
  const sql = `insert into ${viaTable(type)}
with recursive node as ${some ? 'not ' : ''}materialized (${nodes.join('\nunion all\n')}),
walk as (
 select id as start, 0 as n, before, into_, next, null::text as after, lo, hi, array[typ || '/' || id] as way
 from node where typ = '${type}'${some ? ' and id = any($1::text[])' : ''} and before is null and next is not null
 union all
 select w.start, w.n + 1, d.before, d.into_, d.next, d.after, greatest(w.lo, d.lo), least(w.hi, d.hi), w.way || (d.typ || '/' || d.id)
 from walk w join node d on d.typ = w.into_ and d.id = w.next and d.lo < w.hi and d.hi > w.lo and d.typ || '/' || d.id <> all(w.way)
 where w.before is null),
p as (select start, b, coalesce(lead(b) over (partition by start order by b), 'infinity') as e
from (select start, lo as b from walk union select start, hi from walk where hi < 'infinity') q),
cut as (select p.start, p.b, p.e, (array_agg(coalesce(w.before, w.after) order by w.n desc) filter (where coalesce(w.before, w.after) is not null))[1] as value
from p left join walk w on w.start = p.start and w.lo <= p.b and p.b < w.hi group by p.start, p.b, p.e),
turn as (select c.*, row(value) is distinct from row(lag(value) over w) or lag(e) over w is null as turns from cut c window w as (partition by start order by b))
select start, b, coalesce(lead(b) over (partition by start order by b), 'infinity'), value from turn where turns`;
  return { sql, reads, hops };
}
