import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerWith } from '../../../tests/support/api.ts';
import { KEY, type LiveWorld, liveWorld } from '../../../tests/support/live.ts';
import type { Moment } from '../../kernel/calendar.ts';
import type { Result } from '../../kernel/result.ts';
import { type Live, takeCall } from './index.ts';
import { bypassesPage, registerBypass, restoreBypass } from './service/bypasses.ts';
import { oneTag } from './service/tags.ts';
import { declareWindow, endWindow, windowsPage } from './service/windows.ts';
import type { NewWindow } from './windows-contract.ts';

const MINUTE = 60_000;
const AUTH = `Basic ${Buffer.from(`G1:${KEY}`).toString('base64')}`;
const firm = (node: string) =>
  callerWith(`manager-${node}`, { role: 'safetyManager', nodeKind: 'enterprise', node });
const bureau = callerWith('bureau', { role: 'bureau', nodeKind: 'division', node: '371700' });

function done<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** Minutes after the world began; sends, sweeps, and gives what was said. */
function clockOf(world: LiveWorld) {
  const begun = world.now;
  return async (live: Live, minute: number, rows: readonly unknown[] = []) => {
    world.now = (begun + MINUTE * minute) as Moment;
    live.sweep();
    if (rows.length > 0) {
      await takeCall(live, AUTH, Buffer.from(JSON.stringify({ t: world.now, rows })));
    }
    await live.handed();
    return world.said
      .splice(0)
      .map(
        ({ source, rule, state, since, trust }) =>
          `${source.split('/')[1]} ${rule} ${state} ${(since - begun) / MINUTE} ${trust}`,
      );
  };
}

const asked = (world: LiveWorld, from: number, until: number, more: Partial<NewWindow>) => ({
  ...{ kind: 'maintenance' as const, reason: '更换变送器', ip: '127.0.0.1' },
  ...{ startsAt: iso(world.now + from * MINUTE), endsAt: iso(world.now + until * MINUTE) },
  ...more,
});

const level = (value: number) => ['LI-101', 0, value];
const gas = (value: number) => ['GI-103', 0, value];

