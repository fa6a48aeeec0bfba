import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../../src/kernel/result.ts';
import { roleNames, roles } from '../../src/law/roles.ts';
import type { Caller } from '../../src/modules/identity/index.ts';
import { openApi } from '../../src/platform/http/index.ts';
import { callerWith, testApi } from '../support/api.ts';
import type { TestDatabase } from '../support/database.ts';
import { type Schema, valueFor } from '../support/fuzz.ts';

/** Requests, drawn from the API's own description. More: ZHIBEN_FUZZ=5000. */
const REQUESTS = Number(process.env.ZHIBEN_FUZZ ?? 1000);
const LONGEST_MS = 20_000;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[];
  readonly body: Schema | undefined;
  readonly streams: boolean;
}

function operationsOf(description: ReturnType<typeof openApi>): Operation[] {
  const paths = description.paths as Record<string, Record<string, Record<string, unknown>>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const { parameters, requestBody, responses } = operation as {
        parameters: Operation['parameters'];
        requestBody?: { content: Record<string, { schema: Schema }> };
        responses: Record<string, { content?: Record<string, unknown> }>;
      };
      return {
        method: method.toUpperCase(),
        path,
        parameters,
        body: requestBody?.content['application/json']?.schema,
        streams: 'text/event-stream' in (responses['200']?.content ?? {}),
      };
    }),
  );
}

/** Ids and words that the city knows. */
async function knownIn(db: TestDatabase): Promise<string[]> {
  const { rows } = await db.owner.query<{ id: string }>(
    `(select id from rec.enterprise where vt = 'infinity' limit 8) union
     (select id from rec.facility where vt = 'infinity' limit 4) union
     (select id from rec.hazard where vt = 'infinity' limit 4) union
     (select id from rec.park limit 2) union (select id from duty.clause limit 6) union
     (select id from rec.jurisdiction where vt = 'infinity' limit 5)`,
  );
  return [
    ...rows.map(({ id }) => id),
    'enterprise',
    'facility',
    'hazard',
    'name',
    'overdue',
    'chem',
  ];
}

/** Somebody of every role. */
function everyone(known: readonly string[]): (Caller | null)[] {
  const enterprise = known.find((id) => /^91/.test(id)) ?? '';
  const nodeOf = { division: '371700', enterprise, park: 'P', organisation: 'O' };
  const callers = roleNames.map((role) => {
    const nodeKind = must(roles[role].nodes[0], 'a role has a node');
    return callerWith(`fuzz-${role}`, { role, nodeKind, node: nodeOf[nodeKind] });
  });
  return [null, ...callers];
}

const requestOf = ({ parameters, body }: Operation, known: readonly string[]) =>
  fc.record({
    values: fc.record(
      Object.fromEntries(parameters.map(({ name, schema }) => [name, valueFor(schema, known)])),
      { requiredKeys: parameters.filter((p) => p.required).map(({ name }) => name) },
    ),
    body: body
      ? fc.oneof(
          { weight: 9, arbitrary: valueFor(body, known) },
          { weight: 1, arbitrary: fc.constant('{"broken') },
        )
      : fc.constant(undefined),
  });

function urlOf({ path, parameters }: Operation, values: Record<string, unknown>): string {
  const text = (value: unknown): string =>
    encodeURIComponent(
      (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed(),
    );
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => text(values[name]) || '%20');
  const query = parameters
    .filter((p) => p.in === 'query' && values[p.name] !== undefined)
    .map(({ name }) => `${name}=${text(values[name])}`);
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled;
}

test('whatever is asked, the server answers: no 5xx, no stack, no hang', {
  timeout: 600_000,
}, async () => {
  const api = await testApi();
  const operations = operationsOf(openApi(api.routes, '1')).filter(({ streams }) => !streams);
  const known = await knownIn(api.db);
  const callers = everyone(known);
  const drawn = fc.constantFrom(...operations).chain((operation) =>
    fc.record({
      operation: fc.constant(operation),
      caller: fc.constantFrom(...callers),
      request: requestOf(operation, known),
    }),
  );
  const answers = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(drawn, async ({ operation, caller, request }) => {
      const url = urlOf(operation, request.values);
      const limit = AbortSignal.timeout(LONGEST_MS);
      const body = operation.body ? request.body : undefined;
      const response = await api.call(caller, operation.method, url, body);
      const text = await Promise.race([
        response.text(),
        new Promise<never>((_, no) =>
          limit.addEventListener('abort', () => no(new Error('it hangs'))),
        ),
      ]);
      answers.set(response.status, (answers.get(response.status) ?? 0) + 1);
      expect(api.faults.map((f) => (f as Error).stack)).toEqual([]);
      expect(response.status, text).toBeLessThan(500);
      expect(text).not.toMatch(/\n {4}at |node_modules|\.ts:\d/);
      if (response.status >= 400) {
        expect(response.headers.get('content-type')).toContain('application/problem+json');
      }
    }),
    { numRuns: REQUESTS, endOnFailure: true },
  );
  expect(answers.get(200)).toBeGreaterThan(REQUESTS / 100);
});
