/**
 * Personal data (个人信息) of the dictionary: shown in part, the whole on request, which is written
 * down. The number of a special-operation certificate is the holder's identity number.
 */
const PERSONAL = new Set(['person.certificateNo']);

export function isPersonal(type: string, attribute: string): boolean {
  return PERSONAL.has(`${type}.${attribute}`);
}

const SHOWN = 3;

/** The first and last signs; a short text shows none. */
export function masked(text: string): string {
  const signs = [...text];
  const hidden = signs.length - 2 * SHOWN;
  if (hidden < SHOWN) return '*'.repeat(signs.length);
  return [...signs.slice(0, SHOWN), '*'.repeat(hidden), ...signs.slice(-SHOWN)].join('');
}
