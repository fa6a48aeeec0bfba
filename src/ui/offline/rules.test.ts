import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../kernel/endpoint.ts';
import type { OutboxRecord, Outcome } from './model.ts';
import { Outbox, type OutboxStore } from './outbox.ts';
import { DAY_MS, isUnsent, outcomeOf, outlived, standing } from './rules.ts';
import { isNearlyFull } from './space.ts';

const problem = (code: string, status: number): Problem => ({
  ...{ code, status },
  title: { zh: '不行', en: 'no' },
});

describe('what an answer means', () => {
  const cases: readonly (readonly [string, number, boolean, Problem | null, Outcome['kind']])[] = [
    ['received', 200, false, null, 'received'],
    ['refused at a field', 400, false, problem('bad-request', 400), 'refused'],
    ['not allowed', 403, false, problem('forbidden', 403), 'refused'],
    ['changed meanwhile', 409, false, problem('conflict', 409), 'refused'],
    ['still at work on the first attempt', 409, true, problem('conflict', 409), 'lost'],
    ['signed out', 401, false, problem('signed-out', 401), 'signedOut'],
    ['locked', 423, false, problem('session-locked', 423), 'signedOut'],
    ['a code is due', 403, false, problem('code-due', 403), 'signedOut'],
    ['not ready', 503, false, problem('not-ready', 503), 'lost'],
    ['an error of the server', 500, false, problem('internal', 500), 'lost'],
    ['too many', 429, true, problem('too-many', 429), 'lost'],
    ['the sign-in page of a network', 302, false, null, 'lost'],
    ['a proxy that knows us not', 403, false, null, 'lost'],
  ];
  it.each(cases)('%s', (_, status, later, refused, kind) =>
    expect(outcomeOf(status, later, {}, refused).kind).toBe(kind),
  );
});

/** A device: what is written to it outlives its tabs. */
class Device implements OutboxStore {
  readonly #kept = new Map<string, OutboxRecord>();
  list = async (account: string): Promise<readonly OutboxRecord[]> =>
    [...this.#kept.values()].filter((one) => one.account === account);
  put = async (record: OutboxRecord): Promise<void> => {
    this.#kept.set(record.id, record);
  };
  add = this.put;
  drop = async ({ id }: OutboxRecord): Promise<void> => {
    this.#kept.delete(id);
  };
  get all(): readonly OutboxRecord[] {
    return [...this.#kept.values()];
  }
}

const draftOf = (id: string, writtenAt: number) => ({
  ...{ id, writtenAt, kind: 'hazards.report', title: id, shown: [], page: '/m/report' },
  ...{ method: 'POST', path: '/api/hazards', body: { note: id }, photos: [] },
});
const draft = (id: string, at = 0) => draftOf(id, at) as Parameters<Outbox['write']>[0];

type Weather = 'fine' | 'noRequest' | 'noAnswer' | 'busy' | 'refused' | 'signedOut' | 'killed';
type Step =
  | { readonly do: 'write'; readonly who: 'A' | 'B' }
  | { readonly do: 'flush'; readonly who: 'A' | 'B'; readonly weather: readonly Weather[] }
  | { readonly do: 'mend' | 'again' | 'giveUp'; readonly which: number };

/** The tab dies in the middle of an attempt: nothing after it runs. */
class Killed extends Error {}

const weather = fc.constantFrom<Weather>(
  ...(['fine', 'noRequest', 'noAnswer', 'busy', 'refused', 'signedOut', 'killed'] as const),
);
const who = fc.constantFrom('A' as const, 'B' as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('write' as const), who }),
  fc.record({
    ...{ do: fc.constant('flush' as const), who },
    weather: fc.array(weather, { minLength: 1, maxLength: 5 }),
  }),
  fc.record({ do: fc.constantFrom('mend', 'again', 'giveUp'), which: fc.nat(9) }),
);

/** A server that keeps its promise: one key, one record, the first answer again. */
class Server {
  readonly got = new Map<string, string>();
  writes = 0;
  take({ id, account }: OutboxRecord): void {
    if (this.got.has(id)) return;
    this.got.set(id, account);
    this.writes += 1;
  }
}

/** One attempt in this weather, by an account that is signed in. */
function attempt(server: Server, days: Weather[], signedIn: string) {
  return async (record: OutboxRecord): Promise<Outcome> => {
    expect(record.account).toBe(signedIn);
    const now = days.shift() ?? 'noRequest';
    switch (now) {
      case 'noRequest':
        return { kind: 'lost', reached: false };
      case 'busy':
        return { kind: 'lost', reached: true };
      case 'signedOut':
        return { kind: 'signedOut' };
      case 'refused':
        // What it has it does not refuse: the first answer comes again.
        if (server.got.has(record.id)) return { kind: 'received', answer: null };
        return { kind: 'refused', problem: problem('bad-request', 400) };
      default:
        server.take(record);
        if (now === 'killed') throw new Killed();
        return now === 'fine'
          ? { kind: 'received', answer: null }
          : { kind: 'lost', reached: false };
    }
  };
}

