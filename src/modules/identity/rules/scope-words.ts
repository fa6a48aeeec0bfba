import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Line } from '../../../law/roles.ts';

const LINES: Readonly<Record<Line, Bilingual>> = {
  chem: { zh: '危化品', en: 'hazardous chemicals' },
  trade: { zh: '工贸', en: 'industry and trade' },
};

const BELOW: Readonly<Record<string, Bilingual>> = {
  county: { zh: '（含各县区）', en: ' and its counties' },
  township: { zh: '（含乡镇）', en: ' and its townships' },
};

export interface NamedNode {
  readonly kind: string;
  readonly node: string;
  readonly name: string | null;
  /** Level of the divisions below, if there are any. */
  readonly below: string | null;
}

/** 曹县（含乡镇）, with the line where it is one of the two. */
export function scopeWords({ name, node, below }: NamedNode, lines: readonly Line[]): Bilingual {
  const own = name ?? node;
  const with_ = below === null ? null : (BELOW[below] ?? null);
  const [only] = lines;
  const line = lines.length === 1 && only ? LINES[only] : null;
  return {
    zh: `${own}${with_?.zh ?? ''}${line ? ` · ${line.zh}` : ''}`,
    en: `${own}${with_?.en ?? ''}${line ? `, ${line.en}` : ''}`,
  };
}

/** Of many nodes the first, and how many more. */
export function allWords(nodes: readonly Bilingual[]): Bilingual {
  const [first, ...more] = nodes;
  if (!first) return { zh: '无', en: 'none' };
  if (more.length === 0) return first;
  const count = nodes.length;
  return { zh: `${first.zh}等 ${count} 处`, en: `${first.en} and ${more.length} more` };
}
