import type { FieldValue } from '../../../ui/form/state.ts';
import type { FormField, Value } from '../model.ts';

/** A value as the form holds it: lists as one text. */
export function fieldValue({ value, type }: Pick<FormField, 'value' | 'type'>): FieldValue {
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(',');
  if (type === 'datetime' && typeof value === 'string') return value.slice(0, 16);
  return value as FieldValue;
}

/** A value of the form as the ledger takes it. */
export function rawValue({ type }: Pick<FormField, 'type'>, value: FieldValue): Value {
  if (value === null || value === '') return null;
  if (type === 'codes' || type.startsWith('refs:')) {
    return String(value)
      .split(/[,，]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
  if (type === 'datetime') {
    const text = String(value).trim().replace(' ', 'T');
    return /T\d{2}:\d{2}$/.test(text) ? `${text}:00+08:00` : text;
  }
  return value;
}
