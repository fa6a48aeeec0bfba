import type { Day } from '../../../kernel/calendar.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { afterFacts } from '../../identity/index.ts';
import { closeTodo } from '../../tasks/index.ts';
import { clausesFollowed, markDone } from '../store/follow.ts';
import { todoKey } from './give.ts';

/** Keeps tasks in line with the duties that they are made of: nobody reports them done. */
export class AssignmentFollower {
  readonly #city: LiveCity;
  readonly #revisions = new Map<string, number>();
  #day: Day | null = null;
  #work: Promise<unknown> = Promise.resolve();
  #leave: (() => void) | null = null;

  constructor(city: LiveCity) {
    this.#city = city;
  }

  /** Follows the city until `stop`; the first look is taken at once. */
  start(onFault: (error: unknown) => void): void {
    this.#leave = afterFacts(this.#city, () => void this.refresh().catch(onFault));
  }

  async stop(): Promise<void> {
    this.#leave?.();
    await this.#work;
  }

  /** Looks at open tasks whose clauses' duties changed since. Gives how many addressees are done. */
  refresh(): Promise<number> {
    const done = this.#work.then(() => this.#refresh());
    this.#work = done.catch(() => undefined);
    return done;
  }

  async #refresh(): Promise<number> {
    const city = this.#city;
    const { duties, options } = city;
    const day = city.today();
    if (day !== this.#day) this.#revisions.clear();
    await city.counted();
    const now = new Map(
      (await clausesFollowed(options.owner)).map((id) => [
        id,
        duties.revisionOf(duties.numberOf(id)),
      ]),
    );
    const stale = [...now.keys()].filter((id) => this.#revisions.get(id) !== now.get(id));
    this.#day = day;
    if (stale.length === 0) return 0;
    const finished = await transaction(options.owner, async (client) => {
      const found = await markDone(client, stale, day);
      for (const { assignment, owner } of found) {
        await closeTodo(client, todoKey(assignment, owner), 'platform', day, city.now());
      }
      return found;
    });
    for (const [id, revision] of now) this.#revisions.set(id, revision);
    for (const id of new Set(finished.map(({ assignment }) => assignment))) {
      city.announce({ topic: 'assignment', id });
    }
    if (finished.length > 0) city.announce({ topic: 'todo' });
    return finished.length;
  }
}
