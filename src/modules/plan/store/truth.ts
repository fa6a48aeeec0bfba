/**
 * Truth of a requirement over time for each subject (and period): a query of rows
 * (k, p, t, u, ev): true in `t`, unknown in `u`, false elsewhere; `ev` are the records that count
 * at the as-of moment. A subject without a row has the `missing` truth throughout.
 */
export interface Node {
  readonly sql: string;
  readonly periodic: boolean;
  /** Depends on dates in the period: tested at the as-of moment, not frozen at the period's end. */
  readonly flow: boolean;
  readonly missing: 'true' | 'false' | 'unknown';
  /** A column `lost`: when it certainly does not hold, though its period still runs. */
  readonly lost?: boolean;
}

export const always = `'{(,)}'::tstzmultirange`;
export const never = `'{}'::tstzmultirange`;
