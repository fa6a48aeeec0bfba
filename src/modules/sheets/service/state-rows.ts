import type { LiveCity, Statement } from '../../identity/index.ts';
import type { Outcome, RowError } from '../model.ts';
import type { Became } from '../store/rows.ts';
import { OUTSIDE } from './check-job.ts';
import type { Claim } from './common.ts';

export interface RowStatement {
  readonly row: number;
  readonly statement: Statement;
}

/** States the facts of rows together; where one lies outside the scope by now, one by one. */
export async function stateRows(
  city: LiveCity,
  claim: Claim,
  rows: readonly RowStatement[],
  done: Outcome,
): Promise<readonly Became[]> {
  const taken = await city.takeIn(
    claim,
    rows.map(({ statement }) => statement),
  );
  if (taken.ok) {
    const refused = new Map<number, RowError[]>();
    for (const { line, reason, mend } of taken.value.rejects) {
      const message = { zh: `${reason.zh}；${mend.zh}`, en: `${reason.en}; ${mend.en}` };
      const error = { column: null, attribute: null, message };
      refused.set(line, [...(refused.get(line) ?? []), error]);
    }
    return rows.map(({ row }, index) => {
      const errors = refused.get(index + 1);
      return errors ? { row, outcome: 'refused', errors } : { row, outcome: done, errors: [] };
    });
  }
  const [only, ...more] = rows;
  if (only && more.length === 0) return [{ row: only.row, outcome: 'refused', errors: [OUTSIDE] }];
  const half = Math.ceil(rows.length / 2);
  return [
    ...(await stateRows(city, claim, rows.slice(0, half), done)),
    ...(await stateRows(city, claim, rows.slice(half), done)),
  ];
}
