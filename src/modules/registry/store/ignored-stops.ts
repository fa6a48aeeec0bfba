import type { Types } from '../../records/index.ts';
import { Scope } from '../../records/index.ts';

/**
 * Hazards whose stop is ignored (应停未停) at the moment `$1`, by id and enterprise: it follows from
 * the state of what must stop, so no column of their own holds it.
 */
export function ignoredStops(types: Types): string {
  const scope = new Scope(types, 'hazard');
  const holds = ['open', 'runningDespiteStop'].map((name) => scope.attr(name).sql);
  const { row, segment } = scope;
  return `select ${row}.id, ${row}."enterprise" from ${scope.from()} where ${row}.live and ${row}."stopRequired" and ${row}."open"
    and ${row}.vf <= $1 and $1 < ${row}.vt and ${segment.b} <= $1 and $1 < ${segment.e} and ${holds.join(' and ')}`;
}