describe('a window', () => {
  test('holds what is said within it, says so, and ends by itself, over a start', async () => {
    const world = await liveWorld();
    const live = await world.open();
    const at = clockOf(world);
    const window = asked(world, 0, 60, { facility: 'TK1' });
    const { id } = done(await declareWindow(live, firm('E1'), window));
    expect(await at(live, 0, [level(8.5), gas(30)])).toEqual([
      'G1-GI-103 high raised 0 outOfService',
    ]);
    expect(await at(live, 1, [level(8.5)])).toEqual(['G1-LI-101 high raised 0 outOfService']);
    const shown = done(await oneTag(live, bureau, 'G1-LI-101'));
    expect(shown).toMatchObject({ trust: 'outOfService', window: { id, kind: 'maintenance' } });
    const listed = done(await windowsPage(live, bureau, { state: 'present', limit: 10 }));
    expect(listed.rows).toMatchObject([
      { id, facility: { id: 'TK1' }, tag: null, reason: '更换变送器', state: 'present' },
    ]);
    for (const tag of ['G1-LI-101', 'no-such-tag']) {
      const covering = await windowsPage(live, bureau, { tag, at: iso(world.now), limit: 10 });
      expect(done(covering).rows).toHaveLength(tag === 'G1-LI-101' ? 1 : 0);
    }
    for (let minute = 4; minute < 60; minute += 5) await at(live, minute, [level(8.5), gas(30)]);
    // As after a kill, with the window over meanwhile.
    await live.keep();
    await live.intake.close();
    const next = await world.open();
    const ended = [
      'G1-LI-101 high cleared 0 live',
      'G1-LI-101 high raised 60 live',
      'G1-GI-103 high cleared 0 live',
      'G1-GI-103 high raised 60 live',
    ];
    const said = await at(next, 61);
    expect(said.filter((each) => each.includes(' high ')).toSorted()).toEqual(ended.toSorted());
    expect(await at(next, 62, [level(8.5), gas(30)])).toEqual([]);
    expect(await at(next, 63, [level(7), gas(1)])).toEqual([
      'G1-LI-101 high cleared 60 live',
      'G1-GI-103 high cleared 60 live',
    ]);
  });

  test('an alarm that stood before is not put aside; an early end gives back at once', async () => {
    const world = await liveWorld();
    const live = await world.open();
    const at = clockOf(world);
    expect(await at(live, 0, [gas(30)])).toEqual(['G1-GI-103 high raised 0 live']);
    const window = asked(world, 0, 60, { tag: 'G1-GI-103', kind: 'calibration' });
    const { id } = done(await declareWindow(live, firm('E1'), window));
    expect(await at(live, 2, [gas(60)])).toEqual(['G1-GI-103 highHigh raised 2 outOfService']);
    world.now = (world.now + MINUTE) as Moment;
    done(await endWindow(live, firm('E1'), { id, ip: '127.0.0.1' }));
    expect(await at(live, 4)).toEqual([
      'G1-GI-103 highHigh cleared 2 live',
      'G1-GI-103 highHigh raised 3 live',
    ]);
    expect(await endWindow(live, firm('E1'), { id, ip: '127.0.0.1' })).toMatchObject({
      error: { code: 'conflict' },
    });
  });

  test('silence within it is held with it, of a tag and of a whole gateway', async () => {
    const world = await liveWorld();
    const live = await world.open();
    const at = clockOf(world);
    await at(live, 0, [level(1), ['TI-102', 0, 1], gas(1), ['PI-104', 0, 1]]);
    done(await declareWindow(live, firm('E1'), asked(world, 0, 30, { facility: 'TK1' })));
    expect(await at(live, 10)).toEqual(['G1 gatewayLost raised 0 outOfService']);
    expect(await at(live, 31)).toEqual([
      'G1 gatewayLost cleared 0 live',
      'G1 gatewayLost raised 30 live',
    ]);
  });

  test('is entered by the enterprise, within its scope, with an end, and by no other way', async () => {
    const world = await liveWorld();
    const live = await world.open();
    const given = asked(world, 0, 60, { tag: 'G1-LI-101' });
    expect(await declareWindow(live, firm('E2'), given)).toMatchObject({
      error: { fields: [{ path: 'tag' }] },
    });
    const both = asked(world, 0, 60, { tag: 'G1-LI-101', facility: 'TK1' });
    expect(await declareWindow(live, firm('E1'), both)).toMatchObject({
      error: { fields: [{ path: 'tag' }] },
    });
    const long = asked(world, 0, 60 * 73, { tag: 'G1-LI-101' });
    expect(await declareWindow(live, firm('E1'), long)).toMatchObject({
      error: { fields: [{ path: 'endsAt' }] },
    });
    const set = { kind: 'maintenance', enterprise: 'E1', facility: 'TK1', reason: '无' };
    const bare = { type: 'maintenanceWindow', record: 'MW-1', at: '2026-11-20', set };
    expect(await world.city.state(firm('E1'), [bare])).toMatchObject({
      error: { code: 'forbidden', detail: { zh: expect.stringContaining('检修标定窗口') } },
    });
    const { id } = done(await declareWindow(live, firm('E1'), given));
    const { rows } = await world.db.owner.query(
      `select account, object, outcome from identity.audit where action = 'window-open'`,
    );
    const object = `maintenanceWindow/${id}`;
    expect(rows).toEqual([{ account: 'manager-E1', object, outcome: 'done' }]);
  });

  test('no reading within it is told without saying so, and none outside says so', async () => {
    const world = await liveWorld();
    const live = await world.open();
    const begun = world.now;
    const windows = fc.array(
      fc.record({ from: fc.integer({ min: 0, max: 30 }), length: fc.integer({ min: 1, max: 20 }) }),
      { maxLength: 3 },
    );
    const values = fc.array(fc.constantFrom(1, 30, 60), { minLength: 10, maxLength: 40 });
    let minute = 0;
    await fc.assert(
      fc.asyncProperty(windows, values, async (some, series) => {
        const first = minute;
        const spans = some.map(
          ({ from, length }) => [first + from, first + from + length] as const,
        );
        const no = live.config.tagOf('G1-GI-103')?.no ?? 0;
        Object.defineProperty(live.config, 'windows', {
          configurable: true,
          get: () =>
            new Map([
              [
                no,
                spans.map(([from, until], n) => ({
                  ...{ id: `W${n}`, kind: 'calibration' as const },
                  ...{ from: begun + from * MINUTE, until: begun + until * MINUTE },
                })),
              ],
            ]),
        });
        for (const value of series) {
          world.now = (begun + MINUTE * minute) as Moment;
          live.sweep();
          const body = Buffer.from(JSON.stringify({ t: world.now, rows: [gas(value)] }));
          await takeCall(live, AUTH, body);
          await live.handed();
          minute += 1;
          for (const { at, state, trust, source } of world.said.splice(0)) {
            // The others fall silent meanwhile: no window covers them.
            if (source !== 'tag/G1-GI-103') continue;
            const told = (at - begun) / MINUTE;
            const inside = spans.some(([from, until]) => from <= told && told < until);
            if (state === 'raised') expect(trust === 'outOfService').toBe(inside);
          }
        }
      }),
      { numRuns: 10 },
    );
  });
});

test('a bypassed interlock stands in the register until somebody says that it is restored', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const at = clockOf(world);
  const given = {
    ...{ kind: 'bypass' as const, facility: 'TK1', interlock: 'LZ-101 高高液位切断进料' },
    ...{ reason: '更换液位开关', requestedBy: '仪表班 张三', approvedBy: '总工 李四' },
    ...{ measures: '专人现场监护，每15分钟核对液位', ip: '127.0.0.1' },
    ...{ startsAt: iso(world.now), endsAt: iso(world.now + 120 * MINUTE) },
  };
  expect(await registerBypass(live, firm('E2'), given)).toMatchObject({
    error: { fields: [{ path: 'facility' }] },
  });
  const { id } = done(await registerBypass(live, firm('E1'), given));
  const page = async () => {
    const { rows, overdue } = done(await bypassesPage(live, bureau, { limit: 10 }));
    return rows.map(({ state, interlock }) => `${interlock} ${state} ${overdue}`);
  };
  expect(await page()).toEqual(['LZ-101 高高液位切断进料 present 0']);
  await at(live, 121);
  expect(await page()).toEqual(['LZ-101 高高液位切断进料 overdue 1']);
  done(await restoreBypass(live, firm('E1'), { id, restoredBy: '张三', ip: '127.0.0.1' }));
  expect(await page()).toEqual(['LZ-101 高高液位切断进料 restored 0']);
  const again = { id, restoredBy: '张三', ip: '127.0.0.1' };
  expect(await restoreBypass(live, firm('E1'), again)).toMatchObject({
    error: { code: 'conflict' },
  });
  const stranger = done(await bypassesPage(live, firm('E2'), { limit: 10 }));
  expect(stranger).toMatchObject({ rows: [], overdue: 0 });
});
