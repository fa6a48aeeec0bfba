import type { FieldValue } from '../../../ui/form/state.ts';

/** A moment (ms) as a field of a form holds it: Shanghai's day and time. */
export const fieldOf = (ms: number): string =>
  new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);

/** What the field holds, as the contract takes it. */
export const momentOf = (value: FieldValue | undefined): string => {
  const text = typeof value === 'string' ? value : '';
  return /T\d{2}:\d{2}$/.test(text) ? `${text}:00+08:00` : text;
};

/** A text, or nothing where it is empty. */
export const textOf = (value: FieldValue | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** A span chosen by its ends, as fields hold them; null: none, or upside down. */
export function ownSpan(from = '', until = ''): { from: string; until: string } | null {
  const [begin, end] = [Date.parse(momentOf(from)), Date.parse(momentOf(until))];
  if (!(begin < end)) return null;
  return { from: new Date(begin).toISOString(), until: new Date(end).toISOString() };
}
