import type { InventoryError } from '../model.ts';

/** What was written, short enough for a message. */
export const quote = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

/** Message and remedy, each English then Chinese. */
export function error(
  code: InventoryError['code'],
  path: string,
  [en, zh]: readonly [string, string],
  [mendEn, mendZh]: readonly [string, string],
): InventoryError {
  return { code, path, message: { en, zh }, mend: { en: mendEn, zh: mendZh } };
}
