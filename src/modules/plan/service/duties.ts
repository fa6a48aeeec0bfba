import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { Clause, ParameterEntry } from '../../../law/plans/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Types } from '../../records/index.ts';
import { lockProjection, Refresh } from '../../records/index.ts';
import type { EvaluatedClause, Evaluation } from '../model.ts';
import type { Tally } from '../rules/figures.ts';
import type { EvaluationInput } from '../store/clause-query.ts';
import * as store from '../store/duty-store.ts';
import type { Divisions } from '../store/evaluate.ts';
import { divisionsAsOf, judgedClause, missingParameters } from '../store/evaluate.ts';
import { forFewSubjects } from '../store/settings.ts';
import type { Behind } from '../store/stale.ts';
import { behind, lockSettling } from '../store/stale.ts';
import type { CaughtUp, Renewed } from './caught-up.ts';
import { caughtUpOf, TooMuchChanged } from './caught-up.ts';
import type { Compiled, DutyStoreOptions } from './compiled.ts';
import { changedRenewals, compiled, fingerprintOf, LATEST, typesOf } from './compiled.ts';
import { project } from './project.ts';
import { dueAfter, renewDue } from './renewing.ts';
import { Revisions } from './revisions.ts';
import { Settling } from './settling.ts';
import type { Supposed } from './supposing.ts';
import { supposing } from './supposing.ts';
import { alone, evaluating } from './transactions.ts';
import { warm } from './warming.ts';

/** The duties of every clause at every moment (责任事项库), computed once and kept up to date. */
export class DutyStore {
  #options: DutyStoreOptions;
  readonly #refresh: Refresh;
  #compiled: Compiled;
  readonly #revisions = new Revisions();
  readonly #settling: Settling;
  /** What came in while it was opened; null: all was built. */
  opened: CaughtUp | null = null;

