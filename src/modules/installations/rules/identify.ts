import type { Rational } from '../../../kernel/rational.ts';
import { add, compare, fromNumber, ZERO } from '../../../kernel/rational.ts';

const ONE = fromNumber(1);

export interface Identification {
  /** S = q1/Q1 + q2/Q2 + … + qn/Qn, formula (1) */
  readonly S: Rational;
  readonly isMajorHazard: boolean;
}

/**
 * Is the unit a major hazard installation (重大危险源, GB 18218-2018 4.2.1)? It is from S = 1 on;
 * with one substance S ≥ 1 says the same as q ≥ Q.
 */
export function identify(lines: readonly { readonly ratio: Rational }[]): Identification {
  const S = lines.reduce((sum, line) => add(sum, line.ratio), ZERO);
  return { S, isMajorHazard: compare(S, ONE) >= 0 };
}
