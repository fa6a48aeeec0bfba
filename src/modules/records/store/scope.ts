import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';
import type { ValueKind } from '../columns.ts';
import { column, kindOf, refTarget, tableOf } from '../columns.ts';
import { isFacet } from './facets.ts';

/** A value of a row at the start of its segment, as SQL. */
export interface Value {
  readonly sql: string;
  readonly kind: ValueKind;
  /** For references: the type referred to, and a query of every id that the value may take. */
  readonly target?: string | null;
  readonly ids?: string;
}

export type Types = ReadonlyMap<string, RecordDefinition>;

let counter = 0;

/**
 * The rows of one record type, cut into segments [t0, t1) in which every value that is read stays
 * the same: at versions of the row, of the records it refers to, and at computed moments.
 * Only names of the dictionary become SQL; values come as parameters or checked literals.
 */
export class Scope {
  readonly row: string;
  readonly t: string;
  private readonly types: Types;
  private readonly type: RecordDefinition;
  private readonly cutQueries = new Set<string>();
  private readonly joins = new Map<string, { alias: string; sql: string }>();
  private readonly stated: boolean;

  constructor(types: Types, type: string, options: { stated?: boolean } = {}) {
    counter += 1;
    this.types = types;
    this.type = definitionOf(types, type);
    this.row = `v${counter}`;
    this.t = `${this.row}c.b`;
    this.stated = options.stated ?? false;
  }

  /** The value of an attribute or of a dotted path through references; default filled in. */
  attr(path: string): Value {
    const [first = '', ...rest] = path.split('.');
    const own = this.valueIn(this.row, this.type, first, `select ${this.row}.id`);
    return this.follow(own, rest);
  }

  /** The same through a reference that stands outside the row, such as the subject of a duty. */
  attrOf(reference: Value, path: string): Value {
    return this.follow(reference, path.split('.'));
  }

  private follow(start: Value, path: readonly string[]): Value {
    let value = start;
    for (const name of path) {
      const target = definitionOf(this.types, value.target ?? '');
      const alias = this.join(value, target.type, tableOf(target.type));
      value = this.valueIn(alias, target, name, value.ids ?? 'select null::text');
    }
    return value;
  }

  private valueIn(alias: string, type: RecordDefinition, name: string, ids: string): Value {
    const attribute = attributeOf(type, name);
    const kind = kindOf(attribute);
    let sql = `${alias}.${column(name)}`;
    if (!this.stated && isFacet(type.type, name)) {
      const owner = { sql: `${alias}.id`, kind: 'text' as const, ids };
      const facet = this.join(owner, `${type.type}.${name}`, facetTable(type.type, name));
      sql = `coalesce(${facet}.value, ${sql})`;
    }
    if (attribute.default !== undefined) {
      sql = `case when ${alias}.id is null then null else coalesce(${sql}, ${literal(attribute.default, kind)}) end`;
    }
    const target = refTarget(attribute);
    const table = tableOf(type.type);
    const plain = alias === this.row && !(!this.stated && isFacet(type.type, name));
    const computed = isFacet(type.type, name)
      ? ` union select y.value from ${facetTable(type.type, name)} y where y.id in (${ids})`
      : '';
    const inner = plain
      ? `select ${sql}`
      : `select x.${column(name)} from ${table} x where x.id in (${ids})${computed}`;
    return { sql, kind, target, ids: inner };
  }

  private join(reference: Value, key: string, table: string): string {
    const joinKey = `${key} ${reference.sql}`;
    const known = this.joins.get(joinKey);
    if (known) return known.alias;
    counter += 1;
    const alias = `j${counter}`;
    this.cutQueries.add(`select x.vf from ${table} x where x.id in (${reference.ids})`);
    this.joins.set(joinKey, {
      alias,
      sql: `left join ${table} ${alias} on ${alias}.id = ${reference.sql} and ${alias}.vf <= ${this.t} and ${this.t} < ${alias}.vt`,
    });
    return alias;
  }

  /** A moment at which a value may change. */
  cut(sql: string): void {
    this.cutQueries.add(`select ${sql}`);
  }

  /** The moments that `turn` gives for every value (`c.v`) that the attribute may take. */
  cutAtEach(value: Value, turn: string): void {
    this.cutQueries.add(`select ${turn} from (${value.ids}) c(v)`);
  }

  /** True from the day after `sql` (a date) on: the segment's day lies after it. */
  dayAfter(sql: string): string {
    this.cut(`(${sql} + 1)::timestamp at time zone 'Asia/Shanghai'`);
    return `${this.day()} > ${sql}`;
  }

  /** The Shanghai day of the segment's start. */
  day(): string {
    return `(${this.t} at time zone 'Asia/Shanghai')::date`;
  }

  /** `from` clause; the segment is [b, e) of alias `<row>c`, and at most begins at `until`. */
  from(until?: string): string {
    const table = this.stated
      ? tableOf(this.type.type).replace('rec.', 'rec_stated.')
      : tableOf(this.type.type);
    const joins = [...this.joins.values()].map((j) => j.sql).join('\n');
    const limit = until ? ` and ${this.row}.vf <= ${until}` : '';
    const cuts = [...this.cutQueries];
    const moments = cuts.length
      ? `select b, coalesce(lead(b) over (order by b), ${this.row}.vt) as e from (
select b from (select ${this.row}.vf as b union ${cuts.join('\nunion ')}) y
where b >= ${this.row}.vf and b < ${this.row}.vt) z`
      : `select ${this.row}.vf as b, ${this.row}.vt as e`;
    return `${table} ${this.row}
join lateral (${moments}) ${this.row}c on ${this.row}c.b < ${this.row}c.e${limit}${until ? ` and ${this.row}c.b <= ${until}` : ''}
${joins}`;
  }

  get segment(): { b: string; e: string } {
    return { b: `${this.row}c.b`, e: `${this.row}c.e` };
  }

  get definition(): RecordDefinition {
    return this.type;
  }
}

export function facetTable(type: string, name: string): string {
  return `rec.${column(`${type}__${name}`)}`;
}

export function definitionOf(types: Types, type: string): RecordDefinition {
  const found = types.get(type);
  if (!found) throw new Error(`no record type '${type}'`);
  return found;
}

export function attributeOf(type: RecordDefinition, name: string): AttributeDefinition {
  const found = type.attributes.find((a) => a.name === name);
  if (!found) throw new Error(`no attribute '${name}' of '${type.type}'`);
  return found;
}

/** A checked value as an SQL literal. */
export function literal(value: unknown, kind: ValueKind): string {
  if (kind === 'bool') return value === true ? 'true' : 'false';
  if (kind === 'number') return `${Number(value)}::double precision`;
  const quoted = `'${String(value).replaceAll("'", "''")}'`;
  if (kind === 'date') return `${quoted}::date`;
  if (kind === 'moment') return `${quoted}::timestamptz`;
  if (kind === 'list')
    return `array[${(value as unknown[]).map((v) => literal(v, 'text')).join(', ')}]::text[]`;
  return `${quoted}::text`;
}
