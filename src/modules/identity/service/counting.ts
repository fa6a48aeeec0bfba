import type { DutyStore } from '../../plan/index.ts';

export interface CountingOptions {
  readonly duties: () => Pick<DutyStore, 'settle' | 'behind'>;
  /** How long a reader waits, ms; null: until all is counted. */
  readonly patience: number | null;
  /** Somebody was answered before it was done: now it is. */
  readonly onLate: () => void;
}

/** What is counted anew: how many clauses, since when the first waits (an instant, ISO 8601). */
export type Counting = Awaited<ReturnType<DutyStore['behind']>>;

/** After a round that took longer than readers wait, the next begins as many times its length later. */
const REST = 1;

/**
 * Duties of whole divisions (`DutyStore.settle`) are counted beside the facts that stream in. A
 * reader waits for them a moment; where that is not enough he sees them as they were counted last,
 * is told so, and again once they are there. Rounds that take long leave room for other work.
 */
export class DutyCounting {
  readonly #options: CountingOptions;
  #notBefore = 0;
  #timer: NodeJS.Timeout | null = null;
  /** Somebody saw all clauses as they were counted last. */
  #late = false;

  constructor(options: CountingOptions) {
    this.#options = options;
  }

  /** Of one clause, or of all. */
  async wait(clause?: string): Promise<void> {
    const { patience, duties, onLate } = this.#options;
    if (patience === null) {
      await duties().settle(clause);
    } else if (clause !== undefined) {
      await patiently(duties().settle(clause), patience, onLate);
    } else if (performance.now() < this.#notBefore) {
      if (await duties().behind()) this.#later(patience);
    } else {
      const round = this.#round(patience);
      if (!(await patiently(round, patience, () => this.#tell()))) this.#late = true;
    }
  }

  /** Null: everything is counted, or will be in a moment. */
  async behind(): Promise<Counting> {
    const { patience, duties } = this.#options;
    const behind = await duties().behind();
    const waited = behind ? Date.now() - Date.parse(behind.since) : 0;
    return waited > (patience ?? Number.POSITIVE_INFINITY) ? behind : null;
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Many may have been answered before one round was done. */
  #tell(): void {
    if (!this.#late) return;
    this.#late = false;
    this.#options.onLate();
  }

  /** A round once there is room for one. */
  #later(patience: number): void {
    this.#late = true;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#round(patience).then(
        () => this.#tell(),
        () => undefined,
      );
    }, this.#notBefore - performance.now());
  }

  #round(patience: number): Promise<unknown> {
    const begun = performance.now();
    const ended = () => {
      const took = performance.now() - begun;
      this.#notBefore = took > patience ? performance.now() + REST * took : 0;
    };
    return this.#options.duties().settle().finally(ended);
  }
}

/** Goes on after `patience`, ms, with false: `onLate` is told when the work is done after all. */
async function patiently(
  work: Promise<unknown>,
  patience: number,
  onLate: () => void,
): Promise<boolean> {
  let late = false;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      late = true;
      resolve();
    }, patience);
  });
  const done = work.then(() => {
    if (late) onLate();
  });
  try {
    await Promise.race([done, over]);
  } finally {
    clearTimeout(timer);
  }
  // What failed waits still: the next reader asks for it again, and is told why not.
  if (late) done.catch(() => undefined);
  return !late;
}
