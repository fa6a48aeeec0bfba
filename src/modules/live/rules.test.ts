import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerWith } from '../../../tests/support/api.ts';
import { KEY, type LiveWorld, liveWorld } from '../../../tests/support/live.ts';
import type { Moment } from '../../kernel/calendar.ts';
import type { Result } from '../../kernel/result.ts';
import { type Live, takeCall } from './index.ts';
import { changeRule, ruleBack, ruleOf, rulesPage } from './service/rules.ts';
import { tryRule } from './service/trial.ts';

const MINUTE = 60_000;
const TAG = 'G1-PI-104';
const AUTH = `Basic ${Buffer.from(`G1:${KEY}`).toString('base64')}`;
const firm = (node: string) =>
  callerWith(`manager-${node}`, { role: 'safetyManager', nodeKind: 'enterprise', node });

function done<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const limits = {
  ...{ highHigh: null, high: 1, low: null, lowLow: null },
  ...{ deadband: 0.1, onDelay: 0, ratePerMinute: null },
};
const given = (version: number, values: object = {}) => ({
  ...{ id: TAG, version, values: { ...limits, ...values }, ip: '127.0.0.1' },
  ...{ owner: '仪表班 张三', reviewOn: '2027-06-30', reason: '按设计值' },
});

async function send(world: LiveWorld, live: Live, values: readonly number[]): Promise<string[]> {
  for (const value of values) {
    world.now = (world.now + MINUTE) as Moment;
    const body = JSON.stringify({ t: world.now, rows: [['PI-104', 0, value]] });
    await takeCall(live, AUTH, Buffer.from(body));
  }
  await live.handed();
  return world.said
    .splice(0)
    .filter(({ state, source }) => state === 'raised' && source === `tag/${TAG}`)
    .map(({ rule, since, at }) => `${rule} ${since} ${at}`);
}

describe('limits of a tag', () => {
  test('are switched on with who, why and until when; refused at the field; taken back', async () => {
    const world = await liveWorld();
    const live = await world.open();
    const me = firm('E1');
    const before = done(await ruleOf(live, me, TAG));
    expect(before.row.values.high).toEqual({ value: null, from: 'none' });
    expect(await changeRule(live, me, given(before.version, { low: 2 }))).toMatchObject({
      error: { fields: [{ path: 'high' }] },
    });
    const past = { ...given(before.version), reviewOn: '2026-01-01' };
    expect(await changeRule(live, me, past)).toMatchObject({
      error: { fields: [{ path: 'reviewOn' }] },
    });
    expect(await ruleOf(live, firm('E2'), TAG)).toMatchObject({ error: { code: 'not-visible' } });
    const first = done(await changeRule(live, me, given(before.version)));
    expect(await changeRule(live, me, given(before.version))).toMatchObject({
      error: { code: 'conflict', current: { version: first.version } },
    });
    expect(await send(world, live, [1.2])).toHaveLength(1);
    world.now = (world.now + MINUTE) as Moment;
    const second = done(await changeRule(live, me, given(first.version, { high: 3 })));
    expect(await send(world, live, [1.3])).toEqual([]);
    world.now = (world.now + MINUTE) as Moment;
    const [, earlier] = second.history;
    const back = { id: TAG, version: second.version, reason: '误改', ip: '127.0.0.1' };
    const third = done(await ruleBack(live, me, { ...back, to: earlier?.version ?? 0 }));
    expect(third.history.map(({ values, reason, by }) => [values.high, reason, by])).toEqual([
      [1, '误改', 'manager-E1'],
      [3, '按设计值', 'manager-E1'],
      [1, '按设计值', 'manager-E1'],
    ]);
    expect(third.row).toMatchObject({ owner: '仪表班 张三', reviewOn: '2027-06-30' });
    expect(await send(world, live, [1.4])).toHaveLength(1);
    const { rows } = await world.db.owner.query(
      `select action, account, detail->'before'->>'high' as was from identity.audit
        where object = $1 order by pos`,
      [`tag/${TAG}`],
    );
    expect(rows).toEqual([
      { action: 'rule-change', account: 'manager-E1', was: null },
      { action: 'rule-change', account: 'manager-E1', was: '1' },
      { action: 'rule-back', account: 'manager-E1', was: '3' },
    ]);
  });

  test('are changed by no form; the list finds those to be reviewed and those of their own', async () => {
    const world = await liveWorld();
    const live = await world.open();
    const bare = { type: 'tag', record: TAG, at: '2026-11-20', set: { high: 9 } };
    expect(await world.city.state(firm('E1'), [bare])).toMatchObject({
      error: { code: 'forbidden', detail: { zh: expect.stringContaining('报警规则') } },
    });
    const set = { ruleReviewOn: '2026-02-01', ruleOwner: '张三' };
    await world.state([{ type: 'tag', record: 'G1-LI-101', set }]);
    const shown = async (show: 'due' | 'own' | 'none') =>
      done(await rulesPage(live, firm('E1'), { show, limit: 10 })).rows.map(({ id }) => id);
    expect(await shown('due')).toEqual(['G1-LI-101']);
    expect(await shown('own')).toEqual(['G1-GI-103', 'G1-LI-101', 'G1-TI-102']);
    expect(await shown('none')).toEqual([TAG]);
    expect(done(await rulesPage(live, firm('E2'), { limit: 10 })).rows).toEqual([]);
  });
});

test('a trial over the stored history raises what live judging raised, packed or not', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const me = firm('E1');
  const { version } = done(await ruleOf(live, me, TAG));
  done(await changeRule(live, me, given(version, { highHigh: 2, onDelay: 60 })));
  const signal = AbortSignal.timeout(60_000);
  const tried = async (values: object) => {
    const found = await tryRule(live, me, { id: TAG, values, days: 2, signal });
    const { present, proposed } = done(found);
    const told = ({ alarms }: typeof present): string[] =>
      alarms.map(({ rule, since, at }) => `${rule} ${Date.parse(since)} ${Date.parse(at)}`);
    return { present: told(present), proposed: told(proposed), count: proposed.count };
  };
  const said: string[] = [];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(0.5, 0.95, 1.2, 2.5), { minLength: 10, maxLength: 30 }),
      async (values) => {
        said.push(...(await send(world, live, values)));
        const { present, proposed } = await tried({});
        expect(present).toEqual(said);
        expect(proposed).toEqual(said);
      },
    ),
    { numRuns: 5, seed: 7 },
  );
  await live.pack();
  expect((await tried({})).present).toEqual(said);
  const { proposed, count } = await tried({ high: 0.6, onDelay: 0 });
  expect(count).toBe(proposed.length);
  expect(count).toBeGreaterThan(said.length);
  expect(await tried({ high: 9, highHigh: null })).toMatchObject({ proposed: [] });
  expect(await tryRule(live, me, { id: TAG, values: { high: 2 }, days: 2, signal })).toMatchObject({
    error: { fields: [{ path: 'highHigh' }] },
  });
  const stranger = { id: TAG, values: {}, days: 2, signal };
  expect(await tryRule(live, firm('E2'), stranger)).toMatchObject({
    error: { code: 'not-visible' },
  });
});
