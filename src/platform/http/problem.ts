import { z } from 'zod';
import type { Bilingual, Problem, Refusal } from '../../kernel/endpoint.ts';
import { bothWords } from '../../kernel/endpoint.ts';
import type { ProblemKind } from '../../kernel/problems.ts';

/** A refusal as it goes over the wire; a code that no catalogue has is a fault of ours. */
export function problemOf(
  refusal: Refusal,
  catalogue: Readonly<Record<string, ProblemKind>>,
): Problem {
  const kind = catalogue[refusal.code];
  if (!kind) throw new Error(`no catalogue has the problem '${refusal.code}'`);
  const { code, detail, fields, current } = refusal;
  return {
    code,
    ...kind,
    ...(detail ? { detail } : {}),
    ...(fields ? { fields } : {}),
    ...(current === undefined ? {} : { current }),
  };
}

const zh = z.locales.zhCN().localeError;
const en = z.locales.en().localeError;

const textOf = (said: ReturnType<typeof zh>, otherwise: string): string =>
  typeof said === 'string' ? said : (said?.message ?? otherwise);

/** What a schema found, field by field, in both languages. `at` names the part of the request. */
export function invalid(error: z.ZodError, at: 'params' | 'query' | 'body'): Refusal {
  const fields = error.issues.map((issue) => ({
    path: at === 'body' ? issue.path.join('.') : `${at}.${issue.path.join('.')}`,
    message: messageOf(issue),
  }));
  return { code: 'bad-request', fields };
}

function messageOf(issue: z.core.$ZodIssue): Bilingual {
  const own = bothWords(issue.message);
  if (own) return own;
  const raw = issue as z.core.$ZodRawIssue;
  return { zh: textOf(zh(raw), issue.message), en: textOf(en(raw), issue.message) };
}

/** Text with a NUL (U+0000) anywhere in a value: no database keeps it. */
export function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, each]) => key.includes('\0') || holdsNul(each));
}

export const NUL: Refusal = {
  code: 'bad-request',
  detail: { zh: '文字中不得有空字符（U+0000）', en: 'text must not hold the character U+0000' },
};

export const FOREIGN = {
  zh: '写操作必须由本系统页面发出（请求头 X-Zhiben: 1）',
  en: 'writes come from our own pages (header X-Zhiben: 1)',
};
export const BUSY = {
  zh: '同一请求正在处理，请稍后再看结果',
  en: 'the same request is being worked on; look again in a moment',
};
export const ODD_KEY = {
  zh: '幂等键须为 1–200 个可打印 ASCII 字符',
  en: 'an idempotency key has 1–200 printable ASCII characters',
};
