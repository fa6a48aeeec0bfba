import fc from 'fast-check';
import type { Caller } from '../../src/modules/identity/index.ts';
import type { openApi } from '../../src/platform/http/index.ts';
import type { TestApi } from './api.ts';
import type { Schema } from './fuzz.ts';
import { valueFor } from './fuzz.ts';
import type { worldOf } from './visible.ts';

type World = Awaited<ReturnType<typeof worldOf>>;

/** Of this clause duties are asked one by one: many enterprises owe it. */
export const SOME_CLAUSE = 'CHEM-1.1';

/** An endpoint that reads. */
export interface Reading {
  readonly path: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[];
}

export function readingsOf(description: ReturnType<typeof openApi>): Reading[] {
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

/** Lists give the ids that the paths below them take: what one person sees, all others ask for. */
export async function idsBelow(
  api: TestApi,
  readings: readonly Reading[],
  persons: readonly { readonly caller: Caller }[],
) {
  const pools = new Map<string, Set<string>>();
  for (const { path, parameters } of readings) {
    if (path.includes('{') || parameters.some(({ required }) => required)) continue;
    const pool = new Set<string>();
    pools.set(path, pool);
    for (const { caller } of persons) {
      const response = await api.call(caller, 'GET', path);
      if (response.headers.get('content-type')?.includes('json')) {
        for (const id of namedIn(JSON.parse(await response.text()))) pool.add(id);
      } else await response.arrayBuffer();
    }
  }
  return pools;
}

/** Ids of the rows of a list. */
export function namedIn(value: unknown, name: 'id' | 'duty' = 'id'): string[] {
  const { rows } = (value ?? {}) as { rows?: unknown };
  if (!Array.isArray(rows)) return [];
  return rows
    .map((row: { id?: unknown; duty?: unknown } | null) => row?.[name])
    .filter((id) => typeof id === 'string');
}

const idsOf = (world: World, type: string): string[] =>
  world.records.filter((record) => record.type === type).map(({ id }) => id);

/** Requests of an endpoint: path and query, mostly with a meaning. */
export function requestsOf(
  { path, parameters }: Reading,
  world: World,
  pools: ReadonlyMap<string, ReadonlySet<string>>,
): fc.Arbitrary<string> {
  const text = (v: unknown): string =>
    encodeURIComponent(
      (typeof v === 'string' ? v : (JSON.stringify(v) ?? '')).toWellFormed() || ' ',
    );
  const listed = [...(pools.get(path.slice(0, path.indexOf('/{'))) ?? [])];
  // No list of its own gives these.
  if (path.startsWith('/api/facilities/')) {
    listed.push(...idsOf(world, 'facility'));
  }
  if (path.startsWith('/api/checks/places/')) {
    listed.push(...idsOf(world, 'controlMeasure'));
  }
  const divisions = [...world.divisions.keys()];
  return fc.constantFrom(...world.records).chain((record) => {
    const pool = [record.id, record.type, `${record.type}/${record.id}`, ...divisions];
    const valueFrom = (name: string, schema: Schema): fc.Arbitrary<unknown> => {
      if (name === 'type') return fc.constant(record.type);
      if (name === 'duty') return fc.constantFrom(...(pools.get('duty') ?? []));
      if (name === 'id' && path.includes('{duty}')) return fc.constant(SOME_CLAUSE);
      if (name === 'clause') return fc.constant(SOME_CLAUSE);
      if (name === 'enterprise' || name === 'park') return fc.constantFrom(...idsOf(world, name));
      if (name === 'origin') return fc.constant('https://zhiben.example');
      if (name === 'measure') return fc.constant('total');
      // Moments of readings: a span that can be asked.
      if (name === 'from') return fc.constant('2026-11-01T00:00:00+08:00');
      if (name === 'until') return fc.constant('2026-11-02T00:00:00+08:00');
      if (name === 'month') return fc.constantFrom('2024-06', '2026-10');
      if (name === 'division') {
        const counties = divisions.filter((id) => id.length === 6);
        return fc.constantFrom(...(path.includes('/county') ? counties : divisions));
      }
      if (name === 'id' && path.includes('{type}') && !path.startsWith('/api/enterprises/')) {
        return fc.constant(record.id);
      }
      if (listed.length > 0 && path.includes(`/{${name}}`)) return fc.constantFrom(...listed);
      return valueFor(schema, pool);
    };
    const values = fc.record(
      Object.fromEntries(
        parameters.map((p) => {
          const value = valueFrom(p.name, p.schema);
          // Filters now and then: all at once find nothing.
          return [p.name, p.required ? value : fc.option(value, { nil: undefined, freq: 1 })];
        }),
      ),
    );
    const few = fc.array(fc.nat({ max: Math.max(0, parameters.length - 1) }), { maxLength: 2 });
    return fc.tuple(values, few).map(([all, chosen]) => {
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => text(all[name]));
      const query = parameters
        .filter((p, at) => p.in === 'query' && (p.required || chosen.includes(at)))
        .filter(({ name }) => all[name] !== undefined)
        .map(({ name }) => `${name}=${text(all[name])}`);
      return `${filled}?${query.join('&')}`;
    });
  });
}
