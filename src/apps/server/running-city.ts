import type { Moment } from '../../kernel/calendar.ts';
import { dayAt, formatDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import { FIRST_DAY } from '../../law/plans/first-day.ts';
import type { CityOptions, Status } from '../../modules/identity/index.ts';
import { LiveCity } from '../../modules/identity/index.ts';
import { countFacts } from '../../modules/ledger/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { message } from '../cli/usage.ts';
import { cityOptions, DEMO_SCALE, demoHeld, demoOptions, loadDemo } from './demo-city.ts';

/** Facts that a command takes in meanwhile are seen after so long. */
const LOOK_EVERY_MS = 2000;

/** Readers wait so long for counts of whole divisions before they see the last ones. */
const PATIENCE_MS = 1500;

/** Thrown out of a build that nobody waits for any more. */
class Stopped extends Error {}

/** The city of a running server: loaded, built, kept up to date. */
export class RunningCity {
  readonly #db: Database;
  #phase: Status['phase'] = 'loading';
  #done = 0;
  #all = 0;
  #demo = false;
  #stopping = false;
  #city: LiveCity | null = null;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #warming: Promise<void> = Promise.resolve();

  constructor(db: Database) {
    this.#db = db;
  }

  get ready(): boolean {
    return this.#phase === 'ready' && !this.#city?.building;
  }

  /** The city is the made-up one. */
  get demo(): boolean {
    return this.#demo;
  }

  /** Only while `ready`: every endpoint but the open ones waits for it. */
  get city(): LiveCity {
    return must(this.#city, 'the city is open');
  }

  async open(options: { readonly demo: boolean }): Promise<void> {
    if (options.demo) {
      await loadDemo(this.#db, { scale: DEMO_SCALE, stopping: () => this.#stopping });
    }
    this.#demo = (await demoHeld(this.#db)) !== 'none';
    if (this.#stopping) return;
    this.#phase = 'building';
    try {
      this.#city = await LiveCity.open(this.#options());
      this.#phase = 'ready';
      this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
      this.#warm();
    } catch (error) {
      if (error instanceof Stopped) return;
      this.#phase = 'failed';
      throw error;
    }
  }

  async status(): Promise<Status> {
    const today = this.#city?.today() ?? dayAt(Date.now() as Moment);
    return {
      ready: this.ready,
      phase: this.#city?.building ? 'building' : this.#phase,
      done: this.#done,
      all: this.#all,
      facts: await countFacts(this.#db.app),
      demo: this.#demo,
      today: formatDay(today),
      firstDay: formatDay(FIRST_DAY),
      counting: this.ready ? ((await this.#city?.behind()) ?? null) : null,
    };
  }

  /** Ends what is running between two clauses. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#timer) clearInterval(this.#timer);
    this.#city?.stop();
    await Promise.all([this.#looking, this.#warming]);
    await this.#city?.settled();
  }

  #options(): CityOptions {
    return {
      ...(this.#demo ? demoOptions(this.#db) : cityOptions(this.#db)),
      patience: PATIENCE_MS,
      onProgress: (done: number, all: number) => {
        if (this.#stopping) throw new Stopped('stopped');
        this.#done = done;
        this.#all = all;
      },
    };
  }

  /** What the first facts ask is planned meanwhile; those that come take their turn. */
  #warm(): void {
    const warming = this.city.duties.warm(() => this.#stopping);
    this.#warming = warming.catch((error: unknown) => {
      message(`预热失败 (warming up failed): ${(error as Error).message}`);
    });
  }

  #look(): void {
    this.#looking = this.#looking
      .then(() => this.#city?.catchUp())
      .catch((error: unknown) => {
        // Cut short: the next start takes in what is missing.
        if (error instanceof Stopped) return;
        message(`更新失败 (catching up failed): ${(error as Error).message}`);
      });
  }
}