  private constructor(options: DutyStoreOptions, divisions: Divisions) {
    this.#options = options;
    this.#refresh = new Refresh(typesOf(options.dictionary));
    this.#compiled = compiled(options, divisions);
    this.#settling = new Settling({
      db: options.db,
      renewalOf: (no) => this.#numbered(no),
      onRenewed: ({ no, subjects }) => {
        if (subjects) this.#revisions.renewed([no]);
        else this.#revisions.replaced([no]);
      },
    });
  }

  /** The record types that the duties are worked out from. */
  get types(): Types {
    return this.#compiled.input.types;
  }

  /** As they were left, with the facts that came in since; else built. One process at a time. */
  static open(options: DutyStoreOptions): Promise<DutyStore> {
    return alone(options.db, async () => {
      if (await store.isProjected(options.db)) {
        const kept = new DutyStore(options, await divisionsAsOf(options.db, LATEST));
        if (await store.hasDuties(options.db, kept.#fingerprint())) {
          kept.opened = await kept.#tryRenew();
          if (kept.opened === null) await kept.#rebuild();
          return kept;
        }
      }
      options.onBuilding?.();
      await project(options.db, options.dictionary);
      return DutyStore.build(options);
    });
  }

  /** From the projection as it stands; what an earlier build left is replaced. */
  static async build(options: DutyStoreOptions): Promise<DutyStore> {
    const built = new DutyStore(options, await divisionsAsOf(options.db, LATEST));
    await built.#fill();
    return built;
  }

  async #fill(): Promise<void> {
    const { db, clauses, onProgress } = this.#options;
    await transaction(db, async (client) => {
      await store.createDuties(client);
      await store.beginDuties(client, clauses, this.#fingerprint());
    });
    const renewals = [...this.#compiled.renewals.values()];
    let next = 0;
    let done = 0;
    const worker = (): Promise<void> =>
      evaluating(db, {}, async (client) => {
        for (let one = renewals[next++]; one; one = renewals[next++]) {
          await store.fill(client, one);
          onProgress?.(++done, renewals.length);
        }
      });
    await Promise.all([worker(), worker()]);
    await store.indexDuties(db, this.#compiled.input.types, renewals);
    await store.endDuties(db, { filled: true });
    this.#revisions.rebuilt();
  }

  #fingerprint(): string {
    return fingerprintOf(this.#compiled, this.#refresh.statements());
  }

  /** Takes in what the ledger took in since: only what the facts touch is computed anew. */
  async catchUp(): Promise<CaughtUp> {
    const { db } = this.#options;
    return (await this.#tryRenew()) ?? alone(db, () => this.#rebuild());
  }

  /** Null, with nothing changed, when too much did. */
  async #tryRenew(): Promise<CaughtUp | null> {
    try {
      const { db, renewing = db } = this.#options;
      const work = (client: PoolClient): Promise<Renewed> => this.#renew(client);
      const { caughtUp, numbers } = await transaction(renewing, work, { snapshot: true });
      this.#revisions.renewed(numbers);
      return caughtUp;
    } catch (error) {
      if (error instanceof TooMuchChanged) return null;
      throw error;
    }
  }

  /** Of the divisions as they are now: the queries speak of them where parameters differ. */
  async #rebuild(): Promise<CaughtUp> {
    const { db, dictionary, clauses, onBuilding } = this.#options;
    onBuilding?.();
    await project(db, dictionary);
    this.#compiled = compiled(this.#options, await divisionsAsOf(db, LATEST));
    await this.#fill();
    const entities = clauses.map((clause) => clause.subject.selector.entity);
    return { facts: null, clauses: clauses.length, duties: null, entities, marks: null };
  }

  async #renew(client: PoolClient): Promise<Renewed> {
    await lockProjection(client);
    await forFewSubjects(client);
    const refreshed = await this.#refresh.run(client);
    if (refreshed === null) throw new TooMuchChanged();
    const due = await dueAfter(this.#compiled, refreshed);
    const numbers = await renewDue(client, this.#compiled, due);
    return { caughtUp: caughtUpOf(refreshed, due), numbers };
  }

  /** Plans what facts will ask, on the connection that stays, before the first of them comes. */
  warm(stopping: () => boolean = () => false): Promise<void> {
    const { db, renewing = db } = this.#options;
    return warm(renewing, this.#compiled, this.#refresh, stopping);
  }

  /**
   * Renews what waits, of all clauses or of one: whoever reads sees every fact that was taken in
   * before. Gives how many clauses.
   */
  async settle(id?: string): Promise<number> {
    if (id === undefined) return this.#settling.all();
    return (await this.#settling.one(this.numberOf(id))) ? 1 : 0;
  }

  /** What waits to be renewed; null: nothing. */
  behind(): Promise<Behind | null> {
    return behind(this.#options.db);
  }

  /** Figures of every clause as of the end of a day. */
  async figuresAt(asOf: Day): Promise<Evaluation> {
    await this.settle();
    const { countyOf } = await this.#inputOn(asOf);
    return this.judge(asOf, await store.talliesAt(this.#options.db, asOf, countyOf));
  }

  /** Figures of every clause from counts of its duties on a day, by the clause's number. */
  async judge(asOf: Day, tallies: ReadonlyMap<number, readonly Tally[]>): Promise<Evaluation> {
    const input = await this.#inputOn(asOf);
    const judged = this.#options.clauses.map(
      (clause) =>
        missingParameters(clause, input) ??
        judgedClause(clause, input, [], tallies.get(this.numberOf(clause.id)) ?? []),
    );
    return { asOf: formatDay(asOf), clauses: judged };
  }

  /** One clause from such counts, under the divisions as they stood. */
  judgeClause(
    clause: Clause,
    asOf: Day,
    tallies: readonly Tally[],
    divisions: Divisions = this.#compiled.input,
  ): EvaluatedClause {
    const input = { ...this.#compiled.input, ...divisions, asOf };
    return missingParameters(clause, input) ?? judgedClause(clause, input, [], tallies);
  }

  /**
   * Goes over to other values: duties of clauses whose query they change are computed anew, one
   * clause after the other, while people read. Gives how many.
   */
  async takeValues(
    values: readonly ParameterEntry[],
    onProgress?: (done: number, all: number) => void,
  ): Promise<number> {
    const { db } = this.#options;
    return alone(db, async () => {
      const options = { ...this.#options, values };
      const next = compiled(options, await divisionsAsOf(db, LATEST));
      const changed = changedRenewals(this.#compiled, next);
      // Cut short, nothing of what stands is trusted: the next start builds anew.
      await store.endDuties(db, { filled: false });
      this.#options = options;
      this.#compiled = next;
      for (const [done, renewal] of changed.entries()) {
        onProgress?.(done, changed.length);
        await evaluating(db, {}, async (client) => {
          await lockSettling(client);
          await lockProjection(client);
          await store.renewAll(client, renewal);
        });
        this.#revisions.replaced([renewal.no]);
      }
      if (changed.length > 0) await store.indexDuties(db, next.input.types, changed);
      await store.endDuties(db, { filled: true, fingerprint: this.#fingerprint() });
      return changed.length;
    });
  }

  /**
   * What other values would do: the duties of clauses that they change, under numbers that nobody
   * reads, beside those that stand. Nothing of it is kept.
   */
  async supposing<T>(
    values: readonly ParameterEntry[],
    look: (client: PoolClient, clauses: readonly Supposed[]) => Promise<T>,
  ): Promise<T> {
    const { db } = this.#options;
    await this.settle();
    const next = compiled({ ...this.#options, values }, await divisionsAsOf(db, LATEST), -1);
    return supposing(db, changedRenewals(this.#compiled, next), look);
  }

  /** Under which number the clause's duties are kept (duty.clause). */
  numberOf(id: string): number {
    return this.#renewal(id).no;
  }

  /** Grows whenever a clause's duties may have changed; by its number. */
  revisionOf(no: number): number {
    return this.#revisions.of(no);
  }

  /** But for changes told by `plan.published_duty_change`. */
  wholeRevisionOf = (no: number): number => this.#revisions.wholeOf(no);

  /** Divisions as of a day: chains upwards, counties, zones. */
  divisionsAt(asOf: Day): Promise<Divisions> {
    return divisionsAsOf(this.#options.db, asOf);
  }

  /** One clause with its duties as of the end of a day; which facts prove them is asked apart. */
  async clauseAt(id: string, asOf: Day): Promise<EvaluatedClause> {
    const { db, clauses } = this.#options;
    const clause = must(
      clauses.find((c) => c.id === id),
      `a clause '${id}'`,
    );
    await this.settle(id);
    const input = await this.#inputOn(asOf);
    const missing = missingParameters(clause, input);
    if (missing) return missing;
    const duties = await store.dutiesAt(db, this.#renewal(id).no, asOf);
    return judgedClause(clause, input, duties);
  }

  #numbered(no: number): store.Renewal {
    const renewals = [...this.#compiled.renewals.values()];
    return must(
      renewals.find((each) => each.no === no),
      `clause number ${no} is in the store`,
    );
  }

  #renewal(id: string): store.Renewal {
    return must(this.#compiled.renewals.get(id), `clause '${id}' is in the store`);
  }

  async #inputOn(asOf: Day): Promise<EvaluationInput> {
    return { ...this.#compiled.input, asOf, ...(await divisionsAsOf(this.#options.db, asOf)) };
  }
}
