import { createHash } from 'node:crypto';
import type { PoolClient } from '../../../platform/db/index.ts';
import { tableOf } from '../columns.ts';
import { createDivisionAbove, fillDivisionAbove } from './division-above.ts';
import { circleOf, createVia, viaTable } from './divisions-of.ts';
import { facets } from './facets.ts';
import { listIndexes } from './list-indexes.ts';
import type { Types } from './scope.ts';
import { facetTable } from './scope.ts';
import type { Step } from './steps.ts';
import { stepsOf } from './steps.ts';
import { createTable } from './tables.ts';

/** Builds the whole projection from the ledger, inside a transaction of the caller. */
export async function buildProjection(client: PoolClient, types: Types): Promise<void> {
  // Small samples do: nothing is joined row by row, so that sizes are enough.
  await client.query(
    `set local default_statistics_target = 10; set local enable_nestloop = off; set local work_mem = '64MB'`,
  );
  await layOut(client, types);
  const { rows } = await client.query<{ type: string }>(
    'select type from ledger.published_type where facts > 0',
  );
  const present = new Set(rows.map(({ type }) => type));
  for (const statement of fillStatements(types, present)) await client.query(statement);
}

/** Waits for whoever builds or refreshes; the transaction's snapshot is taken afterwards. */
export async function lockProjection(client: PoolClient): Promise<void> {
  await client.query('lock table rec.state in exclusive mode');
}

/**
 * What the projection's rows follow from: every statement of a whole build, as if there were facts
 * of all types. The indexes of lists are no part of it: a start makes those that are missing.
 */
export function buildStatements(types: Types): string[] {
  const indexes = new Set(Object.values(listIndexes).flat());
  const fill = fillStatements(types, new Set(types.keys()));
  return [...layoutStatements(types), ...fill.filter((statement) => !indexes.has(statement))];
}

/** Empty tables of the dictionary's layout: those that are there and empty, else new ones. */
async function layOut(client: PoolClient, types: Types): Promise<void> {
  const key = layoutKey(types);
  const { rows } = await client.query<{ ready: boolean }>(READY, [key]);
  if (rows[0]?.ready) return;
  for (const statement of layoutStatements(types)) await client.query(statement);
  await client.query(`comment on schema rec is ${client.escapeLiteral(key)}`);
}

const READY = `select obj_description(to_regnamespace('rec'), 'pg_namespace') is not distinct from $1
  and not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('rec', 'rec_stated') and c.relkind = 'r' and pg_relation_size(c.oid) > 0) as ready`;

/** Identifies the layout that the dictionary asks for. */
export function layoutKey(types: Types): string {
  return createHash('sha256').update(layoutStatements(types).join('\n')).digest('hex');
}

/** The projection's empty tables, in place of those that are there. */
function layoutStatements(types: Types): string[] {
  const all = [...types.values()];
  const circles = [...types.keys()].filter((type) => circleOf(types, type).length > 0);
  const tables = [
    ...all.map(({ type }) => tableOf(type)),
    ...circles.map(viaTable),
    ...facets.map(({ owner, attr }) => facetTable(owner, attr)),
  ];
  return [
    `drop schema if exists rec cascade`,
    `drop schema if exists rec_stated cascade`,
    `create schema rec`,
    `create schema rec_stated`,
    `create aggregate rec.merge(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}')`,
    `create function rec.freeze_at(m tstzmultirange, t timestamptz) returns tstzmultirange language sql immutable as $$
 select m * tstzmultirange(tstzrange(null, t, '[]')) + case when m @> t then tstzmultirange(tstzrange(t, null)) else '{}' end $$`,
    ...all.map((d) => createTable(d).replace('rec.', 'rec_stated.')),
    ...all.map((d) => createTable(d)),
    ...circles.map(createVia),
    createDivisionAbove,
    ...facets.map(
      (f) =>
        `create table ${facetTable(f.owner, f.attr)} (id text not null, vf timestamptz not null, vt timestamptz not null, value ${f.column}, known boolean, primary key (id, vf))`,
    ),
    createState,
    ...tables.map((table) => `analyze ${table}`),
  ];
}

/** Statements that fill the empty tables from the ledger, in order; `present` types have facts. */
function fillStatements(types: Types, present: ReadonlySet<string>): string[] {
  const { stated, rows, facets: kept } = stepsOf(types);
  const some = (steps: readonly Step[]): Step[] =>
    steps.filter(({ empty }) => empty === null || present.has(empty));
  return [
    ...some(stated).map(({ whole }) => whole),
    ...some(rows).flatMap(filled),
    fillDivisionAbove,
    ...some(kept).flatMap(filled),
    ...Object.values(listIndexes).flat(),
    ...some([...rows, ...kept]).map(({ table }) => `analyze ${table}`),
    'analyze rec.division_above',
    fillState,
  ];
}

function filled(step: Step): string[] {
  return [step.whole, voidRows(step, step.table)];
}

/**
 * The time before the first version, of the rows in `source`: joins by overlap find a row for every
 * moment.
 */
export function voidRows({ table, attr }: Step, source: string): string {
  const keys = attr === null ? 'id, seqkey, born' : 'id';
  const [name, value] = attr === null ? [', live', ', false'] : ['', ''];
  return `insert into ${table} (${keys}, vf, vt${name})
select ${keys}, '-infinity', min(vf)${value} from ${source} group by ${keys} having min(vf) > '-infinity'`;
}

/** How far the projection has read each section of the ledger. */
const createState = 'create table rec.state (section smallint primary key, pos bigint not null)';

const fillState = `insert into rec.state select section, facts from ledger.published_type`;
