import type { Day, Moment } from '../../src/kernel/calendar.ts';
import { dayAt } from '../../src/kernel/calendar.ts';
import { NOTHING } from './derived/rule.ts';
import { derivedRules } from './derived/rules.ts';
import type { Time } from './time.ts';
import { atInstant, compareTimes, onDay, parseTime, sortKey } from './time.ts';
import type { AttributeData, Fact, Value } from './types.ts';
import type { World } from './world.ts';

/** One record as of a moment: the values stated for it. Values of attributes come from `State`. */
export interface Rec {
  readonly type: string;
  readonly id: string;
  readonly stated: Map<string, Value>;
  retired: boolean;
  /** at of its earliest fact */
  readonly firstAt: Moment;
}

/** The world as of t: facts with at ≤ t, folded. */
export class State {
  readonly world: World;
  readonly t: Moment;
  readonly today: Day;
  private readonly records = new Map<string, Map<string, Rec>>();
  private readonly known = new Map<Rec, Map<string, Value | undefined>>();
  private readonly running = new Set<string>();
  private cutShort = false;

  constructor(world: World, t: Moment) {
    this.world = world;
    this.t = t;
    this.today = dayAt(t);
    for (const { fact, at } of world.entries) {
      if (at > t) break;
      this.fold(fact, at);
    }
  }

  private fold(fact: Fact, at: Moment): void {
    let ofType = this.records.get(fact.type);
    if (!ofType) {
      ofType = new Map();
      this.records.set(fact.type, ofType);
    }
    let record = ofType.get(fact.record);
    if (!record) {
      record = {
        type: fact.type,
        id: fact.record,
        stated: new Map(),
        retired: false,
        firstAt: at,
      };
      ofType.set(fact.record, record);
    }
    if (fact.retired !== undefined) record.retired = fact.retired;
    for (const [name, value] of Object.entries(fact.set ?? {})) {
      if (value === null || (Array.isArray(value) && value.length === 0)) {
        record.stated.delete(name);
      } else record.stated.set(name, value);
    }
  }

  find(type: string, id: string): Rec | undefined {
    return this.records.get(type)?.get(id);
  }

  all(type: string): Rec[] {
    return [...(this.records.get(type)?.values() ?? [])];
  }

  live(type: string): Rec[] {
    return this.all(type).filter((record) => !record.retired);
  }

  /** The value of an attribute: stated, computed by its rule, or its default. */
  value(record: Rec, name: string): Value | undefined {
    const values = this.known.get(record) ?? new Map<string, Value | undefined>();
    this.known.set(record, values);
    if (values.has(name)) return values.get(name);
    const key = `${record.type}/${record.id}/${name}`;
    // A rule that comes back to itself adds nothing.
    if (this.running.has(key)) {
      this.cutShort = true;
      return undefined;
    }
    const outside = this.cutShort;
    this.cutShort = false;
    this.running.add(key);
    const value = this.compute(record, name);
    this.running.delete(key);
    // Where something came back to itself, another computation may see it from elsewhere.
    if (!this.cutShort) values.set(name, value);
    this.cutShort ||= outside;
    return value;
  }

  private compute(record: Rec, name: string): Value | undefined {
    const attribute = this.world.attribute(record.type, name);
    const stated = record.stated.get(name);
    if (!attribute.derived) return stated ?? attribute.default;
    for (const parameter of attribute.reads ?? []) {
      if (this.world.parameters.valueFor(parameter, this.divisionOf(record)) === undefined) {
        return undefined;
      }
    }
    const rule = derivedRules[`${record.type}.${name}`];
    if (!rule) throw new Error(`no rule for '${record.type}.${name}'`);
    if (rule.statedFirst && stated !== undefined) return stated;
    const computed = rule.compute(record, this);
    if (computed === NOTHING) return stated ?? attribute.default;
    if (Array.isArray(computed) && computed.length === 0) return attribute.default;
    return computed ?? attribute.default;
  }

  /** A dotted path through single references, all as of t. */
  path(record: Rec, path: string): Value | undefined {
    const { holder, name } = this.walk(record, path);
    return holder && this.value(holder, name);
  }

  pathAttribute(type: string, path: string): AttributeData {
    const parts = path.split('.');
    let current = type;
    for (const part of parts.slice(0, -1)) {
      current = this.world.attribute(current, part).type.replace(/^refs?:/, '');
    }
    return this.world.attribute(current, parts.at(-1) ?? '');
  }

