import { hash } from 'node:crypto';
import type { Queryable } from '../../../platform/db/index.ts';
import { together } from '../../../platform/db/index.ts';
import { column, columnType, kindOf, tableOf } from '../columns.ts';
import type { Version } from '../rules/changes.ts';
import type { Hop, Types } from './scope.ts';
import { attributeOf, definitionOf } from './scope.ts';

/** Owners that follow from records which are like them in some attributes (texts). */
export interface Likeness {
  readonly record: string;
  readonly owner: string;
  /** Which owners there are, over their attributes. */
  readonly ownWhere: string | undefined;
  readonly attrs: readonly string[];
}

/**
 * Follows references between records as the projection holds them, over all of time: a record
 * leads to those that name it, or ever named it, and to those that it names.
 */
export class Walk {
  /** What records named before they were changed: rows by type. */
  readonly #former = new Map<string, Map<string, readonly Version[]>>();
  readonly #db: Queryable;
  readonly #types: Types;
  readonly #known = new Map<string, Promise<readonly string[]>>();

  constructor(db: Queryable, types: Types) {
    this.#db = db;
    this.#types = types;
  }

  /** A record's versions before a change: what they name counts too. */
  remember(type: string, id: string, versions: readonly Version[]): void {
    const known = this.#former.get(type) ?? new Map<string, readonly Version[]>();
    this.#former.set(type, known);
    if (!known.has(id)) known.set(id, versions);
  }

  /** Goes several ways, and waits for all of them together where the connection can. */
  each<A, T>(ways: readonly A[], go: (way: A) => Promise<T>): Promise<T[]> {
    return together(this.#db, ways, go);
  }

  /** Records from which the way `via` leads to one of `ids`. */
  async back(via: readonly Hop[], ids: readonly string[]): Promise<readonly string[]> {
    let found = ids;
    for (const hop of via.toReversed()) found = await this.#naming(hop, found);
    return found;
  }

  /** What the dotted path of attributes leads to from records of a type. */
  async forward(type: string, path: string, ids: readonly string[]): Promise<readonly string[]> {
    let found = ids;
    let at = type;
    for (const attr of path.split('.')) {
      found = await this.#named({ type: at, attr }, found);
      const { type: reference } = attributeOf(definitionOf(this.#types, at), attr);
      at = reference.replace(/^refs?:/, '');
    }
    return found;
  }

  /** Those of the records that in some version lack a value. */
  lacking({ type, attr }: Hop, ids: readonly string[]): Promise<readonly string[]> {
    const rows = `from ${tableOf(type)} where vf > '-infinity' and ${column(attr)} is null`;
    return this.#ask(`select distinct id ${rows} and id = any($1::text[])`, ids);
  }

  /** Divisions that are or ever were at or above these. */
  above(ids: readonly string[]): Promise<readonly string[]> {
    return this.#ask(
      `select distinct above as id from rec.division_above where id = any($1::text[])`,
      ids,
    );
  }

  /** Owners that are, in these attributes, like one of the records as it is or was. */
  alike(likeness: Likeness, ids: readonly string[]): Promise<readonly string[]> {
    const { record, owner, ownWhere = 'true', attrs } = likeness;
    const known = this.#former.get(record);
    const former = ids.flatMap((id) => known?.get(id) ?? []).map((v) => attrs.map((a) => v[a]));
    const like = attrs.map((attr, n) => {
      const equal = n === 0 ? '=' : 'is not distinct from';
      return `o.${column(attr)} ${equal} k.${column(attr)}`;
    });
    const names = attrs.map(column).join(', ');
    const were = attrs.map((_, n) => `f ->> ${n}`).join(', ');
    return this.#ask(
      `select distinct o.id from (select ${names} from ${tableOf(record)} where id = any($1::text[])
         union select ${were} from jsonb_array_elements($2::jsonb) f) k(${names})
       join (select * from ${tableOf(owner)} where ${ownWhere}) o on ${like.join(' and ')}`,
      ids,
      [JSON.stringify(former)],
    );
  }

  /** The days in Shanghai that the records name or, before they were changed, named. */
  days({ type, attr }: Hop, ids: readonly string[]): Promise<readonly string[]> {
    const attribute = attributeOf(definitionOf(this.#types, type), attr);
    const day = kindOf(attribute) === 'moment' ? `(x at time zone 'Asia/Shanghai')::date` : 'x';
    const known = this.#former.get(type);
    const former = ids.flatMap((id) => known?.get(id) ?? []).map((version) => version[attr]);
    return this.#ask(
      `select distinct (${day})::text as id from (select ${column(attr)} from ${tableOf(type)} where id = any($1::text[])
         union all select f::${columnType(attribute)} from jsonb_array_elements_text($2::jsonb) f) r(x) where x is not null`,
      ids,
      [JSON.stringify(former.map((value) => value ?? null))],
    );
  }

  #naming(hop: Hop, ids: readonly string[]): Promise<readonly string[]> {
    const name = column(hop.attr);
    const test = this.#isList(hop) ? `${name} && $1::text[]` : `${name} = any($1::text[])`;
    return this.#ask(`select distinct id from ${tableOf(hop.type)} where ${test}`, ids);
  }

  #named(hop: Hop, ids: readonly string[]): Promise<readonly string[]> {
    const name = this.#isList(hop) ? `unnest(${column(hop.attr)})` : column(hop.attr);
    const rows = `select ${name} as id from ${tableOf(hop.type)} where id = any($1::text[])`;
    const now = this.#ask(`select distinct id from (${rows}) r where id is not null`, ids);
    const before = this.#formerly(hop, ids);
    return before.length === 0 ? now : now.then((found) => [...new Set([...found, ...before])]);
  }

  #formerly({ type, attr }: Hop, ids: readonly string[]): string[] {
    const known = this.#former.get(type);
    if (!known) return [];
    const versions = ids.flatMap((id) => known.get(id) ?? []);
    return versions.flatMap((v) => v[attr] ?? []).map(String);
  }

  #isList({ type, attr }: Hop): boolean {
    return kindOf(attributeOf(definitionOf(this.#types, type), attr)) === 'list';
  }

  #ask(
    sql: string,
    ids: readonly string[],
    more: readonly string[] = [],
  ): Promise<readonly string[]> {
    if (ids.length === 0) return Promise.resolve([]);
    const key = `${sql} ${JSON.stringify([ids, ...more])}`;
    const known = this.#known.get(key);
    if (known) return known;
    const asked = this.#db
      // Some twenty a fact: planned once a connection.
      .query<{ id: string }>({
        name: `walk ${hash('md5', sql)}`,
        text: sql,
        values: [ids, ...more],
      })
      .then(({ rows }) => rows.map(({ id }) => id));
    this.#known.set(key, asked);
    return asked;
  }
}

/** The indexes that walks along these references need. */
export function walkIndexes(hops: Iterable<Hop>, types: Types): string[] {
  const statements = new Map<string, string>();
  for (const { type, attr } of hops) {
    const list = kindOf(attributeOf(definitionOf(types, type), attr)) === 'list';
    const using = list ? `using gin (${column(attr)})` : `(${column(attr)})`;
    statements.set(
      `${type}.${attr}`,
      `create index if not exists ${column(`${type}_${attr}_walk`)} on ${tableOf(type)} ${using}`,
    );
  }
  return [...statements.values()];
}
