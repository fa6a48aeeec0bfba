// `npm run api`: writes docs/api.md from the contracts of all slices.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { allRoutes } from '../src/apps/server/routes.ts';
import type { Endpoint } from '../src/kernel/endpoint.ts';
import { problemCatalogue, refusalsOf } from '../src/platform/http/index.ts';

export const apiFile = resolve(import.meta.dirname, '..', 'docs', 'api.md');

const closed = (): never => {
  throw new Error('a description needs no city');
};

/** Contracts alone: nothing behind them is asked. */
export const describedRoutes = () =>
  allRoutes({ status: closed, city: closed, figures: closed, onFault: closed } as never);

const callersOf = ({ callers }: Endpoint): string => {
  if (callers === 'anyone') return '任何人 anyone';
  if (callers === 'signedIn') return '已登录 signed in';
  return callers.join(', ');
};

/** Endpoints and problems as a page, Chinese first. */
export function apiPage(): string {
  const routes = describedRoutes();
  const problems = problemCatalogue(routes);
  const endpoints = routes.flatMap(({ slice, contract }) =>
    Object.entries(contract).map(([key, endpoint]) => ({ id: `${slice}.${key}`, endpoint })),
  );
  const users = new Map<string, string[]>();
  for (const { id, endpoint } of endpoints) {
    for (const code of refusalsOf(endpoint)) users.set(code, [...(users.get(code) ?? []), id]);
  }
  const most = endpoints.length;
  const given = (code: string): string => {
    const by = users.get(code) ?? [];
    return by.length > most / 4 ? `${by.length} endpoints` : by.map((id) => `\`${id}\``).join(' ');
  };
  return [
    '# The API 接口',
    '',
    'Written from the contracts by `npm run api`; the full description is OpenAPI 3.1 at `/api/openapi.json`.',
    'Refusals are `application/problem+json` with a stable `code`, words in Chinese and English, and, where',
    'fields are at fault, `fields`. Writes carry the header `X-Zhiben: 1`; those that take an',
    '`Idempotency-Key` give the first answer again for the same key.',
    '',
    '## Endpoints 接口',
    '',
    '| method | path | 说明 | meaning | callers |',
    '|---|---|---|---|---|',
    ...endpoints.map(
      ({ endpoint: e }) =>
        `| ${e.method} | \`${e.path}\` | ${e.title.zh} | ${e.title.en} | ${callersOf(e)} |`,
    ),
    '',
    '## Problems 问题代码',
    '',
    '| code | status | 含义 | meaning | given by |',
    '|---|---|---|---|---|',
    ...Object.entries(problems)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([code, { status, title }]) =>
          `| \`${code}\` | ${status} | ${title.zh} | ${title.en} | ${given(code)} |`,
      ),
    '',
  ].join('\n');
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(apiFile, apiPage());
  process.stdout.write(`wrote ${apiFile}\n`);
}
