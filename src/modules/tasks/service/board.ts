import type { Day } from '../../../kernel/calendar.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { afterFacts } from '../../identity/index.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import { farthest, isTaskParameter } from '../rules/in-force.ts';
import { lateAnswers } from '../rules/late.ts';
import { messagesOf } from '../rules/messages.ts';
import type { TaskSettings } from '../rules/settings.ts';
import { taskSettings } from '../rules/settings.ts';
import { todosOf } from '../rules/todos.ts';
import { owedDuties } from '../store/owed.ts';
import * as store from '../store/todos.ts';
import { Following } from './following.ts';
import { rulesOn, senderRules } from './rules-on.ts';
import type { StepSource } from './steps.ts';

const LOOK_AT_DAY_MS = 60_000;

/** What a look at the duties changed. */
export interface Refreshed {
  readonly opened: number;
  readonly changed: number;
  readonly closed: number;
}

/** Keeps the to-dos in line with the duties, the day and the answers to letters. */
export class TaskBoard {
  readonly city: LiveCity;
  readonly calendar: WorkingCalendar = loadWorkingCalendar();
  readonly settings: TaskSettings;
  readonly #revisions = new Map<string, number>();
  #day: Day | null = null;
  /** The parameters by which it looked last. */
  #parameters = '';
  #work: Promise<unknown> = Promise.resolve();
  #stop: (() => void) | null = null;
  readonly #following = new Following();
  #entries: LiveCity['parameters'] | null = null;

  constructor(city: LiveCity, settings: TaskSettings = taskSettings) {
    this.city = city;
    this.settings = settings;
  }

  /** Keeps the next steps of a source as well. */
  use(source: StepSource): void {
    this.#following.add(source);
  }

  /** Somebody took a step of this record: its to-do ends with it, and the next one is there. */
  async stepTaken(type: string, id: string, by: string): Promise<void> {
    const { city } = this;
    const now = { day: city.today(), at: city.now(), by };
    await transaction(city.options.owner, (client) => this.#following.one(client, type, id, now));
    city.announce({ topic: 'todo' });
  }

  /** Follows the city until `stop`; the first look is taken at once. */
  start(onFault: (error: unknown) => void): void {
    const look = (): void => void this.refresh().catch(onFault);
    const unfollow = this.city.subscribe(({ topic, id }) => this.#following.changed(topic, id));
    const leave = afterFacts(this.city, look);
    const daily = setInterval(() => {
      if (this.#day !== this.city.today()) look();
    }, LOOK_AT_DAY_MS);
    this.#stop = () => {
      leave();
      unfollow();
      clearInterval(daily);
    };
  }

  async stop(): Promise<void> {
    this.#stop?.();
    await this.#work;
  }

  /** Looks at the clauses whose duties changed since the last look; on a new day at all. */
  refresh(): Promise<Refreshed> {
    const done = this.#work.then(() => this.#refresh());
    this.#work = done.catch(() => undefined);
    return done;
  }

  async #refresh(): Promise<Refreshed> {
    const { city, calendar } = this;
    const day = city.today();
    await city.counted();
    const own = city.parameters.filter(({ name }) => isTaskParameter(name));
    const parameters = JSON.stringify(own);
    if (day !== this.#day || parameters !== this.#parameters) {
      this.#revisions.clear();
      this.#following.everything();
    }
    // Deadlines of steps may hang on any parameter; the list is made anew when one is set.
    if (this.#entries !== city.parameters) this.#following.everything();
    this.#entries = city.parameters;
    const revisions = new Map(
      city.clauses.map(({ id }) => [id, city.duties.revisionOf(city.duties.numberOf(id))]),
    );
    const stale = [...revisions.keys()].filter(
      (id) => this.#revisions.get(id) !== revisions.get(id),
    );
    const soon = farthest(own, calendar, day);
    const rules = rulesOn(own, day);
    const clauses = new Map(city.clauses.map((clause) => [clause.id, clause]));
    const now = city.now();
    const { chains } = await city.duties.divisionsAt(day);
    const changes = await transaction(city.options.owner, async (client) => {
      const owed = stale.length > 0 ? await owedDuties(client, stale, day, soon) : [];
      const kept = await store.keptTodos(client, stale);
      const found = todosOf({ owed, kept, clauses, rules, calendar, day });
      await store.openTodos(client, found.open, day);
      await store.changeTodos(client, found.change);
      await store.closeTodos(client, found.close, day, now);
      await store.sendMessages(client, messagesOf(found.open, clauses, day), now);
      const waiting = await store.waitingLetters(client);
      const late = lateAnswers(waiting, senderRules(own, chains, day), calendar, day);
      const chased = await store.chaseLetters(client, late, day, now);
      const steps = await this.#following.all(client, { day, at: now, by: null });
      return { ...found, chased, steps };
    });
    this.#day = day;
    this.#parameters = parameters;
    for (const [id, revision] of revisions) this.#revisions.set(id, revision);
    const { open, change, close, chased, steps } = changes;
    const result = {
      opened: open.length + chased + steps.opened,
      changed: change.length,
      closed: close.length + steps.closed,
    };
    if (result.opened + result.changed + result.closed > 0) city.announce({ topic: 'todo' });
    return result;
  }
}
