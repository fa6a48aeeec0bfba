import { formatMoment } from '../../kernel/calendar.ts';
import type { Fact } from './model.ts';

/** A fact as one line of a file, without the newline: what came in, keys in a fixed order. */
export function factLine(id: string, fact: Omit<Fact, 'id' | 'set'>, setText: string): string {
  let text = `{"id":${JSON.stringify(id)},"type":${JSON.stringify(fact.type)}`;
  text += `,"record":${JSON.stringify(fact.record)},"at":"${formatMoment(fact.at)}"`;
  text += `,"set":${setText}`;
  if (fact.retired !== null) text += `,"retired":${fact.retired}`;
  if (fact.by !== null) text += `,"by":${JSON.stringify(fact.by)}`;
  if (fact.evidence !== null) text += `,"evidence":${JSON.stringify(fact.evidence)}`;
  return `${text}}`;
}
