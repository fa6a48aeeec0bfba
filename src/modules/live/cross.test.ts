import { expect, test } from 'vitest';
import { type LiveWorld, liveWorld } from '../../../tests/support/live.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { type Live, placeNow } from './index.ts';

const MINUTE = 60_000;

const tag = (code: string, gateway: string, set: object): object => ({
  type: 'tag',
  record: `${gateway}-${code}`,
  set: { name: code, code, gateway, facility: 'WS1', intervalSeconds: 10, ...set },
});
const workshop = [
  {
    type: 'facility',
    record: 'WS1',
    set: { name: '车间', enterprise: 'E1', kind: 'workplace', highRiskWorkplace: true },
  },
  { type: 'gateway', record: 'G2', set: { name: '用电网关', enterprise: 'E1' } },
  tag('PW', 'G2', { quantity: 'power', unit: 'kW', rangeHigh: 500, circuit: 'production' }),
  tag('HC1', 'G2', { quantity: 'headcount', unit: '人' }),
  tag('HC2', 'G1', { quantity: 'headcount', unit: '人' }),
  tag('HW', 'G2', { quantity: 'hotWork' }),
];

type Rows = readonly unknown[] | (() => readonly unknown[]);

/** Sends what stands for so many minutes, every `step` of them, judging as the clock does. */
async function pass(
  world: LiveWorld,
  live: Live,
  minutes: number,
  rows: { readonly G1?: Rows; readonly G2?: Rows },
  step = 1,
) {
  for (let minute = 0; minute < minutes; minute += step) {
    world.now = (world.now + step * MINUTE) as Moment;
    for (const [id, some] of Object.entries<Rows>(rows)) {
      const gateway = live.config.gatewayOf(id);
      if (!gateway) throw new Error(id);
      const sent = typeof some === 'function' ? some() : some;
      await live.intake.offer(gateway, Buffer.from(JSON.stringify({ t: world.now, rows: sent })));
    }
    live.sweep();
    await live.judgeTogether();
    await live.handed();
  }
  const said = world.said.splice(0).filter(({ rule }) => !rule.endsWith('ost'));
  return said.map(({ source, rule, state, since, at }) => {
    return `${source} ${rule} ${state} after ${(at - since) / MINUTE}`;
  });
}

async function worldWithWorkshop() {
  const world = await liveWorld();
  await world.state(workshop);
  return { world, live: await world.open() };
}

const G1 = ['LI-101', 'TI-102', 'GI-103', 'PI-104'].map((code) => [code, 0, 1]);
let sent = 0;
/** The same tags, no value twice. */
const moving = (): readonly unknown[] => {
  sent += 1;
  return G1.map(([code, ms]) => [code, ms, 1 + sent / 1000]);
};
const power = (kW: number, people = 0, fire = 0) => [
  ['PW', 0, kW],
  ['HC1', 0, people],
  ['HW', 0, fire],
];

test('a stopped enterprise that runs is told after half an hour, once over a start', async () => {
  const { world, live } = await worldWithWorkshop();
  await world.state([
    { type: 'enterprise', record: 'E1', set: { productionState: 'declared-stopped' } },
  ]);
  expect(await pass(world, live, 20, { G1: moving, G2: power(300) }, 4)).toEqual([]);
  // As after a kill: what stood half a minute ago at most is known.
  await live.keep();
  await live.intake.close();
  const next = await world.open();
  const raised = 'enterprise/E1 covertProduction raised after 30';
  expect(await pass(world, next, 16, { G1: moving, G2: power(300) }, 2)).toEqual([raised]);
  expect(await pass(world, next, 6, { G1: moving, G2: power(300) }, 3)).toEqual([]);
  // Below a fifth of the range, but within the dead-band.
  expect(await pass(world, next, 15, { G1: moving, G2: power(80) }, 3)).toEqual([]);
  const cleared = await pass(world, next, 15, { G1: moving, G2: power(20) }, 2);
  expect(cleared).toEqual([expect.stringMatching(/covertProduction cleared/)]);
});

