import { hash } from 'node:crypto';
import type { Entry, Fact } from './model.ts';
import { canonicalContent, canonicalSet, chainText } from './model.ts';

/** Id of a line that brings none: the same content is the same fact. */
export function derivedId(content: string): string {
  return `sha256:${hash('sha256', content)}`;
}

/** One link of a section's chain, in hexadecimal; `content` is the fact's canonical content. */
export function linkHash(previous: string, id: string, content: string, entry: Entry): string {
  return hash('sha256', chainText(previous, id, content, entry));
}

export function factHash(previous: string, fact: Fact & Entry): string {
  return linkHash(previous, fact.id, canonicalContent(fact, canonicalSet(fact.set)), fact);
}
