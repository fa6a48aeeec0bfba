import { expect, test } from 'vitest';
import { KEY, type LiveWorld, liveWorld } from '../../../tests/support/live.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { type Live, takeCall } from './index.ts';

const SECOND = 1000;
/** Tags that lie on pages of their own. */
const [A, B] = ['GI-103', 'GI-203'];

/** The plant with a detector whose tag lies on the second page of the state. */
async function twoPages() {
  const world = await liveWorld();
  const live = await world.open();
  const { owner } = world.db;
  await owner.query('alter table live.tag_number alter column no restart with 1030');
  const tag = { name: B, code: B, gateway: 'G1', facility: 'TK1', unit: '%LEL', high: 25 };
  const set = { ...tag, quantity: 'gasCombustible', intervalSeconds: 10 };
  await world.state([{ type: 'tag', record: `G1-${B}`, set }]);
  await live.reloaded();
  return { world, live, begun: world.now };
}

async function send(world: LiveWorld, live: Live, second: number, rows: unknown[]) {
  world.now = (world.now + SECOND * second) as Moment;
  const authorization = `Basic ${Buffer.from(`G1:${KEY}`).toString('base64')}`;
  await takeCall(live, authorization, Buffer.from(JSON.stringify({ t: world.now, rows })));
  await live.handed();
}

const told = (world: LiveWorld, begun: number): string[] =>
  world.said
    .splice(0)
    .map(({ source, state, since }) => `${source} ${state} ${(since - begun) / SECOND}`);

async function kept({ db }: LiveWorld) {
  const { rows } = await db.owner.query(
    `select judged::int, counted::int,
      (select array_agg(page || ':' || seq order by page) from live.state_page) as pages
    from live.progress`,
  );
  return rows[0];
}

async function counted({ db }: LiveWorld): Promise<string[]> {
  const { rows } = await db.owner.query<{ outcome: string; rows: number }>(
    'select outcome, sum(rows)::int as rows from live.outcome_count group by 1 order by 1',
  );
  return rows.map(({ outcome, rows: count }) => `${outcome} ${count}`);
}

test('pages kept at different rows: a start says the same again, judges and counts each row once', async () => {
  const { world, live: first, begun } = await twoPages();
  await send(world, first, 0, [
    [A, 0, 30],
    [B, 0, 30],
  ]);
  await first.keepSome();
  await send(world, first, 1, [
    [A, 0, 1],
    [B, -9000, 1],
    ['X-9', 0, 1],
  ]);
  // One page of the two is due: it stands as after the second row, the other was never kept.
  await first.keepSome();
  expect(await kept(world)).toEqual({ judged: 0, counted: 2, pages: ['0:2'] });
  await send(world, first, 1, [
    [A, 0, 31],
    [A, -9000, 31],
    [B, 0, 1],
  ]);
  const episodes = ['raised 0', 'raised 0', 'cleared 0', 'raised 2', 'cleared 0'];
  const tags = [A, B, A, A, B];
  const all = episodes.map((episode, at) => `tag/G1-${tags[at]} ${episode}`);
  expect(told(world, begun)).toEqual(all);
  // As after a kill.
  await first.intake.close();
  const second = await world.open();
  expect(told(world, begun)).toEqual([all[1], ...all.slice(3)]);
  for (const page of [0, 1]) {
    expect(second.monitor.takePage(page)).toEqual(first.monitor.takePage(page));
  }
  second.monitor.notKept([0, 1]);
  await second.keep();
  expect(await counted(world)).toEqual(['accepted 7', 'outOfOrder 2', 'unknownTag 1']);
});

test('a round that ended is not replayed, not for a page that did not change either', async () => {
  const { world, live: first, begun } = await twoPages();
  await send(world, first, 0, [[B, 0, 30]]);
  await send(world, first, 1, [[A, 0, 1]]);
  await first.keepSome();
  await send(world, first, 20, [[A, 0, 2]]);
  await first.keepSome();
  expect(await kept(world)).toEqual({ judged: 2, counted: 3, pages: ['0:3', '1:3'] });
  await first.keepSome();
  await send(world, first, 20, [[A, 0, 3]]);
  await first.keepSome();
  expect(await kept(world)).toEqual({ judged: 3, counted: 4, pages: ['0:3', '1:3'] });
  await send(world, first, 1, [[A, 0, 30]]);
  await first.intake.close();
  const said = told(world, begun);
  expect(said).toEqual([`tag/G1-${B} raised 0`, `tag/G1-${A} raised 42`]);
  const second = await world.open();
  expect(told(world, begun)).toEqual(said.slice(1));
  await second.keep();
  expect(await counted(world)).toEqual(['accepted 5']);
});
