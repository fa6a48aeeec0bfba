import type { RecordDefinition } from '../../../law/records/model.ts';
import type { ValueKind } from '../columns.ts';
import { column, columnType, kindOf, refTarget, tableOf } from '../columns.ts';
import { enforcementTable, isEnforcement } from './enforcement.ts';
import { facetOf } from './facets.ts';
import { literal } from './literal.ts';
import { attributeOf, definitionOf, facetTable } from './named.ts';
import type { Evaluation } from './parameters.ts';
import { parameterSql } from './parameters.ts';
import type { Reading, ReadRule } from './read-rules.ts';
import { readRules } from './read-rules.ts';
import type { Read, Way } from './reads.ts';
import { ReadLog } from './reads.ts';

export { literal } from './literal.ts';
export { attributeOf, definitionOf, facetTable } from './named.ts';
export type { Hop, Read } from './reads.ts';

/** A value of a row throughout its segment, as SQL. */
export interface Value {
  readonly sql: string;
  readonly kind: ValueKind;
  /** For references: the type referred to, and how the value was reached. */
  readonly target?: string | null;
  readonly way?: Way;
}

/** The record types by name; an evaluation adds what it knows beyond the projection. */
export interface Types extends ReadonlyMap<string, RecordDefinition> {
  readonly evaluation?: Evaluation;
}

/** Rule of an attribute that follows from the row and what it refers to; null: there is none. */
export type RowRuleOf = (type: RecordDefinition, name: string) => ((s: Scope) => string) | null;

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
  /** What is read, and how it is reached. */
  private readonly log: ReadLog;
  /** Tables whose versions bound the segment. */
  private readonly bounds: string[];
  /** Reads the stated rows and computes by these rules what the projection does not hold yet. */
  private readonly rules: RowRuleOf | null;
  private readonly running = new Set<string>();

  constructor(types: Types, type: string, rules: RowRuleOf | null = null) {
    counter += 1;
    this.types = types;
    this.type = definitionOf(types, type);
    this.row = `v${counter}`;
    this.t = `${this.row}c.b`;
    this.bounds = [this.row];
    this.log = new ReadLog(this.row);
    this.rules = rules;
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
      this.log.reach(alias, value.way);
      value = this.valueIn(alias, target, name);
    }
    return value;
  }

  private valueIn(alias: string, type: RecordDefinition, name: string): Value {
    const attribute = attributeOf(type, name);
    const kind = kindOf(attribute);
    const { sql: known, unset } = this.computed(alias, type, name);
    let sql = known;
    if (attribute.default !== undefined) {
      const filled = `coalesce(${sql}, ${literal(attribute.default, kind)})`;
      // A record that is not there, or not yet, has no defaults.
      sql = alias === this.row ? filled : `case when ${alias}.vf > '-infinity' then ${filled} end`;
    }
    if (unset) sql = `case when not (${unset}) then ${sql} end`;
    return { sql, kind, target: refTarget(attribute), way: this.log.note(alias, type.type, name) };
  }

  /** Everything that was read so far, each once. */
  get reads(): readonly Read[] {
    return this.log.reads;
  }

  /** Does the row itself hold the attribute's value, the same throughout its version? */
  holds(path: string): boolean {
    const name = `${this.type.type}.${path}`;
    return !path.includes('.') && !facetOf(this.type.type, path) && !readRules[name];
  }

  /** Stated or computed, without default. */
  private computed(
    alias: string,
    type: RecordDefinition,
    name: string,
  ): { sql: string; unset?: string } {
    const stated = `${alias}.${column(name)}`;
    if (this.rules) return { sql: alias === this.row ? this.derived(name) : stated };
    const facet = facetOf(type.type, name);
    if (facet) {
      const f = this.facet(`${alias}.id`, `${type.type}.${name}`, this.log.wayTo(alias));
      return {
        sql: facet.statedFirst
          ? `coalesce(${stated}, case when ${f.known} then ${f.value} end)`
          : `case when ${f.known} then ${f.value} else ${stated} end`,
      };
    }
    const rule = readRules[`${type.type}.${name}`];
    if (!rule) return { sql: stated };
    const reading = this.reading(alias, type, name, rule);
    const value = `(${rule.value(reading)})::${columnType(attributeOf(type, name))}`;
    const sql = rule.statedFirst
      ? `coalesce(${stated}, ${value})`
      : `coalesce(${value}, ${stated})`;
    const unset = Object.keys(rule.parameters ?? {}).map((p) => `${reading.parameter(p)} is null`);
    return unset.length > 0 ? { sql, unset: unset.join(' or ') } : { sql };
  }

  /** The value of the row's own attribute as it is to be kept: computed, else as stated. */
  derived(name: string): string {
    const stated = `${this.row}.${column(name)}`;
    const rule = this.running.has(name) ? null : this.rules?.(this.type, name);
    if (!rule) return stated;
    this.running.add(name);
    const computed = rule(this);
    this.running.delete(name);
    return `coalesce((${computed})::${columnType(attributeOf(this.type, name))}, ${stated})`;
  }

  /** The value that a table of spans keeps for the row. */
  kept(table: string, attr: string): string {
    this.log.note(this.row, this.type.type, attr);
    return `${this.join(`${this.row}.id`, table, table)}.value`;
  }

  /** Value and `known` of a facet of the record that the reference names. */
  private facet(reference: string, key: string, way: Way): { value: string; known: string } {
    const [owner = '', attr = ''] = key.split('.');
    this.log.noteAlong(way, owner, attr);
    const table = isEnforcement(key)
      ? `(${enforcementTable(this.types.evaluation, attr)})`
      : facetTable(owner, attr);
    const alias = this.join(reference, key, table);
    return { value: `${alias}.value`, known: `${alias}.known` };
  }

  /** What a rule may read of the record under the alias: nothing that it does not declare. */
  private reading(alias: string, type: RecordDefinition, name: string, rule: ReadRule): Reading {
    const reached = (path: string): Value => {
      const [first = '', ...rest] = path.split('.');
      return this.follow(this.valueIn(alias, type, first), rest);
    };
    const own = (path: string): string => reached(path).sql;
    const facet = (key: string): { value: string; known: string } => {
      const read = rule.facets?.[key];
      if (!read) throw new Error(`the rule of '${type.type}.${name}' declares no facet '${key}'`);
      if (read.id) {
        return this.facet(literal(read.id, 'text'), read.facet, { via: [], from: 'everywhere' });
      }
      const by = read.via ? reached(read.via) : null;
      const way = by?.way ?? this.log.wayTo(alias);
      return this.facet(by?.sql ?? `${alias}.id`, read.facet, way);
    };
    return {
      own: (path) => {
        if (rule.own.includes(path)) return own(path);
        throw new Error(`the rule of '${type.type}.${name}' does not declare '${path}'`);
      },
      stated: () => `${alias}.${column(name)}`,
      born: () => `${alias}.born`,
      value: (key) => facet(key).value,
      known: (key) => facet(key).known,
      parameter: (parameter) => {
        const division = rule.division === 'id' ? `${alias}.id` : own(rule.division ?? '');
        const kind = rule.parameters?.[parameter];
        if (kind) return parameterSql(this.types.evaluation, { name: parameter, kind }, division);
        throw new Error(`the rule of '${type.type}.${name}' does not declare '${parameter}'`);
      },
      day: () => this.day(),
      reached: (date) => {
        this.cut(`${date}::timestamp at time zone 'Asia/Shanghai'`);
        return `(${this.day()} >= ${date})`;
      },
      cut: (moment) => this.cut(moment),
    };
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
    const table = this.rules
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
