import {
  CREDIT_ALPHABET,
  creditCheck,
  organisationCheck,
} from '../../../law/records/credit-code.ts';

const BODY = 31 ** 5;

/**
 * A plainly fictitious code: enterprise (91), the division, and an organisation code that begins
 * with XX and a letter of the seed; the rest counts, so that no two indices of a seed share one.
 */
export function creditCode(seed: number, division: string, index: number): string {
  let rest = index % BODY;
  let count = '';
  for (let i = 0; i < 5; i += 1) {
    count = CREDIT_ALPHABET.charAt(rest % 31) + count;
    rest = Math.floor(rest / 31);
  }
  const organisation = `XX${CREDIT_ALPHABET.charAt(Math.abs(seed) % 31)}${count}`;
  const body = `91${division}${organisation}${organisationCheck(organisation)}`;
  return body + creditCheck(body);
}