test('silent monitoring of an enterprise that runs is told, its power being heard of', async () => {
  const { world, live } = await worldWithWorkshop();
  expect(await pass(world, live, 2, { G1, G2: [['PW', 0, 300]] })).toEqual([]);
  // The other gateway's tags fall silent; those of G2 that do not speak count as lost after 30 min.
  const said = await pass(world, live, 60, { G2: [['PW', 0, 300]] }, 3);
  expect(said).toEqual(['enterprise/E1 falseOffline raised after 15']);
  const [back] = await pass(world, live, 7, { G1, G2: [['PW', 0, 300]] });
  expect(back).toMatch(/falseOffline cleared/);
});

test('people over the limit: an alarm on the minimum, a patrol on the maximum', async () => {
  const { world, live } = await worldWithWorkshop();
  const inside = (a: number, b: number) => ({ G1: [...G1, ['HC2', 0, b]], G2: power(0, a) });
  expect(await pass(world, live, 5, inside(5, 4))).toEqual([]);
  expect(await pass(world, live, 2, inside(5, 5))).toEqual([
    'facility/WS1 occupancy raised after 1',
  ]);
  expect(await pass(world, live, 2, inside(5, 4))).toEqual([
    'facility/WS1 occupancy cleared after 3',
  ]);
  await pass(world, live, 1, inside(7, 9));
  await pass(world, live, 3, inside(3, 6));
  // The second count drops out: three for certain, nine at most; then six and twelve.
  expect(await pass(world, live, 15, { G2: power(0, 3) }, 3)).toEqual([]);
  const said = await pass(world, live, 15, { G2: power(0, 6) }, 2.5);
  expect(said).toEqual(['facility/WS1 occupancyPossible raised after 5']);
});

test('a high-risk place that enters a limit of twenty is over it at ten; below ten its own counts', async () => {
  const { world, live } = await worldWithWorkshop();
  const limited = async (headcountLimit: number) => {
    await world.state([{ type: 'facility', record: 'WS1', set: { headcountLimit } }]);
    await live.judgeTogether();
  };
  await limited(20);
  const inside = (people: number) => ({ G1, G2: power(0, people) });
  expect(await pass(world, live, 3, inside(9))).toEqual([]);
  const raised = 'facility/WS1 occupancy raised after 1';
  expect(await pass(world, live, 2, inside(10))).toEqual([raised]);
  expect(placeNow(live, 'WS1')?.people?.limit).toBe(9);
  await limited(4);
  expect(placeNow(live, 'WS1')?.people?.limit).toBe(4);
});

test('two ways of counting are the same people: no alarm of their sum, one of the larger', async () => {
  const { world, live } = await worldWithWorkshop();
  const ways = (one: string, other: string) => [
    tag('HC1', 'G2', { quantity: 'headcount', unit: '人', countedBy: one }),
    tag('HC2', 'G1', { quantity: 'headcount', unit: '人', countedBy: other }),
  ];
  await world.state(ways('positioning', 'gate'));
  await live.reloaded();
  const inside = (a: number, b: number) => ({ G1: [...G1, ['HC2', 0, b]], G2: power(0, a) });
  expect(await pass(world, live, 4, inside(8, 7))).toEqual([]);
  const people = placeNow(live, 'WS1')?.people;
  expect(people).toEqual({
    ...{ least: 8, most: 8, limit: 9 },
    ways: [
      { way: 'positioning', least: 8, most: 8 },
      { way: 'gate', least: 7, most: 7 },
    ],
  });
  const raised = ['facility/WS1 occupancy raised after 1'];
  expect(await pass(world, live, 2, inside(8, 11))).toEqual(raised);
  const [cleared] = await pass(world, live, 3, inside(8, 9));
  expect(cleared).toMatch(/occupancy cleared/);
  // Two gates of one way add up.
  await world.state(ways('gate', 'gate'));
  await live.reloaded();
  expect(await pass(world, live, 2, inside(8, 7))).toEqual(raised);
});

