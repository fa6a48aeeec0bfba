import type { CriteriaEdition, CriterionItem } from '../../../law/standards/criterion.ts';
import { inForceOn } from './binding.ts';

/** The item of an edition that words cite (援引): by its id, a part's id, or the clause's number. */
export interface Cited {
  readonly edition: CriteriaEdition;
  readonly item: CriterionItem;
  readonly part: string | null;
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s《》“”"()]/g, '')
    .toLowerCase();

/**
 * What a hazard cites, among the editions in force on the day it was found: it keeps that edition
 * whatever follows. An id is taken as it stands, even of another edition.
 */
export function citedBy(
  editions: readonly CriteriaEdition[],
  criterion: string | null,
  foundOn: string | null,
): Cited | null {
  if (criterion === null) return null;
  const text = criterion.trim();
  for (const edition of editions) {
    for (const item of edition.items) {
      if (item.id === text) return { edition, item, part: null };
      const part = item.parts.find(({ id }) => id === text);
      if (part) return { edition, item, part: part.id };
    }
  }
  return byWords(editions, text, foundOn);
}

/** 工贸标准第四条（一）: the clause in the words, when one edition alone has it. */
function byWords(
  editions: readonly CriteriaEdition[],
  text: string,
  foundOn: string | null,
): Cited | null {
  const words = plain(text);
  const found = editions
    .filter((edition) => foundOn === null || inForceOn(edition, foundOn))
    .flatMap((edition) => {
      const named = words.includes(plain(edition.number));
      return edition.items.flatMap((item) => {
        const clause = plain(item.clause);
        const is = words === clause || (named && words.endsWith(clause));
        return is ? [{ edition, item, part: null }] : [];
      });
    });
  return found.length === 1 ? (found[0] ?? null) : null;
}
