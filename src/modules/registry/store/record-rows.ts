import { must } from '../../../kernel/result.ts';
import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { order, prepared } from '../../../platform/db/index.ts';
import type { Types } from '../../records/index.ts';
import { column, kindOf, literal, Scope, tableOf } from '../../records/index.ts';
import { isPersonal } from '../rules/personal.ts';

export interface RecordRow {
  readonly id: string;
  readonly record: number;
  readonly live: boolean;
  readonly born: Date;
  /** By attribute: stated, computed or default, as they stand at the moment. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** A query of a type's records with every value that needs no parameter. */
interface Reader {
  readonly sql: string;
  readonly names: readonly string[];
}

const readers = new WeakMap<Types, Map<string, Reader>>();

function readerOf(types: Types, definition: RecordDefinition): Reader {
  const known = readers.get(types) ?? new Map<string, Reader>();
  readers.set(types, known);
  const reader = known.get(definition.type) ?? buildReader(types, definition);
  known.set(definition.type, reader);
  return reader;
}

function buildReader(types: Types, definition: RecordDefinition): Reader {
  const scope = new Scope(types, definition.type);
  const names: string[] = [];
  const values = definition.attributes.flatMap((attribute) => {
    const sql = readOf(scope, attribute.name);
    if (sql === null) return [];
    names.push(attribute.name);
    return [`${sql} as ${column(`v_${attribute.name}`)}`];
  });
  const { row } = scope;
  const { b, e } = scope.segment;
  const sql = `select ${row}.id, ${row}.seqkey as record, ${row}.live, ${row}.born, ${values.join(', ')}
 from ${scope.from()}
 where ${row}.id = any($1) and ${row}.vf <= $2 and $2 < ${row}.vt and ${b} <= $2 and $2 < ${e}`;
  return { sql, names };
}

/** Null: the value depends on parameters, which the duties read. */
function readOf(scope: Scope, name: string): string | null {
  if (scope.definition.attributes.some((a) => a.name === name && a.reads?.length)) return null;
  try {
    return scope.attr(name).sql;
  } catch (error) {
    if (/read outside an evaluation/.test((error as Error).message)) return null;
    throw error;
  }
}

/** One record as it stands at the moment; null: it is not there, or not within the scope. */
export async function readRecord(
  db: Queryable,
  types: Types,
  definition: RecordDefinition,
  id: string,
  at: Date,
): Promise<RecordRow | null> {
  return (await readRecords(db, types, definition, [id], at))[0] ?? null;
}

/** Those of the records that are there and within the scope. */
export async function readRecords(
  db: Queryable,
  types: Types,
  definition: RecordDefinition,
  ids: readonly string[],
  at: Date,
): Promise<readonly RecordRow[]> {
  const { sql, names } = readerOf(types, definition);
  const { rows } = await db.query<RecordRow & Record<string, unknown>>(prepared(sql, [ids, at]));
  return rows.map((row) => ({
    id: row.id,
    record: row.record,
    live: row.live,
    born: row.born,
    values: Object.fromEntries(names.map((name) => [name, row[`v_${name}`] ?? null])),
  }));
}

export interface FactRow {
  readonly seq: number;
  readonly fact: string;
  readonly at: Date;
  readonly set: Readonly<Record<string, unknown>>;
  readonly retired: boolean | null;
  readonly by: string | null;
  readonly evidence: readonly string[] | null;
  readonly recordedAt: Date;
  readonly recorder: string;
}

const MOST_FACTS = 2000;

/** What was ever stated of a record, in the order in which it holds: the newest are kept. */
export async function factsOfRecord(db: Queryable, record: number): Promise<readonly FactRow[]> {
  const { rows } = await db.query<FactRow>(
    `select * from (select seq, fact_id as fact, at, set, retired, by, evidence, recorded_at as "recordedAt", recorder
       from registry.visible_fact where record_key = $1 order by at desc, seq desc limit ${MOST_FACTS}) f
     order by at, seq`,
    [record],
  );
  return rows;
}

/** How a record type hangs on an enterprise. */
export function tieOf(definition: RecordDefinition): string | null {
  const has = (name: string): boolean => definition.attributes.some((a) => a.name === name);
  if (has('enterprise')) return `r."enterprise" = $1`;
  if (has('enterprises')) {
    return `r.id = any(array(select registry.naming(${literal(definition.type, 'text')}, $1)))`;
  }
  if (definition.type === 'attestation') return `r."subject" in ($1, 'enterprise/' || $1)`;
  return null;
}

/** The moment from which a record is in the list: its date, else its first fact. */
export function momentOf({ dateAttr, attributes }: RecordDefinition): string {
  const attribute = attributes.find(({ name }) => name === dateAttr);
  if (!attribute) return 'r.born';
  const value = `r.${column(attribute.name)}`;
  const moment =
    kindOf(attribute) === 'moment' ? value : `(${value}::timestamp at time zone 'Asia/Shanghai')`;
  return `coalesce(${moment}, r.born)`;
}

const AT = `r.vf <= $2 and $2 < r.vt and r.live`;

/** How many records of each type hang on the enterprise at the moment. */
export async function countsOf(
  db: Queryable,
  definitions: readonly RecordDefinition[],
  enterprise: string,
  at: Date,
): Promise<ReadonlyMap<string, number>> {
  const parts = definitions.flatMap((definition, index) => {
    const tie = tieOf(definition);
    return tie
      ? [
          `select ${index} as type, (select count(*) from ${tableOf(definition.type)} r where ${tie} and ${AT} and ${momentOf(definition)} <= $2) as n`,
        ]
      : [];
  });
  const { rows } = await db.query<{ type: number; n: number }>(
    prepared(parts.join('\nunion all '), [enterprise, at]),
  );
  return new Map(rows.map(({ type, n }) => [definitions[type]?.type ?? '', n]));
}

export interface ListedRow {
  readonly id: string;
  readonly place: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** By an attribute that is shown as it is stored: no list, no name of another record, nothing masked. */
export function mayOrderBy({ type }: RecordDefinition, attribute: AttributeDefinition): boolean {
  const kind = kindOf(attribute);
  return kind !== 'list' && !/^refs?:/.test(attribute.type) && !isPersonal(type, attribute.name);
}

/** Of each kind the key, and what stands where there is no value. */
const KEYS: Readonly<Record<string, (sql: string) => ReturnType<typeof order.word>>> = {
  text: (sql) => order.word(`coalesce(${sql}, '')`),
  number: (sql) => order.amount(`coalesce(${sql}, 0)`),
  bool: (sql) => order.whole(`coalesce(${sql}, false)::int`),
  date: (sql) => order.day(`coalesce(${sql}, date '2000-01-01')`),
  moment: (sql) => order.moment(`coalesce(${sql}, timestamptz '2000-01-01')`),
};

export const newestFirst = (definition: RecordDefinition): order.ListOrder =>
  order.down(order.moment(momentOf(definition)), order.word('r.id'));

/**
 * The newest first, or by an attribute (`name`, `-name`): what has none comes last, either way.
 * The records of one enterprise are few enough to be sorted. Null: it cannot be ordered by it.
 */
export function recordOrder(
  definition: RecordDefinition,
  sort: string | undefined,
): order.ListOrder | null {
  if (sort === undefined) return newestFirst(definition);
  const attribute = definition.attributes.find(({ name }) => name === sort.replace(/^-/, ''));
  if (!attribute || !mayOrderBy(definition, attribute)) return null;
  const id = order.word('r.id');
  const sql = `r.${column(attribute.name)}`;
  const key = must(KEYS[kindOf(attribute)], 'each kind but lists has a key')(sql);
  return sort.startsWith('-')
    ? order.down(order.whole(`(${sql} is not null)::int`), key, id)
    : order.up(order.whole(`(${sql} is null)::int`), key, id);
}

/** A page of an enterprise's records of one type. */
export async function listRecords(
  db: Queryable,
  definition: RecordDefinition,
  wanted: {
    readonly enterprise: string;
    readonly at: Date;
    readonly columns: readonly string[];
    readonly order: order.ListOrder;
    readonly after: readonly string[] | null;
    readonly limit: number;
    /** `$1` is the park; else the enterprise. */
    readonly park?: true;
  },
): Promise<readonly ListedRow[]> {
  const tie = wanted.park ? `r."park" = $1` : tieOf(definition);
  const { enterprise, at, columns, order: by, after, limit } = wanted;
  const moment = momentOf(definition);
  const further = after ? `and ${order.beyond(by, 4)}` : '';
  const { rows } = await db.query<{ id: string; place: string[] } & Record<string, unknown>>(
    `select r.id, ${order.placeIn(by)} as place, ${columns.map((name) => `r.${column(name)} as ${column(`v_${name}`)}`).join(', ')}
     from ${tableOf(definition.type)} r where ${tie} and ${AT} and ${moment} <= $2 ${further}
     order by ${order.orderBy(by)} limit $3`,
    [enterprise, at, limit, ...(after ?? [])],
  );
  return rows.map((row) => ({
    id: row.id,
    place: row.place,
    values: Object.fromEntries(columns.map((name) => [name, row[`v_${name}`] ?? null])),
  }));
}
