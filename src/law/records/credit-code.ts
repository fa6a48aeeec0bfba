/** Unified social credit codes (统一社会信用代码) by GB 32100-2015: 18 characters, no I O S V Z. */
export const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const SHAPE = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/;

/** The last character, computed over the first seventeen. */
export function creditCheck(body: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, i) => total + weight * CREDIT_ALPHABET.indexOf(body.charAt(i)),
    0,
  );
  return CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Check digit of the organisation code (GB 11714), the ninth of characters 9 to 17. */
export function organisationCheck(body: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, i) => total + weight * ORGANISATION_ALPHABET.indexOf(body.charAt(i)),
    0,
  );
  const rest = 11 - (sum % 11);
  if (rest === 10) return 'X';
  return rest === 11 ? '0' : String(rest);
}

export function isValidCreditCode(code: string): boolean {
  if (!SHAPE.test(code)) return false;
  if (organisationCheck(code.slice(8, 16)) !== code.charAt(16)) return false;
  return creditCheck(code.slice(0, 17)) === code.charAt(17);
}