class World {
  readonly device = new Device();
  readonly server = new Server();
  readonly written: string[] = [];
  readonly givenUp = new Set<string>();

  outbox(account: string, days: Weather[] = []): Outbox {
    const send = attempt(this.server, days, account);
    return new Outbox(account, { store: this.device, send, now: () => 0 });
  }

  async do(one: Step): Promise<void> {
    if (one.do === 'write') {
      const id = `R${this.written.length}`;
      this.written.push(id);
      await this.outbox(one.who).write(draft(id, this.written.length));
    } else if (one.do === 'flush') {
      await this.outbox(one.who, [...one.weather])
        .flush()
        .catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
    } else {
      await this.#change(one.do, `R${one.which}`);
    }
  }

  async #change(act: 'mend' | 'again' | 'giveUp', id: string): Promise<void> {
    const record = this.device.all.find((each) => each.id === id);
    if (!record) return;
    const outbox = this.outbox(record.account);
    if (act === 'mend') await outbox.mend(id, { ...record, title: 'mended' });
    else await outbox[act](id);
    if (act === 'giveUp' && record.state === 'refused') this.givenUp.add(id);
  }

  /** Each record is on the server, or waits where its writer sees it, or he gave it up. */
  check(): void {
    for (const id of this.written) {
      const kept = this.device.all.find((each) => each.id === id);
      const there = this.server.got.has(id);
      if (this.givenUp.has(id)) expect([id, kept, there]).toEqual([id, undefined, false]);
      else if (!there) expect([id, kept && isUnsent(kept)]).toEqual([id, true]);
      else expect([id, kept !== undefined]).toEqual([id, true]);
      if (kept?.state === 'sent') expect([id, there]).toEqual([id, true]);
    }
    expect(this.server.writes).toBe(this.server.got.size);
  }
}

describe('the outbox', () => {
  it('any sequence of loss, kill, refusal and retry: exactly once, or visibly waiting', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const world = new World();
        for (const one of steps) {
          await world.do(one);
          world.check();
        }
        // Fine weather at last: what nobody refused is there, once, in its writer's name.
        for (const account of ['A', 'B']) {
          await world.outbox(account, Array<Weather>(99).fill('fine')).flush();
        }
        world.check();
        const waiting = world.device.all.filter(isUnsent);
        expect(waiting.every(({ state }) => state === 'refused')).toBe(true);
        for (const [id, account] of world.server.got) {
          expect(world.device.all.find((each) => each.id === id)?.account).toBe(account);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('what one refuses does not hold up the next; what is written meanwhile goes along', async () => {
    const world = new World();
    const outbox = world.outbox('A', ['refused', 'busy', 'fine', 'fine']);
    for (const id of ['R0', 'R1', 'R2']) await outbox.write(draft(id, Number(id[1])));
    world.written.push('R0', 'R1', 'R2');
    expect(await outbox.flush()).toBe(false);
    expect(outbox.records.map(({ id, state }) => [id, state])).toEqual([
      ['R0', 'refused'],
      ['R1', 'waiting'],
      ['R2', 'sent'],
    ]);
    world.check();
  });

  it('counts what is not received, and warns after a day', () => {
    const one = (state: OutboxRecord['state'], writtenAt: number): OutboxRecord => ({
      ...draft(state, writtenAt),
      ...{ account: 'A', state, tries: 0, refusal: null, answer: null, sentAt: 0 },
    });
    const records = [one('waiting', 0), one('refused', 5), one('sent', 0)];
    expect(standing(records, DAY_MS - 1)).toEqual({ unsent: 2, refused: 1, overdue: false });
    expect(standing(records, DAY_MS)).toEqual({ unsent: 2, refused: 1, overdue: true });
    expect(outlived(records, 8 * DAY_MS)).toEqual([records[2]]);
  });
});

it.each([
  [{ quota: 10_000_000_000, usage: 1_000_000 }, false],
  [{ quota: 10_000_000_000, usage: 9_500_000_000 }, true],
  [{ quota: 100_000_000, usage: 60_000_000 }, true],
  [{}, false],
])('%o is nearly full: %s', (estimate, full) => expect(isNearlyFull(estimate)).toBe(full));
