import { Workbook } from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../../src/kernel/result.ts';
import type { Line, NodeKind, Role } from '../../src/law/roles.ts';
import { lines as allLines, roles } from '../../src/law/roles.ts';
import type { Caller, Grant } from '../../src/modules/identity/index.ts';
import { reading } from '../../src/modules/identity/index.ts';
import { openApi } from '../../src/platform/http/index.ts';
import type { At } from '../support/api.ts';
import { callerWith, testApi } from '../support/api.ts';
import { demoCity } from '../support/demo-city.ts';
import type { Schema } from '../support/fuzz.ts';
import { valueFor } from '../support/fuzz.ts';
import type { Known } from '../support/visible.ts';
import { maySee, worldOf } from '../support/visible.ts';

/** Calls, of random people on random objects. More: ZHIBEN_SCOPES=5000. */
const CALLS = Number(process.env.ZHIBEN_SCOPES ?? 800);
const PEOPLE = 25;
const BUSINESS = (Object.keys(roles) as Role[]).filter((role) => roles[role].desk !== 'admin');

type World = Awaited<ReturnType<typeof worldOf>>;

/** Somebody with one or two grants at places that exist. */
function people(world: World): fc.Arbitrary<{ caller: Caller; grants: readonly Grant[] }> {
  const ids = (type: string): string[] =>
    world.records.filter((r) => r.type === type).map(({ id }) => id);
  const nodes: Record<NodeKind, string[]> = {
    division: ids('jurisdiction'),
    enterprise: ids('enterprise'),
    park: ids('park'),
    organisation: ids('organisation'),
  };
  const lines = fc.subarray<Line>([...allLines], { minLength: 1 });
  const grant = fc.constantFrom(...BUSINESS).chain((role) =>
    fc.constantFrom(...roles[role].nodes).chain((nodeKind) =>
      fc.record<At>({
        role: fc.constant(role),
        nodeKind: fc.constant(nodeKind),
        node: fc.constantFrom(...(nodes[nodeKind].length > 0 ? nodes[nodeKind] : ['none'])),
        lines,
      }),
    ),
  );
  return fc.array(grant, { minLength: 1, maxLength: 2 }).map((places) => {
    const caller = callerWith(
      `someone-${JSON.stringify(places)}`.replaceAll(/[^\w-]/g, '_'),
      ...places,
    );
    return { caller, grants: caller.grants };
  });
}

interface Person {
  readonly caller: Caller;
  readonly grants: readonly Grant[];
  readonly secrets: ReadonlyMap<string, Known>;
}

const someOf = (world: World): Person[] =>
  fc
    .sample(people(world), PEOPLE)
    .map((person) => ({ ...person, secrets: secretsOf(world, person.grants) }));

/** What must not be told: ids and names of records that the caller may not see. */
function secretsOf(world: World, grants: readonly Grant[]): Map<string, Known> {
  const seen = new Set<string>();
  const secrets = new Map<string, Known>();
  const names = ({ type, id, row }: Known): string[] =>
    type === 'enterprise' ? [id, String(row.name)] : [id];
  for (const record of world.records) {
    if (maySee(world, grants, record)) for (const name of names(record)) seen.add(name);
    else for (const name of names(record)) secrets.set(name, record);
  }
  for (const name of seen) secrets.delete(name);
  return secrets;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsIn(each)]);
}

async function textsOf(response: Response): Promise<string[]> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) return textsIn(JSON.parse(await response.text()));
  const bytes = Buffer.from(await response.arrayBuffer());
  if (!type.includes('spreadsheet')) return [bytes.toString('utf8')];
  const book = new Workbook();
  await book.xlsx.load(bytes as never);
  const texts: string[] = [];
  for (const sheet of book.worksheets) {
    sheet.eachRow((row) => row.eachCell((cell) => void texts.push(cell.text)));
  }
  return texts;
}

