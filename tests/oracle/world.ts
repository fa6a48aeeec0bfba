import type { Moment } from '../../src/kernel/calendar.ts';
import type { Parameters } from './parameters.ts';
import type { Rec } from './state.ts';
import { State } from './state.ts';
import { mustMoment } from './time.ts';
import type { AttributeData, DictionaryData, Fact, RecordTypeData } from './types.ts';

export interface Entry {
  readonly fact: Fact;
  readonly at: Moment;
}

/** All facts, and the state of the world as of any moment, recomputed from them. */
export class World {
  readonly entries: readonly Entry[];
  readonly types: ReadonlyMap<string, RecordTypeData>;
  readonly T: Moment;
  readonly parameters: Parameters;
  private readonly entered = new Map<string, number>();
  private readonly states = new Map<Moment, State>();

  constructor(
    dictionary: DictionaryData,
    facts: readonly Fact[],
    parameters: (world: World) => Parameters,
    T: Moment,
  ) {
    this.types = new Map(dictionary.records.map((type) => [type.type, type]));
    this.T = T;
    facts.forEach((fact, line) => {
      const key = `${fact.type}/${fact.record}`;
      if (!this.entered.has(key)) this.entered.set(key, line);
    });
    // A stable sort: facts of one moment stay in the order of the ledger.
    this.entries = facts
      .map((fact) => ({ fact, at: mustMoment(fact.at) }))
      .sort((a, b) => a.at - b.at);
    this.parameters = parameters(this);
  }

  /** Line of the ledger with which the record entered it. */
  enteredAt(record: Rec): number {
    return this.entered.get(`${record.type}/${record.id}`) ?? -1;
  }

  typeOf(type: string): RecordTypeData {
    const found = this.types.get(type);
    if (!found) throw new Error(`no record type '${type}'`);
    return found;
  }

  attribute(type: string, name: string): AttributeData {
    const found = this.typeOf(type).attributes.find((attribute) => attribute.name === name);
    if (!found) throw new Error(`no attribute '${type}.${name}'`);
    return found;
  }

  hasAttribute(type: string, name: string): boolean {
    return this.typeOf(type).attributes.some((attribute) => attribute.name === name);
  }

  at(t: Moment): State {
    const known = this.states.get(t);
    if (known) return known;
    const state = new State(this, t);
    this.states.set(t, state);
    return state;
  }
}
