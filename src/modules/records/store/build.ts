import type { PoolClient } from '../../../platform/db/index.ts';
import { createTable } from '../columns.ts';
import { createDivisionAbove, fillDivisionAbove } from './division-above.ts';
import { circleOf, createVia } from './divisions-of.ts';
import { facets } from './facets.ts';
import type { Types } from './scope.ts';
import { facetTable } from './scope.ts';
import type { Step } from './steps.ts';
import { stepsOf } from './steps.ts';

/** Builds the whole projection from the ledger, inside a transaction of the caller. */
export async function buildProjection(client: PoolClient, types: Types): Promise<void> {
  // Small samples do: nothing is joined row by row, so that sizes are enough.
  await client.query(
    `set local default_statistics_target = 10; set local enable_nestloop = off; set local work_mem = '64MB'`,
  );
  for (const statement of buildStatements(types)) await client.query(statement);
}

/** Waits for whoever builds or refreshes; the transaction's snapshot is taken afterwards. */
export async function lockProjection(client: PoolClient): Promise<void> {
  await client.query('lock table rec.state in exclusive mode');
}

/** Statements that build the whole projection from the ledger, in order. */
export function buildStatements(types: Types): string[] {
  const all = [...types.values()];
  const circles = [...types.keys()].filter((type) => circleOf(types, type).length > 0);
  const { stated, rows, facets: kept } = stepsOf(types);
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
    ...stated.map(({ whole }) => whole),
    ...rows.flatMap(filled),
    fillDivisionAbove,
    ...kept.flatMap(filled),
    ...[...rows, ...kept].map(({ table }) => `analyze ${table}`),
    'analyze rec.division_above',
    createState,
    fillState,
  ];
}

function filled(step: Step): string[] {
  return [step.whole, voidRows(step, false)];
}

/**
 * The time before the first version: joins by overlap find a row for every moment. `some`: of the
 * ids that $1 lists.
 */
export function voidRows({ table, attr }: Step, some: boolean): string {
  const keys = attr === null ? 'id, seqkey, born' : 'id';
  const [name, value] = attr === null ? [', live', ', false'] : ['', ''];
  const listed = some ? ' where id = any($1::text[])' : '';
  return `insert into ${table} (${keys}, vf, vt${name})
select ${keys}, '-infinity', min(vf)${value} from ${table}${listed} group by ${keys} having min(vf) > '-infinity'`;
}

/** How far the projection has read each section of the ledger. */
const createState = 'create table rec.state (section smallint primary key, pos bigint not null)';

const fillState = `insert into rec.state
select t.id, coalesce(h.pos, 0) from ledger.record_type t
left join lateral (select pos from ledger.published_fact f where f.section = t.id order by pos desc limit 1) h on true`;