/** Whole texts, what stands before and after a slash, and names within a sentence. */
function leaked(
  texts: readonly string[],
  secrets: ReadonlyMap<string, Known>,
  sent: string,
): string[] {
  const found = new Set<string>();
  const firms = [...secrets].filter(([name, { type }]) => type === 'enterprise' && name.length > 5);
  for (const text of texts) {
    for (const part of [text, ...text.split(/[/|,，、\s]/)]) {
      const secret = secrets.get(part);
      if (secret && !sent.includes(part)) found.add(`${secret.type}/${secret.id}`);
    }
    for (const [name, { id }] of firms) {
      if (text.includes(name) && !sent.includes(name)) found.add(`enterprise/${id}`);
    }
  }
  return [...found];
}

interface Reading {
  readonly path: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[];
}

function readingsOf(description: ReturnType<typeof openApi>): Reading[] {
  const paths = description.paths as Record<string, Record<string, Record<string, unknown>>>;
  return Object.entries(paths).flatMap(([path, { get }]) => {
    if (!get) return [];
    const { responses, parameters } = get as unknown as Reading & {
      responses: Record<string, { content: Record<string, unknown> }>;
    };
    const streams = 'text/event-stream' in (responses['200']?.content ?? {});
    return streams ? [] : [{ path, parameters }];
  });
}

test('the database shows each of them what the rule says, record by record', async () => {
  const { db, city } = await demoCity();
  const world = await worldOf(db);
  for (const { caller, grants } of someOf(world)) {
    const shown = await reading(city.web, caller, async (client) => {
      const { rows } = await client.query<{ subject: string }>(
        'select subject from identity.record_scope',
      );
      return rows.map(({ subject }) => subject).sort();
    });
    const right = world.records
      .filter((record) => maySee(world, grants, record))
      .map(({ type, id }) => `${type}/${id}`)
      .sort();
    expect(shown, JSON.stringify(grants)).toEqual(right);
  }
});

test('nobody is told of a record outside his scope, whatever he asks', {
  timeout: 900_000,
}, async () => {
  const api = await testApi();
  const world = await worldOf(api.db);
  const readings = readingsOf(openApi(api.routes, '1'));
  const clauses = api.city.clauses.map(({ id }) => id);
  const known = [...new Set(world.records.map(({ type }) => type))];
  const aRecord = fc.constantFrom(...world.records);
  const drawn = fc
    .tuple(
      fc.constantFrom(...someOf(world)),
      fc.constantFrom(...readings),
      aRecord,
      fc.constantFrom(...clauses),
    )
    .chain(([person, endpoint, record, clause]) => {
      const pool = [record.id, record.type, `${record.type}/${record.id}`, clause, ...known];
      const value = (name: string, schema: Schema): fc.Arbitrary<unknown> => {
        if (name === 'type') return fc.constant(record.type);
        if (name === 'clause') return fc.constant(clause);
        if (name === 'id')
          return fc.constant(endpoint.path.includes('clause') ? clause : record.id);
        return valueFor(schema, pool);
      };
      const values = fc.record(
        Object.fromEntries(endpoint.parameters.map((p) => [p.name, value(p.name, p.schema)])),
        { requiredKeys: endpoint.parameters.filter((p) => p.required).map(({ name }) => name) },
      );
      return fc.record({ person: fc.constant(person), endpoint: fc.constant(endpoint), values });
    });
  const answered = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(drawn, async ({ person, endpoint, values }) => {
      const text = (v: unknown): string =>
        (typeof v === 'string' ? v : (JSON.stringify(v) ?? '')).toWellFormed();
      const filled = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(text(values[name]) || ' '),
      );
      const query = endpoint.parameters
        .filter((p) => p.in === 'query' && values[p.name] !== undefined)
        .map(({ name }) => `${name}=${encodeURIComponent(text(values[name]))}`)
        .join('&');
      const response = await api.call(person.caller, 'GET', `${filled}?${query}`);
      const sent = decodeURIComponent(`${filled}?${query}`);
      const texts = await textsOf(response);
      if (response.status === 200)
        answered.set(endpoint.path, (answered.get(endpoint.path) ?? 0) + 1);
      expect(leaked(texts, person.secrets, sent)).toEqual([]);
    }),
    { numRuns: CALLS, endOnFailure: true },
  );
  must(answered.size > 0 || null, 'something was answered');
});
