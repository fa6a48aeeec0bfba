import { dayAt, formatDay } from '../../../kernel/calendar.ts';
import type { Grant } from '../model.ts';
import type { Colleague } from '../store/colleagues.ts';
import { colleaguesOf } from '../store/colleagues.ts';
import type { LiveCity } from './live-city.ts';

/** Who works at a node, for somebody who works there too: others learn nothing. */
export async function colleaguesAt(
  city: LiveCity,
  caller: { readonly grants: readonly Grant[] },
  nodeKind: Grant['nodeKind'],
  node: string,
): Promise<readonly Colleague[]> {
  const his = caller.grants.some((grant) => grant.nodeKind === nodeKind && grant.node === node);
  if (!his) return [];
  return colleaguesOf(city.options.owner, nodeKind, node, formatDay(dayAt(city.now())));
}
