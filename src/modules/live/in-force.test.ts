import { expect, test } from 'vitest';
import { callerWith } from '../../../tests/support/api.ts';
import { KEY, type LiveWorld, liveWorld } from '../../../tests/support/live.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { ParameterValue } from '../../law/plans/model.ts';
import { recordAfter } from '../plan/index.ts';
import { type Live, takeCall } from './index.ts';
import { LiveConfig } from './service/config.ts';
import { ruleSettings } from './service/rule-settings.ts';
import { tryRule } from './service/trial.ts';

const MINUTE = 60_000;
const AUTH = `Basic ${Buffer.from(`G1:${KEY}`).toString('base64')}`;

/** As the city bureau does on the page of parameters; null takes it back. */
async function decide(
  { city }: LiveWorld,
  name: string,
  value: ParameterValue | null,
  seq: number | null,
): Promise<number> {
  const { app, clock } = city.options;
  const said = { name, value, from: '2026-11-01', jurisdiction: null, reason: '试行', by: '王五' };
  const recorded = await recordAfter(app, clock, said, seq);
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.error));
  await city.reopen();
  return recorded.value.seq;
}

/** TI-102 over its limit for so many minutes; whether that was told. */
async function hot(world: LiveWorld, live: Live, minutes: number): Promise<boolean> {
  for (const value of [20, ...Array.from({ length: minutes + 1 }, () => 70), 20]) {
    world.now = (world.now + MINUTE) as Moment;
    const body = JSON.stringify({ t: world.now, rows: [['TI-102', 0, value]] });
    await takeCall(live, AUTH, Buffer.from(body));
  }
  await live.handed();
  const said = world.said.splice(0);
  return said.some(({ source, state }) => source === 'tag/G1-TI-102' && state === 'raised');
}

test('a default of a quantity is the city’s: it holds without a start, is shown with who and until when, and is taken back', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const ON_DELAY = 'live.default.onDelay';
  expect(await hot(world, live, 3)).toBe(true);
  const seq = await decide(world, ON_DELAY, { temperature: 600 }, null);
  await live.judgeTogether();
  await live.reloaded();
  expect(await hot(world, live, 3)).toBe(false);
  expect(await hot(world, live, 11)).toBe(true);
  const shown = ruleSettings(live).defaults;
  expect(shown.settings.find(({ parameter }) => parameter === ON_DELAY)).toMatchObject({
    ...{ proposed: false, by: '王五', from: '2026-11-01', reviewOn: '2027-11-01' },
    ...{ reviewDue: false, reason: { zh: '试行', en: '试行' } },
  });
  const kind = must(
    shown.kinds.find(({ quantity }) => quantity === 'temperature') ?? null,
    'temperature is a quantity',
  );
  expect(kind.onDelay).toEqual({ value: 600, proposed: 60 });
  // A process that judges a part reads the same.
  const part = new LiveConfig();
  await part.load(world.db.owner, world.now, { part: 0 });
  expect(part.defaults).toEqual(live.config.defaults);
  // Tried before it is taken back: over the same readings, as the default of its quantity.
  const firm = callerWith('manager', { role: 'safetyManager', nodeKind: 'enterprise', node: 'E1' });
  const asked = { id: 'G1-TI-102', values: {}, days: 1, signal: new AbortController().signal };
  const tried = await tryRule(live, firm, { ...asked, defaults: { onDelay: 60 } });
  expect(tried).toMatchObject({ value: { present: { count: 1 }, proposed: { count: 3 } } });
  await decide(world, ON_DELAY, null, seq);
  await live.judgeTogether();
  await live.reloaded();
  expect(await hot(world, live, 3)).toBe(true);
  expect(ruleSettings(live).defaults.settings[0]).toMatchObject({ proposed: true, by: null });
});

test('a window of a rule across signals is the city’s, and a rule is due for review after its time', async () => {
  const world = await liveWorld();
  const live = await world.open();
  await decide(world, 'live.occupancy.window', 5, null);
  await decide(world, 'live.rule.reviewAfter', 'P7D', null);
  const { cross, defaults } = ruleSettings(live);
  const [window, off] = must(
    cross.find(({ rule }) => rule === 'occupancy') ?? null,
    'a rule',
  ).settings;
  expect(window).toMatchObject({ value: 5, proposed: false, reviewOn: '2026-11-08' });
  expect(off).toMatchObject({ value: 60, proposed: true, from: '2026-11-26' });
  expect(live.inForce.figures.occupancy.window).toBe(5);
  expect(defaults.settings.at(-1)).toMatchObject({ value: 'P7D', proposed: false });
});
