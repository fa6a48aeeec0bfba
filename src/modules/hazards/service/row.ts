import type { RecordDefinition } from '../../../law/records/model.ts';
import type { HazardRow } from '../contract.ts';
import type { HazardRecord } from '../store/list.ts';
import { rowOf } from './ledger.ts';

/** The values of one hazard as a row of the ledger. */
export function rowFrom(
  definition: RecordDefinition,
  id: string,
  values: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<string, string | null>,
): HazardRow {
  const text = (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  const yes = (name: string): boolean => values[name] === true;
  const count = (name: string): number => Number(values[name] ?? 0);
  const named = (type: string, name: string): string | null =>
    names.get(`${type}/${text(name) ?? ''}`) ?? null;
  const record: HazardRecord = {
    id,
    enterprise: text('enterprise'),
    enterpriseName: named('enterprise', 'enterprise'),
    division: text('jurisdiction'),
    divisionName: named('jurisdiction', 'jurisdiction'),
    ...{ note: text('note'), source: text('source'), kind: text('kind') },
    stage: text('stage') ?? 'reported',
    ...{ major: yes('major'), treatedAsMajor: yes('treatedAsMajor') },
    ...{ class: text('class'), criterion: text('criterion'), foundOn: text('foundOn') },
    ...{ dueOn: text('dueOn'), extendedUntil: text('extendedUntil'), closedOn: text('closedOn') },
    ...{ overdue: yes('overdue'), supervisedBy: text('supervisedBy') },
    ...{ stopRequired: yes('stopRequired'), refused: yes('refused') },
    ...{ returnedTimes: count('returnedTimes'), reopenedTimes: count('reopenedTimes'), key: '' },
  };
  return rowOf(definition, record);
}
