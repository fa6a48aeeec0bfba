import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';
import type { ValueKind } from '../columns.ts';
import { column, kindOf, refTarget, tableOf } from '../columns.ts';
import { isFacet } from './facets.ts';

/** A reference that is followed: the attribute of a type that names the next record. */
export interface Hop {
  readonly type: string;
  readonly attr: string;
}

/** An attribute that is read, and the references that lead to its record. */
export interface Read extends Hop {
  readonly via: readonly Hop[];
  /** The way begins at a record named from outside (a duty's subject), not at the scope's row. */
  readonly outside: boolean;
}

type Way = Pick<Read, 'via' | 'outside'>;

/** A value of a row throughout its segment, as SQL. */
export interface Value {
  readonly sql: string;
  readonly kind: ValueKind;
  /** For references: the type referred to, and how the value was reached. */
  readonly target?: string | null;
  readonly way?: Way;
}

export type Types = ReadonlyMap<string, RecordDefinition>;

let counter = 0;

/**
 * The rows of one record type, cut into segments [b, e) in which every value that is read stays
 * the same: the overlaps of its versions with those of the records it refers to, split further at
 * computed moments. Only names of the dictionary become SQL; values come as checked literals.
 */
export class Scope {
  readonly row: string;
  readonly t: string;
  private readonly types: Types;
  private readonly type: RecordDefinition;
  private readonly cuts = new Set<string>();
  private readonly joins: string[] = [];
  private readonly aliases = new Map<string, string>();
  private readonly ways = new Map<string, Way>();
  private readonly read = new Map<string, Read>();
  /** Tables whose versions bound the segment. */
  private readonly bounds: string[];
  private readonly stated: boolean;

  constructor(types: Types, type: string, options: { stated?: boolean } = {}) {
    counter += 1;
    this.types = types;
    this.type = definitionOf(types, type);
    this.row = `v${counter}`;
    this.t = `${this.row}c.b`;
    this.bounds = [this.row];
    this.ways.set(this.row, { via: [], outside: false });
    this.stated = options.stated ?? false;
  }

  /** The value of an attribute or of a dotted path through references; default filled in. */
  attr(path: string): Value {
    const [first = '', ...rest] = path.split('.');
    return this.follow(this.valueIn(this.row, this.type, first), rest);
  }

  /** The same through a reference that stands outside the row, such as the subject of a duty. */
  attrOf(reference: Value, path: string): Value {
    return this.follow(reference, path.split('.'));
  }

  /** Joins something that later references build on, such as the items of a list. */
  source(join: string): void {
    this.joins.push(join);
  }

  private follow(start: Value, path: readonly string[]): Value {
    let value = start;
    for (const name of path) {
      const target = definitionOf(this.types, value.target ?? '');
      const alias = this.join(value.sql, target.type, tableOf(target.type));
      this.ways.set(alias, value.way ?? { via: [], outside: true });
      value = this.valueIn(alias, target, name);
    }
    return value;
  }

  private valueIn(alias: string, type: RecordDefinition, name: string): Value {
    const attribute = attributeOf(type, name);
    const kind = kindOf(attribute);
    let sql = `${alias}.${column(name)}`;
    if (!this.stated && isFacet(type.type, name)) {
      const facet = this.join(`${alias}.id`, `${type.type}.${name}`, facetTable(type.type, name));
      sql = `case when ${facet}.known then ${facet}.value else ${sql} end`;
    }
    if (attribute.default !== undefined) {
      const filled = `coalesce(${sql}, ${literal(attribute.default, kind)})`;
      // A record that is not there, or not yet, has no defaults.
      sql = alias === this.row ? filled : `case when ${alias}.vf > '-infinity' then ${filled} end`;
    }
    return { sql, kind, target: refTarget(attribute), way: this.note(alias, type.type, name) };
  }

  /** Notes what was read; gives the way to the record that the value names. */
  private note(alias: string, type: string, attr: string): Way {
    const { via, outside } = this.ways.get(alias) ?? { via: [], outside: true };
    this.read.set(JSON.stringify([outside, via, type, attr]), { type, attr, via, outside });
    return { via: [...via, { type, attr }], outside };
  }

  /** Everything that was read so far, each once. */
  get reads(): readonly Read[] {
    return [...this.read.values()];
  }

  private join(reference: string, key: string, table: string): string {
    const joinKey = `${key} ${reference}`;
    const known = this.aliases.get(joinKey);
    if (known) return known;
    counter += 1;
    const alias = `j${counter}`;
    const { from, until } = this.span();
    this.joins.push(
      `left join ${table} ${alias} on ${alias}.id = ${reference} and ${alias}.vf < ${until} and ${alias}.vt > ${from}`,
    );
    this.bounds.push(alias);
    this.aliases.set(joinKey, alias);
    return alias;
  }

  /** The overlap of the versions joined so far; a missing one does not bound it. */
  private span(): { from: string; until: string } {
    const all = (name: string): string => this.bounds.map((x) => `${x}.${name}`).join(', ');
    return this.bounds.length === 1
      ? { from: `${this.row}.vf`, until: `${this.row}.vt` }
      : { from: `greatest(${all('vf')})`, until: `least(${all('vt')})` };
  }

  /** A moment at which a value may change. */
  cut(sql: string): void {
    this.cuts.add(sql);
  }

  /** The moment that `turn` gives for the value (`c.v`) of the attribute. */
  cutAtEach(value: Value, turn: string): void {
    this.cuts.add(turn.replaceAll('c.v', value.sql));
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
    const limit = until ? ` and ${this.row}c.b <= ${until}` : '';
    return `${[table, this.row].join(' ')}
${this.joins.join('\n')}
join lateral (${this.segments()}) ${this.row}c on ${this.row}.vf > '-infinity'${limit}`;
  }

  private segments(): string {
    const { from, until } = this.span();
    const cuts = [...this.cuts];
    if (cuts.length === 0) return `select ${from} as b, ${until} as e`;
    const [only = ''] = cuts;
    if (cuts.length === 1) {
      const turn = `least(greatest(${only}, ${from}), ${until})`;
      return `select * from (values (${from}, ${turn}), (${turn}, ${until})) z(b, e) where b < e`;
    }
    return `select b, lead(b, 1, ${until}) over (order by b) as e from (
select ${from} as b union select y.b from (values ${cuts.map((c) => `(${c})`).join(', ')}) y(b)
where y.b > ${from} and y.b < ${until}) z`;
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
