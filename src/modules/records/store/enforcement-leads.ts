import { WHOLE } from '../marks.ts';
import { enforcementFigures } from './enforcement.ts';
import type { Read } from './scope.ts';
import type { Lead } from './steps.ts';

/** An attribute that is kept nowhere, and how changed records lead to its owners. */
export interface Watched {
  readonly type: string;
  readonly attr: string;
  readonly leads: readonly Lead[];
}

const read = (type: string, attr: string): Read => ({ type, attr, via: [], from: 'row' });

const ATTRS = [WHOLE, 'jurisdiction', 'date', 'enterpriseIndustry'];

const of = (record: string, ties: readonly string[], attrs: readonly string[]): Lead[] =>
  attrs.map((attr) => ({ kind: 'tied', read: read(record, attr), record, ties, below: true }));

/**
 * The figures of enforcement.ts are computed where they are read and kept in no table; here stands
 * whom a change of what they read concerns.
 */
export function enforcementLeads(): Watched[] {
  const leads = [
    ...of('penalty', ['jurisdiction', 'inspection.jurisdiction'], [...ATTRS, 'inspection']),
    ...of('inspection', ['jurisdiction'], [...ATTRS, 'findings']),
  ];
  return enforcementFigures.map((attr) => ({ type: 'jurisdiction', attr, leads }));
}
