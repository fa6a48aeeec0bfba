/** Unified social credit codes (统一社会信用代码) by GB 32100-2015: 18 characters, no I O S V Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const SHAPE = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/;
const BODY = 31 ** 5;

/** The last character, computed over the first seventeen. */
function checkCharacter(body: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, i) => total + weight * ALPHABET.indexOf(body.charAt(i)),
    0,
  );
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Check digit of the organisation code (GB 11714), the ninth of characters 9 to 17. */
function organisationCheck(body: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, i) => total + weight * ORGANISATION_ALPHABET.indexOf(body.charAt(i)),
    0,
  );
  const rest = 11 - (sum % 11);
  if (rest === 10) return 'X';
  return rest === 11 ? '0' : String(rest);
}

/**
 * A plainly fictitious code: enterprise (91), the division, and an organisation code that begins
 * with XX and a letter of the seed; the rest counts, so that no two indices of a seed share one.
 */
export function creditCode(seed: number, division: string, index: number): string {
  let rest = index % BODY;
  let count = '';
  for (let i = 0; i < 5; i += 1) {
    count = ALPHABET.charAt(rest % 31) + count;
    rest = Math.floor(rest / 31);
  }
  const organisation = `XX${ALPHABET.charAt(Math.abs(seed) % 31)}${count}`;
  const body = `91${division}${organisation}${organisationCheck(organisation)}`;
  return body + checkCharacter(body);
}

export function isValidCreditCode(code: string): boolean {
  if (!SHAPE.test(code)) return false;
  if (organisationCheck(code.slice(8, 16)) !== code.charAt(16)) return false;
  return checkCharacter(code.slice(0, 17)) === code.charAt(17);
}
