/** How well a text of a record meets the query: 0 is best; null: not at all. */
export function meets(text: string, query: string): number | null {
  const place = text.indexOf(query);
  if (place < 0) return null;
  if (text === query) return 0;
  return place === 0 ? 1 : 2;
}

export interface Met {
  readonly score: number;
  /** The text that met it best. */
  readonly text: string;
}

/** The best of a record's texts (joined by lines); the earlier ones are names as people write them. */
export function bestOf(texts: string, query: string): Met | null {
  let best: Met | null = null;
  for (const text of texts.split('\n')) {
    const score = text === '' ? null : meets(text, query);
    if (score !== null && (best === null || score < best.score)) best = { score, text };
  }
  return best;
}

/** Enterprises and parks before what belongs to them; then what meets better; then the shorter. */
export function betterFirst(
  a: Met & { readonly type: string; readonly id: string },
  b: Met & { readonly type: string; readonly id: string },
): number {
  return (
    a.score - b.score ||
    Number(b.type === 'enterprise') - Number(a.type === 'enterprise') ||
    a.text.length - b.text.length ||
    (a.text < b.text ? -1 : Number(a.text > b.text)) ||
    (a.id < b.id ? -1 : 1)
  );
}
