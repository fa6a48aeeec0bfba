import type { Scope } from './scope.ts';

/** Bounds of validity as moments: [from, until) from attributes that the type has. */
export function validity(scope: Scope): { from: string; until: string } {
  const has = (name: string): boolean => scope.definition.attributes.some((a) => a.name === name);
  const start = (sql: string): string => `${sql}::timestamp at time zone 'Asia/Shanghai'`;
  const dates = [
    ...(has('validFrom') ? ['validFrom'] : []),
    ...(scope.definition.dateAttr ? [scope.definition.dateAttr] : []),
  ];
  const froms = [...new Set(dates)].map((name) => momentOf(scope, name));
  const from = `coalesce(${[...froms, `${scope.row}.born`].join(', ')})`;
  if (!has('validUntil')) return { from, until: `'infinity'::timestamptz` };
  const last = scope.attr('validUntil');
  const end =
    last.kind === 'date' ? start(`(${last.sql} + 1)`) : `${last.sql} + interval '1 millisecond'`;
  return { from, until: `coalesce(${end}, 'infinity')` };
}

/** A date or datetime attribute as the moment from which it counts. */
export function momentOf(scope: Scope, name: string): string {
  const value = scope.attr(name);
  return value.kind === 'date'
    ? `(${value.sql}::timestamp at time zone 'Asia/Shanghai')`
    : value.sql;
}
