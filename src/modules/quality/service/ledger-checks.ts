import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { verifyLedger } from '../../ledger/index.ts';
import type { Verified } from '../model.ts';
import type { VerificationRow } from '../store/verifications.ts';
import * as store from '../store/verifications.ts';

interface Running {
  readonly id: string;
  checked: number;
}

const known = new WeakMap<LiveCity, LedgerChecks>();

/** Verifications of the ledger: one at a time, in the background, kept with what came out. */
export class LedgerChecks {
  readonly #city: LiveCity;
  readonly #onFault: (error: unknown, where: string) => void;
  #running: Running | null = null;
  #work: Promise<void> = Promise.resolve();
  #cleared: Promise<void> | null = null;

  private constructor(city: LiveCity, onFault: (error: unknown, where: string) => void) {
    this.#city = city;
    this.#onFault = onFault;
  }

  static of(city: LiveCity, onFault: (error: unknown, where: string) => void): LedgerChecks {
    const kept = known.get(city) ?? new LedgerChecks(city, onFault);
    known.set(city, kept);
    return kept;
  }

  /** When what is under way has ended. */
  settled(): Promise<void> {
    return this.#work;
  }

  #now(): Date {
    return new Date(this.#city.options.clock());
  }

  async #clear(): Promise<void> {
    this.#cleared ??= transaction(this.#city.options.owner, (client) =>
      store.endAbandoned(client, this.#now()),
    );
    await this.#cleared;
  }

  async runs(): Promise<Verified[]> {
    await this.#clear();
    const { owner } = this.#city.options;
    const rows = await transaction(owner, store.verifications, { readOnly: true });
    return rows.map((row) => this.#shown(row));
  }

  #shown({ id, state, startedAt, by, checked, finishedAt, problem }: VerificationRow): Verified {
    const running = this.#running;
    return {
      ...{ id, state, by },
      startedAt: startedAt.toISOString(),
      checked: running?.id === id ? running.checked : checked,
      finishedAt: finishedAt?.toISOString() ?? null,
      problem: problem && { section: problem.section, pos: problem.pos, kind: problem.kind },
    };
  }

  async start(caller: Pick<Caller, 'user' | 'name'>): Promise<Result<{ id: string }, Refusal>> {
    await this.#clear();
    if (this.#running) return refuse({ code: 'already-running' });
    const running: Running = { id: '', checked: 0 };
    this.#running = running;
    try {
      const id = await transaction(this.#city.options.owner, (client) =>
        store.beginVerification(client, caller, this.#now()),
      );
      const named = { id, checked: 0 };
      this.#running = named;
      this.#work = this.#verify(named);
      return ok({ id });
    } catch (error) {
      this.#running = null;
      throw error;
    }
  }

  async #verify(running: Running): Promise<void> {
    const { app, owner } = this.#city.options;
    const end = await this.#outcome(app, running).catch((error: unknown) => {
      this.#onFault(error, 'quality.verify');
      return { state: 'failed' as const, checked: running.checked, problem: null };
    });
    await transaction(owner, (client) =>
      store.endVerification(client, running.id, end, this.#now()),
    ).catch((error: unknown) => this.#onFault(error, 'quality.verify'));
    this.#running = null;
    this.#city.announce({ topic: 'verification', id: running.id });
  }

  async #outcome(db: LiveCity['options']['app'], running: Running) {
    const onProgress = (checked: number): void => {
      running.checked = checked;
    };
    const { ok: sound, checked, firstProblem } = await verifyLedger({ db, onProgress });
    const state = sound ? ('sound' as const) : ('broken' as const);
    return { state, checked, problem: firstProblem ?? null };
  }
}