test('hot work is told unless a permit in force names the place', async () => {
  const { world, live } = await worldWithWorkshop();
  const work = { G1, G2: power(0, 0, 1) };
  expect(await pass(world, live, 2, work)).toEqual([
    'facility/WS1 hotWorkWithoutPermit raised after 1',
  ]);
  await world.state([
    {
      type: 'permit',
      record: 'W1',
      set: {
        ...{ kind: 'hot-work', enterprise: 'E1', facility: 'WS1', level: 'one' },
        ...{ status: 'working', startedAt: '2026-11-20T08:00:00+08:00' },
      },
    },
  ]);
  const [said] = await pass(world, live, 5, work);
  expect(said).toMatch(/hotWorkWithoutPermit cleared/);
});

test('E3: the fan stands while its workshop runs, told after five minutes', async () => {
  const { world, live } = await worldWithWorkshop();
  await world.state([
    tag('FAN', 'G2', { quantity: 'power', unit: 'kW', rangeHigh: 30, circuit: 'safety' }),
  ]);
  await live.reloaded();
  const air = (kW: number, fan: number) => ({ G1, G2: [...power(kW), ['FAN', 0, fan]] });
  expect(await pass(world, live, 8, air(300, 20), 2)).toEqual([]);
  const idle = 'tag/G2-FAN safetyIdle';
  expect(await pass(world, live, 8, air(300, 0.5))).toEqual([`${idle} raised after 5`]);
  // The workshop stops: its fan may.
  const [cleared] = await pass(world, live, 4, air(5, 0.5));
  expect(cleared).toMatch(new RegExp(`^${idle} cleared`));
});

test('E5 and E6: nothing moves while it runs; all moves without power', async () => {
  const { world, live } = await worldWithWorkshop();
  await world.state([
    tag('ALL', 'G2', { quantity: 'power', unit: 'kW', rangeHigh: 900, circuit: 'total' }),
  ]);
  await live.reloaded();
  const mains = (kW: number) => [...power(kW), ['ALL', 0, kW]];
  expect(await pass(world, live, 3, { G1: moving, G2: mains(300) })).toEqual([]);
  const still = 'enterprise/E1 stillWhileRunning';
  // Five minutes before it counts, then half an hour; the window's first look is one step later.
  expect(await pass(world, live, 34, { G1, G2: mains(300) }, 2)).toEqual([]);
  expect(await pass(world, live, 6, { G1, G2: mains(300) }, 2)).toEqual([
    `${still} raised after 30`,
  ]);
  const back = await pass(world, live, 8, { G1: moving, G2: mains(300) });
  expect(back).toEqual([expect.stringMatching(`${still} cleared`)]);
  const dark = await pass(world, live, 7, { G1: moving, G2: mains(0) });
  expect(dark).toEqual(['enterprise/E1 movingWithoutPower raised after 5']);
});

test('an interlock that shows a bypass is told unless the register holds it, and once its time is over', async () => {
  const { world, live } = await worldWithWorkshop();
  await world.state([tag('XS', 'G2', { quantity: 'interlock' })]);
  await live.reloaded();
  const shows = (value: number) => ({ G1, G2: [...power(5), ['XS', 0, value]] });
  expect(await pass(world, live, 3, shows(1))).toEqual([]);
  expect(await pass(world, live, 3, shows(0))).toEqual(['tag/G2-XS bypass raised after 1']);
  const [from, until] = [0, 10].map((m) => new Date(world.now + m * MINUTE).toISOString());
  await world.state([
    {
      type: 'interlockBypass',
      record: 'IB1',
      set: {
        ...{ kind: 'bypass', enterprise: 'E1', facility: 'WS1', tag: 'G2-XS' },
        ...{ startsAt: from, endsAt: until },
      },
    },
  ]);
  const [entered] = await pass(world, live, 4, shows(0));
  expect(entered).toMatch(/^tag\/G2-XS bypass cleared/);
  const over = await pass(world, live, 10, shows(0));
  expect(over).toEqual(['tag/G2-XS bypass raised after 1']);
});
