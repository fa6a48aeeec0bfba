import { hash } from 'node:crypto';
import type { QueryConfig } from 'pg';

/** A plan is kept as long as its connection: of so many texts, of any others none. */
const MOST = 150;
const names = new Map<string, string>();

/**
 * A statement that its connection plans once and keeps: for texts whose planning costs as much as
 * their work, as one branch a record type under row-level security does. What is asked goes into
 * `values`; of texts that differ by what is asked only the first are kept.
 */
export function prepared(text: string, values: unknown[]): QueryConfig {
  // A name stands for one text.
  const name = names.get(text) ?? (names.size < MOST ? hash('md5', text) : undefined);
  if (name === undefined) return { text, values };
  names.set(text, name);
  return { name, text, values };
}
