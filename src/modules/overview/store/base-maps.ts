import type { Queryable } from '../../../platform/db/index.ts';
import type { Boundaries } from '../model.ts';

export interface StoredMap {
  readonly id: string;
  readonly name: string;
  readonly approval: string;
  readonly attribution: string;
  readonly areas: number;
  readonly bytes: number;
  readonly by: string;
  readonly at: Date;
}

const MAP = `select id::text, name, approval, attribution, areas, bytes, made_by_name "by", made_at at from overview.base_map`;

/** Of all base maps, the newest first. */
export async function storedMaps(db: Queryable): Promise<StoredMap[]> {
  const { rows } = await db.query<StoredMap>(`${MAP} order by base_map.id desc limit 50`);
  return rows;
}

export interface Choice {
  readonly seq: number;
  readonly baseMap: string | null;
  readonly name: string | null;
  readonly approval: string | null;
  readonly undo: boolean;
  readonly by: string;
  readonly at: Date;
}

/** What was chosen, the newest first. */
export async function choicesMade(db: Queryable): Promise<Choice[]> {
  const { rows } = await db.query<Choice>(
    `select c.seq::int, c.base_map::text "baseMap", m.name, m.approval, c.undoes is not null undo, c.chosen_by_name "by", c.chosen_at at
     from overview.base_map_choice c left join overview.base_map m on m.id = c.base_map order by c.seq desc limit 50`,
  );
  return rows;
}

export interface Shown {
  readonly seq: number;
  readonly approval: string | null;
  readonly attribution: string | null;
  readonly content: Boundaries | null;
}

/** Which choice is in force; null: none was made. */
export async function lastChoice(db: Queryable): Promise<number | null> {
  const { rows } = await db.query<{ seq: number | null }>(
    'select max(seq)::int seq from overview.base_map_choice',
  );
  return rows[0]?.seq ?? null;
}

/** The base map of a choice, to be drawn. */
export async function shownBy(db: Queryable, seq: number): Promise<Shown | null> {
  const { rows } = await db.query<Shown>(
    `select c.seq::int, m.approval, m.attribution, m.content
     from overview.base_map_choice c left join overview.base_map m on m.id = c.base_map where c.seq = $1`,
    [seq],
  );
  return rows[0] ?? null;
}

export async function contentOf(db: Queryable, id: string): Promise<Boundaries | null> {
  const { rows } = await db.query<{ content: Boundaries }>(
    'select content from overview.base_map where id = $1::bigint',
    [id],
  );
  return rows[0]?.content ?? null;
}

export async function addMap(
  db: Queryable,
  map: Omit<StoredMap, 'id' | 'by' | 'at'> & { readonly content: Boundaries },
  by: { readonly user: string; readonly name: string },
): Promise<StoredMap> {
  const { rows } = await db.query<StoredMap>(
    `insert into overview.base_map (name, approval, attribution, content, areas, bytes, made_by, made_by_name)
     values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8)
     returning id::text, name, approval, attribution, areas, bytes, made_by_name "by", made_at at`,
    [
      ...[map.name, map.approval, map.attribution, JSON.stringify(map.content)],
      ...[map.areas, map.bytes, by.user, by.name],
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('a base map that was added is there');
  return row;
}

/** False: somebody chose since `after`, or there is no such base map. */
export async function addChoice(
  db: Queryable,
  choice: {
    readonly baseMap: string | null;
    readonly undoes: number | null;
    readonly after: number;
  },
  by: { readonly user: string; readonly name: string },
): Promise<boolean> {
  await db.query('select pg_advisory_xact_lock(371700, 3)');
  const { rowCount } = await db.query(
    `insert into overview.base_map_choice (base_map, undoes, chosen_by, chosen_by_name)
     select $1::bigint, $2::bigint, $4, $5
     where $3 = (select coalesce(max(seq), 0) from overview.base_map_choice)
       and ($1::bigint is null or exists (select from overview.base_map where id = $1::bigint))`,
    [choice.baseMap, choice.undoes, choice.after, by.user, by.name],
  );
  return rowCount === 1;
}
