const SHAPE = /^(\d{2,7})-(\d{2})-(\d)$/;

/** Why a text is no CAS registry number (CAS登记号), or null when it is one. */
export function casFault(text: string): 'shape' | 'checkDigit' | null {
  const match = SHAPE.exec(text);
  if (!match) return 'shape';
  const [, head = '', middle = '', check = ''] = match;
  return casCheckDigit(head + middle) === Number(check) ? null : 'checkDigit';
}

/** The digits before the check digit, weighted 1, 2, 3 … from the right, modulo 10. */
export function casCheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) sum += Number(digits[i]) * (digits.length - i);
  return sum % 10;
}
