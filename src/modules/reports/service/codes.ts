import { hash, randomBytes } from 'node:crypto';

/** Letters and digits that are not mistaken for each other, read out over a telephone. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 8;
const PIN_RANGE = 1_000_000;
const PIN_LENGTH = 6;
const ONCE_BYTES = 18;
const ONCE = /^[\w-]{24}$/;

/** What a reporter asks again by, and the record that it opens. */
export interface Ticket {
  readonly report: string;
  readonly code: string;
  readonly pin: string;
}

/** A secret of one form: sent twice (a lost answer, a reload) it makes one report. */
export const newOnce = (): string => randomBytes(ONCE_BYTES).toString('base64url');

export const isOnce = (text: string | undefined): text is string => ONCE.test(text ?? '');

const numberOf = (text: string): bigint => BigInt(`0x${hash('sha256', text)}`);

/** All three follow from the secret of the form and from nothing else: the same again and again. */
export function ticketOf(once: string): Ticket {
  let rest = numberOf(`code ${once}`);
  let code = '';
  while (code.length < CODE_LENGTH) {
    code += LETTERS[Number(rest % BigInt(LETTERS.length))];
    rest /= BigInt(LETTERS.length);
  }
  const pin = String(numberOf(`pin ${once}`) % BigInt(PIN_RANGE)).padStart(PIN_LENGTH, '0');
  return { report: `RP-${hash('sha256', `record ${once}`).slice(0, 24)}`, code, pin };
}

/** As somebody types it: small letters, spaces and dashes do not matter. */
export const tidiedCode = (text: string): string => text.toUpperCase().replaceAll(/[\s-]/g, '');

export const codeHash = (code: string): string => hash('sha256', `report ${tidiedCode(code)}`);
