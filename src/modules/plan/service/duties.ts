import type { Day } from '../../../kernel/calendar.ts';
import { dayOf, formatDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { Clause, ParameterEntry } from '../../../law/plans/model.ts';
import type { DictionaryData } from '../../../law/records/model.ts';
import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Types } from '../../records/index.ts';
import { lockProjection, Refresh } from '../../records/index.ts';
import type { EvaluatedClause, Evaluation } from '../model.ts';
import type { Definitions } from '../rules/parameters.ts';
import type { EvaluationInput } from '../store/clause-query.ts';
import * as store from '../store/duty-store.ts';
import { divisionsAsOf, judgedClause, missingParameters } from '../store/evaluate.ts';
import { forFewSubjects } from '../store/settings.ts';
import { touchedBy } from '../store/touched.ts';
import { project } from './project.ts';
import { evaluating } from './transactions.ts';

/** Divisions as they stand last. */
const LATEST = dayOf(2200, 1, 1);

export interface DutyStoreOptions {
  readonly db: Pool;
  readonly dictionary: DictionaryData;
  readonly clauses: readonly Clause[];
  readonly definitions: Definitions;
  readonly values: readonly ParameterEntry[];
  readonly onProgress?: (done: number, all: number) => void;
}

/** What a refresh found and renewed; null: everything was built anew. */
export interface CaughtUp {
  readonly facts: number | null;
  readonly clauses: number;
  readonly duties: number | null;
}

class TooMuchChanged extends Error {}

const typesOf = ({ records }: DictionaryData): Types => new Map(records.map((d) => [d.type, d]));

/** The duties of every clause at every moment (责任事项库), computed once and kept up to date. */
export class DutyStore {
  readonly #options: DutyStoreOptions;
  readonly #numbers: ReadonlyMap<string, number>;

  readonly #refresh: Refresh;
  #compiled: readonly store.Renewal[] | null = null;

  private constructor(options: DutyStoreOptions, numbers: ReadonlyMap<string, number>) {
    this.#options = options;
    this.#numbers = numbers;
    this.#refresh = new Refresh(typesOf(options.dictionary));
  }

  /** From the projection as it stands; what an earlier build left is replaced. */
  static async build(options: DutyStoreOptions): Promise<DutyStore> {
    const { db, clauses } = options;
    const numbers = await transaction(db, async (client) => {
      await store.createDuties(client);
      return store.numberClauses(client, clauses);
    });
    const built = new DutyStore(options, numbers);
    await built.#fill();
    return built;
  }

  async #fill(): Promise<void> {
    const { db, clauses, onProgress } = this.#options;
    const input = await this.#input(LATEST);
    let next = 0;
    let done = 0;
    const worker = (): Promise<void> =>
      evaluating(db, {}, async (client) => {
        for (let clause = clauses[next++]; clause; clause = clauses[next++]) {
          await store.fillClause(client, this.#number(clause.id), clause, input);
          onProgress?.(++done, clauses.length);
        }
      });
    await Promise.all([worker(), worker()]);
    await store.indexDuties(db, input.types, await this.#renewals());
  }

  /** Takes in what the ledger took in since: only what the facts touch is computed anew. */
  async catchUp(): Promise<CaughtUp> {
    const { db, dictionary } = this.#options;
    try {
      return await transaction(db, (client) => this.#renew(client), { snapshot: true });
    } catch (error) {
      if (!(error instanceof TooMuchChanged)) throw error;
    }
    await project(db, dictionary);
    await store.emptyAll(db);
    await this.#fill();
    return { facts: null, clauses: this.#options.clauses.length, duties: null };
  }

  async #renew(client: PoolClient): Promise<CaughtUp> {
    await lockProjection(client);
    await forFewSubjects(client);
    const refreshed = await this.#refresh.run(client);
    if (refreshed === null) throw new TooMuchChanged();
    let [clauses, duties] = [0, 0];
    for (const renewal of await this.#renewals()) {
      const touched = await touchedBy(renewal, refreshed);
      if (touched?.size === 0) continue;
      clauses += 1;
      duties += touched?.size ?? 0;
      if (touched) await store.renew(client, renewal, [...touched]);
      else await store.renewAll(client, renewal);
    }
    return { facts: refreshed.facts, clauses, duties };
  }

  /** What each clause needs to be renewed; compiled when it is first asked for. */
  async #renewals(): Promise<readonly store.Renewal[]> {
    if (this.#compiled === null) {
      const input = await this.#input(LATEST);
      this.#compiled = this.#options.clauses.map((clause) =>
        store.renewalOf(this.#number(clause.id), clause, input),
      );
    }
    return this.#compiled;
  }

  /** Figures of every clause as of the end of a day. */
  async figuresAt(asOf: Day): Promise<Evaluation> {
    const { db, clauses } = this.#options;
    const input = await this.#input(asOf);
    const tallies = await store.talliesAt(db, asOf, input.countyOf);
    const judged = clauses.map(
      (clause) =>
        missingParameters(clause, input) ??
        judgedClause(clause, input, [], tallies.get(this.#number(clause.id)) ?? []),
    );
    return { asOf: formatDay(asOf), clauses: judged };
  }

  /** One clause with its duties as of the end of a day; which facts prove them is asked apart. */
  async clauseAt(id: string, asOf: Day): Promise<EvaluatedClause> {
    const { db, clauses } = this.#options;
    const clause = must(
      clauses.find((c) => c.id === id),
      `a clause '${id}'`,
    );
    const input = await this.#input(asOf);
    const missing = missingParameters(clause, input);
    if (missing) return missing;
    const duties = await store.dutiesAt(db, this.#number(id), asOf);
    return judgedClause(clause, input, duties);
  }

  #number(id: string): number {
    return must(this.#numbers.get(id), `clause '${id}' is in the store`);
  }

  async #input(asOf: Day): Promise<EvaluationInput> {
    const { db, dictionary, definitions, values } = this.#options;
    return {
      types: typesOf(dictionary),
      definitions,
      entries: values,
      asOf,
      duties: false,
      ...(await divisionsAsOf(db, asOf)),
    };
  }
}
