import type { Bilingual } from '../../../kernel/endpoint.ts';

/** Which form a write came from: its endpoint, with the kind of record or step that it states. */
export function formOf(endpoint: string, params: unknown, body: unknown): string {
  const part = textIn(params, 'type') ?? textIn(body, 'act');
  return part === null ? endpoint : `${endpoint}/${part}`;
}

function textIn(value: unknown, name: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const found: unknown = (value as Record<string, unknown>)[name];
  return typeof found === 'string' && /^[\w-]{1,60}$/.test(found) ? found : null;
}

/** A form's name: of its endpoint, and of the record or step where that is part of it. */
export function nameOf(
  form: string,
  titleOf: (endpoint: string) => Bilingual | null,
  partOf: (part: string) => Bilingual | null,
): Bilingual {
  const [endpoint = form, part] = form.split('/');
  const title = titleOf(endpoint) ?? { zh: endpoint, en: endpoint };
  const named = part === undefined ? null : (partOf(part) ?? { zh: part, en: part });
  if (!named) return title;
  return { zh: `${title.zh}（${named.zh}）`, en: `${title.en} (${named.en})` };
}

/** The enterprise for which somebody fills in forms; null: none, or not one alone. */
export function firmOf(
  grants: readonly { readonly nodeKind: string; readonly node: string }[],
): string | null {
  const firms = new Set(grants.flatMap((g) => (g.nodeKind === 'enterprise' ? [g.node] : [])));
  const [firm] = firms;
  return firms.size === 1 && firm !== undefined ? firm : null;
}

/** Steps of ten seconds, up to an hour. */
export const tensIn = (seconds: number): number =>
  Math.min(360, Math.max(1, Math.ceil(seconds / 10)));

export const minutesIn = (tens: number): number => Math.round((tens * 10) / 6) / 10;
