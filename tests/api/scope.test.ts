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
import { idsBelow, namedIn, readingsOf, requestsOf, SOME_CLAUSE } from '../support/requests.ts';
import type { Known } from '../support/visible.ts';
import { maySee, worldOf } from '../support/visible.ts';

/** Calls, of random people on random objects. More: ZHIBEN_SCOPES=5000. */
const CALLS = Number(process.env.ZHIBEN_SCOPES ?? 1200);
const PEOPLE = 25;
/** The first of them are chosen, the others drawn. */
const FIXED = 5;
const TRIES = 100;
const CLAUSES = '/api/plan/clauses';
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

/** Somebody at each kind of place, and people at random. */
function someOf(world: World): Person[] {
  const first = (type: string): string =>
    must(
      world.records.find((r) => r.type === type),
      type,
    ).id;
  const fixed = [
    callerWith('city', { role: 'bureau', nodeKind: 'division', node: '371700' }),
    callerWith('county', { role: 'bureau', nodeKind: 'division', node: '371702' }),
    callerWith('county-chem', {
      role: 'office',
      nodeKind: 'division',
      node: '371702',
      lines: ['chem'],
    }),
    callerWith('park', { role: 'park', nodeKind: 'park', node: first('park') }),
    callerWith('firm', { role: 'principal', nodeKind: 'enterprise', node: first('enterprise') }),
  ].map((caller) => ({ caller, grants: caller.grants }));
  return [...fixed, ...fc.sample(people(world), PEOPLE)].map((person) => ({
    ...person,
    secrets: secretsOf(world, person.grants),
  }));
}

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
  }
  const all = texts.join('\n');
  for (const [name, { id }] of firms) {
    if (all.includes(name) && !sent.includes(name)) found.add(`enterprise/${id}`);
  }
  return [...found];
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
  timeout: 1_200_000,
}, async () => {
  const api = await testApi();
  const world = await worldOf(api.db);
  const persons = someOf(world);
  const readings = readingsOf(openApi(api.routes, '1'));
  const pools = await idsBelow(api, readings, persons);
  pools.set(CLAUSES, new Set(api.city.clauses.map(({ id }) => id)));
  const duties = new Set<string>();
  for (const { caller } of persons) {
    const response = await api.call(caller, 'GET', `${CLAUSES}/${SOME_CLAUSE}/duties`);
    const text = await response.text();
    expect(response.status, text).toBe(200);
    for (const duty of namedIn(JSON.parse(text), 'duty')) duties.add(duty);
  }
  expect(duties.size).toBeGreaterThan(0);
  pools.set('duty', duties);
  const answered = new Set<string>();
  const requests = readings.map((each) => requestsOf(each, world, pools));
  const ask = async (person: Person, index: number, seed: number): Promise<number> => {
    const [url = ''] = fc.sample(must(requests[index], 'an endpoint'), { seed, numRuns: 1 });
    const response = await api.call(person.caller, 'GET', url);
    const texts = await textsOf(response);
    const told = leaked(texts, person.secrets, decodeURIComponent(url));
    expect(told, `${url} as ${JSON.stringify(person.grants)}`).toEqual([]);
    if (response.status === 200) answered.add(must(readings[index], 'an endpoint').path);
    return response.status;
  };
  // Each until it answers once, by those who stand where there is much to see.
  for (const index of readings.keys()) {
    for (let seed = 1; seed <= TRIES; seed++) {
      const person = must(persons[seed % FIXED], 'somebody');
      if ((await ask(person, index, seed)) === 200) break;
    }
  }
  const draws = fc.record({
    // The first stand at places where there is much to see.
    person: fc.oneof(fc.constantFrom(...persons.slice(0, FIXED)), fc.constantFrom(...persons)),
    at: fc.constantFrom(...readings.keys()),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(draws, async ({ person, at, seed }) => void (await ask(person, at, seed))),
    { numRuns: CALLS, endOnFailure: true },
  );
  // What never answers was not tried; what is one's own account asks for a real one.
  const empty = (path: string): boolean => pools.get(path.replace(/\/\{.*/, ''))?.size === 0;
  const silent = readings
    .map(({ path }) => path)
    .filter(
      (path) => !answered.has(path) && !empty(path) && !/^\/api\/(me|sys|session)\b/.test(path),
    )
    // Evidence names a fact of a row, which no list gives as an id.
    .filter((path) => !path.endsWith('/evidence'))
    // The made-up city names files that nobody uploaded (files.test.ts asks for some).
    .filter((path) => !path.startsWith('/api/files/'));
  expect(silent).toEqual([]);
});
