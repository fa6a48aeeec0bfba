import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { openApi, problemCatalogue, refusalsOf } from '../../src/platform/http/index.ts';
import { describedRoutes } from '../../tools/write-api.ts';
import { read, sources } from '../support/sources.ts';

const routes = describedRoutes();
const endpoints = routes.flatMap(({ slice, contract }) =>
  Object.entries(contract).map(([key, endpoint]) => ({ id: `${slice}.${key}`, endpoint })),
);

describe('the description of the API', () => {
  test('is OpenAPI 3.1, says a public validator', async () => {
    const description = openApi(routes, '1.0.0');
    const { valid, errors } = await new Validator().validate(structuredClone(description));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test('names every parameter of a path, and nothing else', () => {
    const wrong = endpoints.filter(({ endpoint: { path, params } }) => {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      return String(named) !== String(Object.keys(params?.shape ?? {}).sort());
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('every refusal in the code has a documented code, and every documented one is given', () => {
    const catalogue = problemCatalogue(routes);
    const texts = sources()
      .filter((f) => /^src\/(modules|platform\/http|kernel)\//.test(f) && !/\.test\.tsx?$/.test(f))
      .filter((f) => !/\/(web|rules\/explain)\//.test(f))
      .map((file) => ({ file, text: read(file) }));
    const codes = new Set(Object.keys(catalogue));
    const unknown = texts.flatMap(({ file, text }) =>
      [...text.matchAll(/refuse\(\{\s*code: '([\w-]+)'/g)]
        .map(([, code]) => code ?? '')
        .filter((code) => !codes.has(code))
        .map((code) => `${file}: ${code}`),
    );
    expect(unknown).toEqual([]);
    const given = texts.map(({ text }) => text).join('\n');
    const own = routes.flatMap(({ problems }) => Object.keys(problems));
    const unused = own.filter((code) => given.split(`'${code}'`).length < 3);
    expect(unused).toEqual([]);
    const undeclared = endpoints.flatMap(({ endpoint }) =>
      refusalsOf(endpoint).filter((code) => !codes.has(code)),
    );
    expect(undeclared).toEqual([]);
  });

  test('writes that make something take an idempotency key', () => {
    const without = endpoints
      .filter(({ endpoint: e }) => e.method === 'POST' && e.callers !== 'anyone')
      .filter(({ endpoint: e }) => !e.idempotent && !e.upload)
      .map(({ id }) => id);
    // Nothing is made twice by these; an anonymous report keeps no key that leads to its sender: it
    // has a secret of its form.
    const harmless =
      /^(identity|administration|registry)\.(resetPassword|unlock|session\w*|signOut|reveal\w*|enrol\w*|confirm\w*|lock|giveCode)|^templates\.previewPaper$|^rules\.tryRule$|^reports\.(report(Photo|Inside)|revealReporter)$/;
    expect(without.filter((id) => !harmless.test(id))).toEqual([]);
  });
});
