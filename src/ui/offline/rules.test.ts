import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../kernel/endpoint.ts';
import type { Attachment, OutboxRecord, Outcome } from './model.ts';
import { Outbox, type OutboxStore } from './outbox.ts';
import { attached, DAY_MS, isUnsent, outcomeOf, outlived, standing } from './rules.ts';
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
  readonly photos = new Map<string, Attachment>();
  add = async (record: OutboxRecord, photos: readonly Attachment[]): Promise<void> => {
    for (const photo of photos) this.photos.set(photo.id, photo);
    await this.put(record);
  };
  photo = async (id: string): Promise<Attachment | null> => this.photos.get(id) ?? null;
  putPhoto = async (photo: Attachment): Promise<void> => {
    this.photos.set(photo.id, photo);
  };
  drop = async ({ id }: OutboxRecord): Promise<void> => {
    this.#kept.delete(id);
  };
  get all(): readonly OutboxRecord[] {
    return [...this.#kept.values()];
  }
}

const draftOf = (id: string, writtenAt: number) => ({
  ...{ id, writtenAt, kind: 'hazards.report', title: id, shown: [], page: '/m/report' },
  ...{ method: 'POST', path: '/api/hazards', photos: [`P-${id}`] },
  body: { note: id, set: { photos: [attached(`P-${id}`)] } },
});
const draft = (id: string, at = 0) => draftOf(id, at) as Parameters<Outbox['write']>[0];
const photoOf = (id: string, account: string): Attachment => ({
  ...{ id: `P-${id}`, account, draft: null, stored: null, name: 'a.jpg', takenAt: 0 },
  blob: new Blob([id]),
});

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
  /** By content: the same bytes are the same file. */
  readonly files = new Set<string>();
  file({ id }: Attachment): string {
    this.files.add(`sha256:${id}`);
    return `sha256:${id}`;
  }
  take({ id, account, body }: OutboxRecord): void {
    // What it names is there before it.
    const { photos } = body.set as { photos: string[] };
    expect(photos).toEqual([`sha256:P-${id}`]);
    expect(photos.every((photo) => this.files.has(photo))).toBe(true);
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

/** An attachment on its way, in the same weather. */
function carry(server: Server, days: Weather[], signedIn: string) {
  return async (photo: Attachment): Promise<Outcome> => {
    expect(photo.account).toBe(signedIn);
    const now = days.shift() ?? 'noRequest';
    if (now === 'noRequest') return { kind: 'lost', reached: false };
    if (now === 'busy') return { kind: 'lost', reached: true };
    if (now === 'signedOut') return { kind: 'signedOut' };
    if (now === 'refused') return { kind: 'refused', problem: problem('unknown-kind', 422) };
    const answer = server.file(photo);
    if (now === 'killed') throw new Killed();
    return now === 'fine' ? { kind: 'received', answer } : { kind: 'lost', reached: false };
  };
}

class World {
  readonly device = new Device();
  readonly server = new Server();
  readonly written: string[] = [];
  readonly givenUp = new Set<string>();

  outbox(account: string, days: Weather[] = []): Outbox {
    const send = attempt(this.server, days, account);
    const upload = carry(this.server, days, account);
    return new Outbox(account, { store: this.device, send, upload, now: () => 0 });
  }

  async do(one: Step): Promise<void> {
    if (one.do === 'write') {
      const id = `R${this.written.length}`;
      this.written.push(id);
      await this.outbox(one.who).write(draft(id, this.written.length), [photoOf(id, one.who)]);
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
    const outbox = world.outbox('A', ['fine', 'refused', 'fine', 'busy', 'fine', 'fine']);
    for (const id of ['R0', 'R1', 'R2']) {
      await outbox.write(draft(id, Number(id[1])), [photoOf(id, 'A')]);
    }
    world.written.push('R0', 'R1', 'R2');
    expect(await outbox.flush()).toBe(false);
    expect(outbox.records.map(({ id, state }) => [id, state])).toEqual([
      ['R0', 'refused'],
      ['R1', 'waiting'],
      ['R2', 'sent'],
    ]);
    world.check();
  });

  it('a photograph goes once, before its record, however often the record is tried', async () => {
    const world = new World();
    const days: Weather[] = ['noAnswer', 'fine', 'busy', 'fine'];
    const uploads: string[] = [];
    const carried = carry(world.server, days, 'A');
    const outbox = new Outbox('A', {
      ...{ store: world.device, send: attempt(world.server, days, 'A'), now: () => 0 },
      upload: (photo) => {
        uploads.push(photo.id);
        return carried(photo);
      },
    });
    await outbox.write(draft('R0'), [photoOf('R0', 'A')]);
    for (let go = 0; go < 3; go += 1) await outbox.flush();
    // The first answer was lost; after the second nothing is sent again but the record.
    expect(uploads).toEqual(['P-R0', 'P-R0']);
    expect([...world.server.got.keys()]).toEqual(['R0']);
    expect(world.server.files.size).toBe(1);
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
