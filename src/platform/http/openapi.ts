import { z } from 'zod';
import type { Endpoint } from '../../kernel/endpoint.ts';
import type { Routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import { commonProblems } from '../../kernel/problems.ts';

type Json = Record<string, unknown>;

const PROBLEM = {
  type: 'object',
  required: ['code', 'status', 'title'],
  properties: {
    code: { type: 'string' },
    status: { type: 'integer' },
    title: { $ref: '#/components/schemas/Bilingual' },
    detail: { $ref: '#/components/schemas/Bilingual' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: {
          path: { type: 'string' },
          message: { $ref: '#/components/schemas/Bilingual' },
        },
      },
    },
    current: {},
  },
};

const BILINGUAL = {
  type: 'object',
  required: ['zh', 'en'],
  properties: { zh: { type: 'string' }, en: { type: 'string' } },
};

const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as Json;
  return schema;
};

/** Of a session that has something to do first. */
const HELD_BACK = ['session-locked', 'code-due', 'password-due', 'enrol-due'];

/** Refusals that every endpoint of this kind may give. */
function codesOf(endpoint: Endpoint): readonly string[] {
  const open = endpoint.callers === 'anyone';
  const writes = endpoint.method !== 'GET';
  return [
    'bad-request',
    ...(open ? [] : ['signed-out']),
    ...(open || endpoint.atDoor ? [] : HELD_BACK),
    // A page that another site opened may not write, whoever has signed in.
    ...(open && !writes ? [] : ['forbidden']),
    ...(endpoint.params ? ['not-found', 'not-visible'] : []),
    ...(endpoint.body || endpoint.upload ? ['unsupported-type', 'too-large'] : []),
    ...(endpoint.idempotent ? ['key-reused'] : []),
    'too-many',
    'internal',
    'not-ready',
    ...(endpoint.refusals ?? []),
  ];
}

/** Codes an endpoint may answer with, each once. */
export const refusalsOf = (endpoint: Endpoint): readonly string[] => [
  ...new Set(codesOf(endpoint)),
];

function parametersOf({ params, query, idempotent }: Endpoint): Json[] {
  const of = (shape: z.ZodObject | undefined, where: 'path' | 'query'): Json[] => {
    if (!shape) return [];
    const { properties = {}, required = [] } = schemaOf(shape, 'input') as {
      properties?: Json;
      required?: string[];
    };
    return Object.entries(properties).map(([name, schema]) => ({
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      schema,
    }));
  };
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', maxLength: 200 },
  };
  return [...of(params, 'path'), ...of(query, 'query'), ...(idempotent ? [key] : [])];
}

function bodyOf({ body, upload }: Endpoint): Json {
  if (upload) {
    const fields = body ? schemaOf(body, 'input') : { type: 'object' };
    const properties = {
      ...(fields.properties as Json | undefined),
      file: { type: 'string', format: 'binary' },
    };
    const schema = { ...fields, properties };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (!body) return {};
  const content = { 'application/json': { schema: schemaOf(body, 'input') } };
  return { requestBody: { required: true, content } };
}

function answerOf({ answer }: Endpoint): Json {
  if (answer === 'file') {
    const schema = { type: 'string', format: 'binary' };
    return { description: 'A file', content: { 'application/octet-stream': { schema } } };
  }
  if (answer === 'events') {
    return {
      description: 'Events',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    };
  }
  return {
    description: 'Done',
    content: { 'application/json': { schema: schemaOf(answer, 'output') } },
  };
}

function operation(
  id: string,
  endpoint: Endpoint,
  problems: Readonly<Record<string, ProblemKind>>,
): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of refusalsOf(endpoint)) {
    const kind = problems[code];
    if (!kind) throw new Error(`${id} names a refusal '${code}' that no catalogue has`);
    byStatus.set(kind.status, [...(byStatus.get(kind.status) ?? []), code]);
  }
  const refusals = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.map((code) => `\`${code}\`: ${problems[code]?.title.en}`).join('; '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
  const { callers, title } = endpoint;
  const who = typeof callers === 'string' ? callers : callers.join(', ');
  return {
    operationId: id,
    tags: [id.slice(0, id.indexOf('.'))],
    summary: title.zh,
    description: `${title.en}. Callers: ${who}.`,
    ...(callers === 'anyone' ? { security: [] } : {}),
    parameters: parametersOf(endpoint),
    ...bodyOf(endpoint),
    responses: { '200': answerOf(endpoint), ...Object.fromEntries(refusals) },
  };
}

/** All problems by code; a code stands for one thing. */
export function problemCatalogue<C>(
  all: readonly Routes<C>[],
): Readonly<Record<string, ProblemKind>> {
  const problems: Record<string, ProblemKind> = { ...commonProblems };
  for (const { slice, problems: own } of all) {
    for (const [code, kind] of Object.entries(own)) {
      if (problems[code]) throw new Error(`${slice} names the problem '${code}' a second time`);
      problems[code] = kind;
    }
  }
  return problems;
}

/** OpenAPI 3.1 of all endpoints, from their contracts. */
export function openApi<C>(all: readonly Routes<C>[], version: string): Json {
  const problems = problemCatalogue(all);
  const paths: Record<string, Json> = {};
  for (const { slice, contract } of all) {
    for (const [key, endpoint] of Object.entries(contract)) {
      const at = paths[endpoint.path] ?? {};
      paths[endpoint.path] = at;
      const method = endpoint.method.toLowerCase();
      if (at[method]) throw new Error(`${endpoint.method} ${endpoint.path} stands twice`);
      at[method] = operation(`${slice}.${key}`, endpoint, problems);
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: '治本 Zhiben', version, description: 'Work-safety supervision platform' },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'zhiben_session' } },
      schemas: { Problem: PROBLEM, Bilingual: BILINGUAL },
    },
  };
}
