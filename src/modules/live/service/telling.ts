import type { Signal } from '../model.ts';

/** Hands on what was said, in the order in which it was, together with what came meanwhile. */
export class Telling {
  readonly #take: (signals: readonly Signal[]) => Promise<void>;
  readonly #onFault: (error: unknown, where: string) => void;
  #signals: Signal[] = [];
  /** Signals that were said so far, and those of them of which alarms were made. */
  #said = 0;
  #told = 0;
  #handing: Promise<void> | null = null;
  #failed: unknown = null;

  constructor(
    take: (signals: readonly Signal[]) => Promise<void>,
    onFault: (error: unknown, where: string) => void,
  ) {
    this.#take = take;
    this.#onFault = onFault;
  }

  say(signal: Signal): void {
    this.#signals.push(signal);
    this.#said += 1;
  }

  hand(): void {
    if (this.#handing || this.#signals.length === 0) return;
    const signals = this.#signals.splice(0);
    this.#handing = this.#take(signals)
      .then(
        () => {
          this.#failed = null;
          this.#told += signals.length;
        },
        (error: unknown) => {
          // Said again by the next sweep: episodes keep them apart.
          this.#signals.unshift(...signals);
          this.#failed = error;
          this.#onFault(error, 'live: signals');
        },
      )
      .then(() => {
        this.#handing = null;
        if (!this.#failed) this.hand();
      });
  }

  /** Resolves when what was said until now has become alarms; later signals may wait still. */
  async told(): Promise<void> {
    for (const said = this.#said; this.#told < said; ) {
      this.hand();
      await this.#handing;
      if (this.#failed) throw this.#failed;
    }
  }
}
