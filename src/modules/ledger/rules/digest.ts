import type { Digest, DigestSection } from '../model.ts';

/** What the digest's own hash covers: JSON with its keys in this order, sections by name. */
export function digestText({ at, sections }: Pick<Digest, 'at' | 'sections'>): string {
  const rows = sections.map(({ section, count, hash }) => ({ section, count, hash }));
  return JSON.stringify({ schema: 'ledger-digest/1', at, sections: rows });
}

export const countOf = (sections: readonly DigestSection[]): number =>
  sections.reduce((sum, { count }) => sum + count, 0);

/** A digest read from a file, or null where it has not the form of one. */
export function readDigest(value: unknown): Digest | null {
  if (typeof value !== 'object' || value === null) return null;
  const { schema, at, facts, sections, hash } = value as Record<string, unknown>;
  const formed =
    schema === 'ledger-digest/1' &&
    typeof at === 'string' &&
    typeof facts === 'number' &&
    typeof hash === 'string' &&
    Array.isArray(sections) &&
    sections.every(isSection);
  return formed ? { schema, at, facts, sections: sections as DigestSection[], hash } : null;
}

function isSection(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { section, count, hash } = value as Record<string, unknown>;
  return typeof section === 'string' && Number.isSafeInteger(count) && typeof hash === 'string';
}
