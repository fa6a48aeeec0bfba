import type { Clause } from '../../../law/plans/model.ts';
import type { Hop, Types } from '../../records/index.ts';
import { attributeOf, definitionOf, Scope } from '../../records/index.ts';
import type { DutyPeriod } from '../rules/duties.ts';
import { replacing } from './replacing.ts';
import type { Stretch } from './stretches.ts';
import type { Changes, Lead } from './touched.ts';
import { recordsBehind } from './touched.ts';

/**
 * A daily duty stands a thousand times, and a record changes the one of its day. Where records
 * count by the period that their date lies in, only those periods are computed anew.
 */
export interface OfPeriods {
  /** Like `some` of a renewal, of the periods whose labels $2 lists. */
  readonly text: string;
  /** Whose date says which. */
  readonly date: Hop;
  readonly periods: readonly DutyPeriod[];
}

/** With fewer periods it is not worth a second statement. */
const MANY = 100;

export function ofPeriods(
  no: number,
  clause: Clause,
  types: Types,
  parts: readonly Stretch[],
  /** The same queries, of some periods. */
  again: () => readonly Stretch[],
): OfPeriods | null {
  const date = dateOf(clause, types);
  const periods = parts.flatMap((part) => part.periods);
  if (!date || periods.length < MANY || periods.some(({ label }) => label === null)) return null;
  const { entity } = clause.subject.selector;
  return { text: replacing(no, entity, again(), ' and period = any($2::text[])'), date, periods };
}

/** The date by which the clause's records fall into periods; null: it is not that simple. */
function dateOf({ requirement: r }: Clause, types: Types): Hop | null {
  if (r.form !== 'occurs' || r.in !== 'period' || r.reach !== 'exact') return null;
  const { dateAttr, span } = definitionOf(types, r.record);
  const attr = r.at ?? dateAttr;
  const spans = span !== undefined && r.at === null;
  if (!attr || spans || !new Scope(types, r.record).holds(attr)) return null;
  const definition = attributeOf(definitionOf(types, r.record), attr);
  return definition.default === undefined ? { type: r.record, attr } : null;
}

/** Labels of the periods that the changes concern; null: any. */
export async function touchedPeriods(
  own: OfPeriods | null,
  leads: readonly Lead[],
  changes: Changes,
): Promise<readonly string[] | null> {
  const records = own && (await recordsBehind(leads, own.date.type, changes));
  if (!own || !records) return null;
  const days = await changes.walk.days(own.date, records);
  const touched = own.periods.filter(({ start, end }) => days.some((d) => start <= d && d <= end));
  return [...new Set(touched.flatMap(({ label }) => label ?? []))];
}
