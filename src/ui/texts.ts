import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Bilingual } from '../kernel/endpoint.ts';

export type Language = 'zh' | 'en';

/** Both languages side by side: a text without one of them does not compile. */
export interface Words extends Bilingual {
  /** English for exactly one, where `{{count}}` decides. */
  readonly enOne?: string;
}

export interface Texts<K extends string = string> {
  readonly slice: string;
  readonly words: Readonly<Record<K, Words>>;
}

/** `defineTexts('plan', { title: { zh: '条款', en: 'Clauses' } })`; `{{name}}` takes a value. */
export function defineTexts<const K extends string>(
  slice: string,
  words: Readonly<Record<K, Words>>,
): Texts<K> {
  return { slice, words };
}

export type Say<K extends string> = (
  key: K,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Once, before the first page. */
export function startTexts(language: Language): void {
  void i18next.use(initReactI18next).init({
    resources: { zh: {}, en: {} },
    lng: language,
    fallbackLng: false,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
}

const known = new WeakSet<Texts>();

/** Texts come with the page that says them, not with the first visit. */
function know(texts: Texts): void {
  if (known.has(texts)) return;
  known.add(texts);
  const zh: Record<string, string> = {};
  const en: Record<string, string> = {};
  for (const [key, word] of Object.entries(texts.words)) {
    zh[key] = word.zh;
    if (word.enOne === undefined) en[key] = word.en;
    else Object.assign(en, { [`${key}_one`]: word.enOne, [`${key}_other`]: word.en });
  }
  i18next.addResourceBundle('zh', texts.slice, zh, true);
  i18next.addResourceBundle('en', texts.slice, en, true);
}

export function useTexts<K extends string>(texts: Texts<K>): Say<K> {
  know(texts);
  const { t } = useTranslation(texts.slice);
  return useCallback((key, values = {}) => t(key, { ...values }) as string, [t]);
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh';
}

/** The words of a server's answer in the language of the page. */
export function useWords(): (words: Bilingual) => string {
  const language = useLanguage();
  return useCallback((words) => words[language], [language]);
}

/** The same outside of a component: for what is asked when somebody types. */
export const wordsNow = (words: Bilingual): string =>
  words[i18next.language === 'en' ? 'en' : 'zh'];

/** Names one after the other, in the marks of the language. */
export function useJoined(): (names: readonly string[]) => string {
  const language = useLanguage();
  return useCallback((names) => names.join(language === 'zh' ? '、' : ', '), [language]);
}

export function changeLanguage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  void i18next.changeLanguage(language);
}
