import type { Kind } from '../model.ts';
import { type Language, type Say, say } from './public-words.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

export const inHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** A word of the page, as it may stand in HTML. */
export const wordsIn =
  (language: Language) =>
  (key: Say): string =>
    inHtml(say[key][language]);

/** A page for citizens: plain HTML that needs no script. */
export function frame(
  language: Language,
  path: '/r' | '/r/q',
  body: string,
  { script = false }: { readonly script?: boolean } = {},
): string {
  const t = wordsIn(language);
  const other = language === 'zh' ? 'en' : 'zh';
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  const to = path === '/r' ? '/r/q' : '/r';
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${t('title')}</title>
<link rel="stylesheet" href="/r/style.css">
${script ? '<script src="/r/steps.js" defer></script>' : ''}
</head>
<body>
<header>
<p class="brand">${t('title')}</p>
<nav>
<a href="${to}?lang=${language}">${t(path === '/r' ? 'ask' : 'report')}</a>
<a href="${path}?lang=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${t('other')}</a>
</nav>
</header>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Pictograms of what is wrong, drawn with lines only. */
export const PICTURES: Readonly<Record<Kind, string>> = {
  fire: 'M24 6c2 8 12 12 12 24a12 12 0 0 1-24 0c0-6 4-8 5-13 4 2 5 5 5 8 3-4 4-11 2-19z',
  leak: 'M10 14h18v8h8v6h-8M10 10v16M34 34c0-2 2-4 2-6 0 2 4 5 4 8a3 3 0 0 1-6 0M18 14V8m-4 0h8',
  machine: 'M26 6 14 26h9l-3 16 14-22h-9l4-14z',
  space:
    'M8 16c0-4 32-4 32 0v22c0 4-32 4-32 0V16c0 4 32 4 32 0M20 10v26m8-26v26m-8-20h8m-8 7h8m-8 7h8',
  exit: 'M12 42V8h18v34M8 42h32M26 26v2M34 14l8 8m0-8-8 8',
  illegal: 'M8 42V22l10 6v-6l10 6v-6l12 8v12zM10 8l28 12',
  concealed: 'M6 24c8-12 28-12 36 0-8 12-28 12-36 0zM24 18a6 6 0 1 0 0 12 6 6 0 0 0 0-12M8 40 40 8',
  other: 'M24 6 44 42H4zM24 18v12m0 5v2',
};

export const picture = (kind: Kind): string =>
  `<svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true"><path d="${PICTURES[kind]}"/></svg>`;
