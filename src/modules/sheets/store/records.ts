import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { column, literal, tableOf } from '../../records/index.ts';
import type { Existing, Named } from '../rules/check-row.ts';

/** Records as they stand, within the caller's scope. */

const has = ({ attributes }: RecordDefinition, name: string): boolean =>
  attributes.some((attribute) => attribute.name === name);

/**
 * Records of a type by id, or by name: where they belong to enterprises, by the names of those only
 * that the file names (a thousand enterprises have a 一号装置).
 */
export async function findNamed(
  db: Queryable,
  definition: RecordDefinition,
  texts: readonly string[],
  enterprises: readonly string[],
): Promise<readonly Named[]> {
  const owned = definition.type !== 'enterprise' && has(definition, 'enterprise');
  const name = has(definition, 'name') ? 'r."name"' : 'null::text';
  const enterprise = owned ? 'r."enterprise"' : 'null::text';
  const within = owned ? 'and r."enterprise" = any($2::text[])' : 'and $2::text[] is not null';
  const { rows } = await db.query<Named>(
    `select r.id, ${name} as name, ${enterprise} as enterprise from ${tableOf(definition.type)} r
     where r.vt = 'infinity' and r.live
       and (r.id = any($1::text[]) or (${name} = any($1::text[]) ${within}))`,
    [texts, enterprises],
  );
  return rows;
}

/** A function takes a hundred arguments: values are put together from several. */
const PAIRS = 40;

function valuesOf(attributes: readonly AttributeDefinition[]): string {
  const pairs = attributes.map(({ name }) => `${literal(name, 'text')}, r.${column(name)}`);
  const objects: string[] = [];
  for (let at = 0; at < pairs.length; at += PAIRS) {
    objects.push(`jsonb_build_object(${pairs.slice(at, at + PAIRS).join(', ')})`);
  }
  return objects.length === 0 ? `'{}'::jsonb` : objects.join(' || ');
}

/** By their ids; as they stand, or as they stood at a moment. */
export async function existingById(
  db: Queryable,
  definition: RecordDefinition,
  attributes: readonly AttributeDefinition[],
  ids: readonly string[],
  at: Date | null = null,
): Promise<readonly Existing[]> {
  const when = at ? 'r.vf <= $2 and $2 < r.vt' : `r.vt = 'infinity'`;
  const { rows } = await db.query<Existing>(
    `select r.id, ${valuesOf(attributes)} as values from ${tableOf(definition.type)} r
     where ${when} and r.live and r.id = any($1::text[])`,
    at ? [ids, at] : [ids],
  );
  return rows;
}

/** By name, within enterprises. */
export async function existingByName(
  db: Queryable,
  definition: RecordDefinition,
  attributes: readonly AttributeDefinition[],
  names: readonly string[],
  enterprises: readonly string[],
): Promise<readonly Existing[]> {
  const { rows } = await db.query<Existing>(
    `select r.id, ${valuesOf(attributes)} as values from ${tableOf(definition.type)} r
     where r.vt = 'infinity' and r.live and r."enterprise" = any($1::text[]) and r."name" = any($2::text[])`,
    [enterprises, names],
  );
  return rows;
}

export interface Stated {
  readonly row: number;
  readonly subject: string;
  readonly set: Readonly<Record<string, unknown>>;
}

/** Rows that the ledger would refuse: outside the scope, whether the record is there or not. */
export async function outsideScope(
  db: Queryable,
  stated: readonly Stated[],
): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ row: number }>(
    `select s.row from jsonb_to_recordset($1::jsonb) s(row integer, subject text, set jsonb)
     where not sheets.may_state(s.subject, s.set)`,
    [JSON.stringify(stated)],
  );
  return new Set(rows.map(({ row }) => row));
}
