import { z } from 'zod';
import type { Bilingual, Problem } from '../../kernel/endpoint.ts';

import { wordsShape } from '../../kernel/shapes.ts';

export const problemShape = z.object({
  code: z.string(),
  status: z.number(),
  title: wordsShape,
  detail: wordsShape.optional(),
  fields: z.array(z.object({ path: z.string(), message: wordsShape })).optional(),
  current: z.unknown().optional(),
});

/** A refusal of the server, or why it could not be asked; thrown by `callApi`. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: Bilingual;
  readonly detail?: Bilingual;
  readonly fields: NonNullable<Problem['fields']>;
  readonly current?: unknown;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title.en}`);
    this.name = 'ApiProblem';
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    if (problem.detail) this.detail = problem.detail;
    this.fields = problem.fields ?? [];
    if (problem.current !== undefined) this.current = problem.current;
  }

  /** What was wrong with a field of the body, such as `name`. */
  at(path: string): Bilingual | null {
    return this.fields.find((field) => field.path === path)?.message ?? null;
  }
}

/** Codes that no server gives: the browser's own. */
const OFFLINE: Problem = {
  code: 'offline',
  status: 0,
  title: { zh: '连接不上服务器', en: 'The server cannot be reached' },
  detail: {
    zh: '请检查网络后重试，页面上的内容不会丢失',
    en: 'Check the network and try again; nothing on the page is lost',
  },
};
const ODD_ANSWER: Problem = {
  code: 'odd-answer',
  status: 0,
  title: { zh: '服务器的回答无法识别', en: 'The answer of the server is not understood' },
  detail: {
    zh: '页面可能已经更新，请刷新后再试',
    en: 'The page may have been updated; reload and try again',
  },
};

export const offline = (): ApiProblem => new ApiProblem(OFFLINE);

export function oddAnswer(why: string): ApiProblem {
  const problem = new ApiProblem(ODD_ANSWER);
  problem.message = `${problem.code}: ${why}`;
  return problem;
}

/** A refusal as it came over the wire. */
export function problemFrom(value: unknown, status: number): ApiProblem {
  const parsed = problemShape.safeParse(value);
  return parsed.success ? new ApiProblem(parsed.data as Problem) : oddAnswer(`status ${status}`);
}

/** Whatever was thrown, as a problem with words for people. */
export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : oddAnswer(String(error));
}
