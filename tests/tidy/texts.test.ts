import { dirname, resolve } from 'node:path';
import { parseSync } from '@swc/core';
import { describe, expect, it } from 'vitest';
import { read, root, sources } from '../support/sources.ts';

/** As `src/ui/texts.ts` has them, which knows the browser's types. */
interface Words {
  readonly zh: string;
  readonly en: string;
  readonly enOne?: string;
}
interface Texts {
  readonly slice: string;
  readonly words: Readonly<Record<string, Words>>;
}

const HAN = /[\u4e00-\u9fff]/;
/** Ideographs, and the marks that belong between them. */
const CHINESE = /[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]/;

const browser = sources().filter(
  (file) => /^src\/(ui|apps\/web|modules\/[^/]+\/web)\//.test(file) && !/\.test\.tsx?$/.test(file),
);
const isTexts = (file: string): boolean => /texts(-\w+)?\.ts$|-texts\.ts$|\/texts\//.test(file);
const textFiles = browser.filter((file) => isTexts(file) && file !== 'src/ui/texts.ts');

const isTextsValue = (value: unknown): value is Texts =>
  typeof value === 'object' && value !== null && 'slice' in value && 'words' in value;

async function textsIn(file: string): Promise<readonly Texts[]> {
  const module: Record<string, unknown> = await import(resolve(root, file));
  return Object.values(module).filter(isTextsValue);
}

const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(String).sort();

/** What is wrong with a text. English may name a Chinese term in brackets; languages name themselves. */
function faultOf({ zh, en, enOne }: Words): string | null {
  if (zh.trim() === '' || en.trim() === '') return 'has no words in one language';
  if (/[A-Za-z]{4,}/.test(zh.replaceAll(/\{\{\w+\}\}/g, '')) && !HAN.test(zh)) {
    return zh === 'English' ? null : 'is English in Chinese';
  }
  const plain = en.replaceAll(/\([^)]*\)|“[^”]*”/g, '');
  if (HAN.test(plain)) return en === '中文' ? null : 'is Chinese in English';
  if (String(holes(zh)) !== String(holes(en))) return 'takes other values in each language';
  const one = enOne === undefined ? [] : holes(enOne);
  return one.every((hole) => holes(en).includes(hole)) ? null : 'takes other values for one';
}

/** Is the key in the code, whole or put together as in `${step}Title`? */
function isNamed(key: string, code: string): boolean {
  const has = (word: string): boolean => new RegExp(`\\b${word}\\b`).test(code);
  if (has(key)) return true;
  const ends = [...code.matchAll(/\$\{[\w.]+\}(\w+)/g)].map(([, end = '']) => end);
  const starts = [...code.matchAll(/(\w+)\$\{[\w.]+\}/g)].map(([, start = '']) => start);
  return (
    ends.some((end) => key.endsWith(end) && has(key.slice(0, -end.length))) ||
    starts.some((start) => {
      const rest = key.slice(start.length);
      return key.startsWith(start) && has(`${rest.slice(0, 1).toLowerCase()}${rest.slice(1)}`);
    })
  );
}

describe('texts', () => {
  it('there are some, of ui and of slices', () => {
    expect(textFiles).toContain('src/ui/kit-texts.ts');
    expect(textFiles.some((file) => file.startsWith('src/modules/'))).toBe(true);
  });

  it.each(textFiles)('%s is complete in both languages', async (file) => {
    const found = await textsIn(file);
    expect(found.length).toBeGreaterThan(0);
    const faults = found.flatMap(({ words }) =>
      Object.entries(words).flatMap(([key, text]) => {
        const fault = faultOf(text);
        return fault === null ? [] : [`${key} ${fault}`];
      }),
    );
    expect(faults).toEqual([]);
  });

  it.each(textFiles)('%s has no text that nobody shows', async (file) => {
    // A code of the contract or the rules may name a text.
    const folder = /^src\/(ui|modules\/[^/]+)\//.exec(file)?.[0] ?? dirname(file);
    const code = sources()
      .filter((other) => other.startsWith(folder) && !isTexts(other) && !/\.test\./.test(other))
      .map(read)
      .join('\n');
    const unused = (await textsIn(file)).flatMap(({ words }) =>
      Object.keys(words).filter((key) => !isNamed(key, code)),
    );
    expect(unused).toEqual([]);
  });

  it.each([
    ['only one language', { zh: '保存', en: '' }, 'has no words in one language'],
    ['English for Chinese', { zh: 'Save', en: 'Save' }, 'is English in Chinese'],
    ['Chinese for English', { zh: '保存', en: '保存' }, 'is Chinese in English'],
    [
      'another value',
      { zh: '共 {{n}} 条', en: '{{m}} rows' },
      'takes other values in each language',
    ],
    ['a term in brackets', { zh: '工作提醒函', en: 'Reminder letter (工作提醒函)' }, null],
  ])('%s is found', (_, words, fault) => expect(faultOf(words)).toBe(fault));
});

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly key?: { readonly value?: unknown };
  readonly quasis?: readonly { readonly raw: string }[];
}

/** Chinese in code: every string but the `zh` of a pair, every template, every text of a page. */
function hardCoded(source: string): string[] {
  const found: string[] = [];
  const see = (node: Node): void => {
    if (node.type === 'KeyValueProperty' && node.key?.value === 'zh') return;
    const own =
      node.type === 'TemplateLiteral' ? node.quasis?.map(({ raw }) => raw).join('') : node.value;
    const holds = /^(StringLiteral|JSXText|TemplateLiteral)$/.test(node.type ?? '');
    if (holds && CHINESE.test(String(own))) found.push(String(own).trim());
    for (const child of Object.values(node)) {
      if (Array.isArray(child)) for (const one of child) visit(one);
      else visit(child);
    }
  };
  const visit = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) see(value as Node);
  };
  see(parseSync(source, { syntax: 'typescript', tsx: true }) as unknown as Node);
  return found;
}

describe('no Chinese stands in the code of pages', () => {
  it.each(browser.filter((file) => !isTexts(file)))('%s', (file) => {
    const source = read(file);
    // Casts and generic arrows would be tags: only pages are read as pages.
    if (!file.endsWith('.tsx') && !CHINESE.test(source)) return;
    expect(hardCoded(source)).toEqual([]);
  });

  it.each([
    ['const x = <p>保存</p>;', '保存'],
    ['const x = <p title="保存" />;', '保存'],
    ["const x = y ? '逾期' : z;", '逾期'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code.
    ['const x = `共${n}条`;', '共条'],
    ["const x = <>{names.join('、')}</>;", '、'],
  ])('%s is found', (source, text) => expect(hardCoded(source)).toEqual([text]));

  it.each([
    ["const x = { zh: '保存', en: 'Save' };"],
    ['// 保存\nconst x = 1;'],
    ['const x = /[年月日]/;'],
  ])('%s is not', (source) => expect(hardCoded(source)).toEqual([]));
});

/** 国办函〔2026〕12号: no check-in, no points for use, no counting of time online. */
it('no text speaks of check-in, points or time online (A18)', () => {
  // In halves, so that this line is none.
  const banned = new RegExp(['打' + '卡', '积' + '分', '在线' + '时长'].join('|'));
  const found = sources()
    .filter((file) => file.startsWith('src/') && !file.endsWith('.test.ts'))
    .filter((file) => banned.test(read(file)));
  expect(found).toEqual([]);
});
