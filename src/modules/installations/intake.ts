import type { Result } from '../../kernel/result.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { InventoryError } from './model.ts';
import { emptyInput, notJson, notUtf8, tooLarge } from './rules/form-errors.ts';

/** Bytes of an inventory document; the largest one that the limits of lines and units admit is less. */
export const MAX_BYTES = 64 * 1024 * 1024;

/** Quantities keep the digits as written: 0.99999999999999999999 must not become 1. */
function keepDigits(key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return key === 'quantity' && typeof value === 'number' ? (context?.source ?? value) : value;
}

/** The JSON of an inventory (UTF-8, with or without byte order mark). */
export function parseInventory(bytes: Uint8Array): Result<unknown, InventoryError> {
  if (bytes.length > MAX_BYTES) return refuse(tooLarge(MAX_BYTES));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(notUtf8());
  }
  if (text.trim() === '') return refuse(emptyInput());
  try {
    return ok(JSON.parse(text, keepDigits));
  } catch (error) {
    return refuse(notJson(error instanceof Error ? error.message : String(error)));
  }
}
