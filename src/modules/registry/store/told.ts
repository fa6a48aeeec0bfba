import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { column, tableOf } from '../../records/index.ts';
import { momentOf } from './record-rows.ts';

/** What a record is told by where it has no name. */
export interface ToldRow {
  readonly id: string;
  readonly name: string | null;
  readonly kind: string | null;
  readonly day: string;
  readonly enterprise: string | null;
}

export interface Told {
  readonly at: Date;
  readonly ids: readonly string[] | null;
  readonly enterprises: readonly string[] | null;
  /** In its name, number or id. */
  readonly texts: readonly string[];
  /** Codes of its kind, one list a word. */
  readonly kinds: readonly (readonly string[])[];
  /** Beginnings of its day: 2026, 2026-05 or 2026-05-06. */
  readonly days: readonly string[];
  readonly limit: number;
}

const NAMES = ['name', 'title', 'number'];
const KINDS = ['kind', 'type', 'status'];

/** The attribute that says of what kind a record is. */
export const kindAttribute = ({ attributes }: RecordDefinition) =>
  KINDS.map((name) => attributes.find((each) => each.name === name)).find(
    (each) => each?.type === 'code',
  );

const hasAttribute = ({ attributes }: RecordDefinition, name: string): boolean =>
  attributes.some((each) => each.name === name);

export const hasEnterprise = (definition: RecordDefinition): boolean =>
  hasAttribute(definition, 'enterprise');

/** Records within the scope, the newest first; hidden hazards have their description for a name. */
export async function toldRows(
  db: Queryable,
  definition: RecordDefinition,
  wanted: Told,
): Promise<readonly ToldRow[]> {
  const names = NAMES.filter((name) => hasAttribute(definition, name)).map((n) => `r.${column(n)}`);
  if (definition.type === 'hazard') names.push('left(r."note", 60)');
  const name = names.length > 0 ? `coalesce(${names.join(', ')})` : 'null::text';
  const kind = kindAttribute(definition);
  const kindOf = kind ? `r.${column(kind.name)}` : 'null::text';
  const firm = hasEnterprise(definition) ? 'r."enterprise"' : 'null::text';
  const day = `to_char(${momentOf(definition)} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;
  const { rows } = await db.query<ToldRow>(
    `select r.id, ${name} as name, ${kindOf} as kind, ${day} as day, ${firm} as enterprise
     from ${tableOf(definition.type)} r
     where r.vf <= $1 and $1 < r.vt and r.live and ($2::text[] is null or r.id = any($2))
       and ($3::text[] is null or ${firm} = any($3))
       and not exists (select from unnest($4::text[]) t
         where strpos(lower(concat_ws(' ', ${name}, r.id)), t) = 0)
       and not exists (select from jsonb_array_elements($5::jsonb) k where not k ? coalesce(${kindOf}, ''))
       and not exists (select from unnest($6::text[]) d where not starts_with(${day}, d))
     order by ${momentOf(definition)} desc, r.id desc limit $7`,
    [
      ...[wanted.at, wanted.ids, wanted.enterprises, wanted.texts],
      ...[JSON.stringify(wanted.kinds), wanted.days, wanted.limit],
    ],
  );
  return rows;
}