  private walk(record: Rec, path: string): { holder: Rec | undefined; name: string } {
    const parts = path.split('.');
    let holder: Rec | undefined = record;
    for (const part of parts.slice(0, -1)) {
      if (holder) holder = this.refer(holder, part);
    }
    return { holder, name: parts.at(-1) ?? '' };
  }

  /** The record that a single reference names, retired or not. */
  refer(record: Rec, name: string): Rec | undefined {
    const id = this.value(record, name);
    if (typeof id !== 'string') return undefined;
    const types = this.world.attribute(record.type, name).type.replace(/^ref:/, '').split('|');
    for (const type of types) {
      const found = this.find(type, id);
      if (found) return found;
    }
    return undefined;
  }

  string(record: Rec, name: string): string | undefined {
    const value = this.value(record, name);
    return typeof value === 'string' ? value : undefined;
  }

  number(record: Rec, name: string): number | undefined {
    const value = this.value(record, name);
    return typeof value === 'number' ? value : undefined;
  }

  list(record: Rec, path: string): readonly string[] {
    const value = this.path(record, path);
    if (value === undefined) return [];
    return Array.isArray(value) ? value : [String(value)];
  }

  time(record: Rec, path: string): Time | undefined {
    return parseTime(this.path(record, path));
  }

  /** The day of a date or datetime attribute. */
  day(record: Rec, name: string): Day | undefined {
    const time = this.time(record, name);
    if (!time) return undefined;
    return time.kind === 'day' ? time.day : dayAt(time.instant);
  }

  /** The record's own date: its dateAttr. */
  dateOf(record: Rec): Time | undefined {
    const { dateAttr } = this.world.typeOf(record.type);
    return dateAttr === null ? undefined : this.time(record, dateAttr);
  }

  /** ≤ t: of a date the day counts, of a datetime the instant. */
  reached(time: Time): boolean {
    return compareTimes(time, time.kind === 'day' ? onDay(this.today) : atInstant(this.t)) <= 0;
  }

  /** validFrom (else dateAttr, else the first fact) ≤ moment ≤ validUntil. */
  validAt(record: Rec, moment: Time): boolean {
    const { type } = record;
    const from = this.world.hasAttribute(type, 'validFrom');
    const until = this.world.hasAttribute(type, 'validUntil');
    if (!from && !until) return true;
    const start =
      (from ? this.time(record, 'validFrom') : undefined) ??
      this.dateOf(record) ??
      atInstant(record.firstAt);
    const end = until ? this.time(record, 'validUntil') : undefined;
    return compareTimes(start, moment) <= 0 && (!end || compareTimes(end, moment) >= 0);
  }

  /** Holds as of t: live, valid, and its date (when it has one) is not in the future. */
  inForce(record: Rec): boolean {
    if (record.retired || !this.validAt(record, atInstant(this.t))) return false;
    const date = this.dateOf(record);
    return !date || this.reached(date);
  }

  /** Later of two records by their date; of equal ones that which entered the ledger later. */
  laterBy(a: Rec, b: Rec, date: (record: Rec) => Time | undefined): number {
    const left = date(a);
    const right = date(b);
    const byDate = (left ? sortKey(left) : -Infinity) - (right ? sortKey(right) : -Infinity);
    if (byDate !== 0 && !Number.isNaN(byDate)) return byDate;
    return this.world.enteredAt(a) - this.world.enteredAt(b);
  }

  latest(records: readonly Rec[]): Rec | undefined {
    return [...records].sort((a, b) => this.laterBy(a, b, (r) => this.dateOf(r))).at(-1);
  }

  /** The division that a record belongs to; a division belongs to itself. */
  divisionOf(record: Rec): string | undefined {
    if (record.type === 'jurisdiction') return record.id;
    if (!this.world.hasAttribute(record.type, 'jurisdiction')) return undefined;
    return this.string(record, 'jurisdiction');
  }

  /** The division and every division above it, nearest first. */
  chain(division: string | undefined): string[] {
    const chain: string[] = [];
    let current = division;
    while (current !== undefined && !chain.includes(current)) {
      chain.push(current);
      const record = this.find('jurisdiction', current);
      current = record && this.string(record, 'parent');
    }
    return chain;
  }

  isWithin(division: string | undefined, above: string): boolean {
    return this.chain(division).includes(above);
  }
}
