import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf } from '../../../kernel/calendar.ts';
import { roleNames } from '../../../law/roles.ts';
import type { Actor, Handled, Stage, Values } from '../model.ts';
import { stageNames } from '../model.ts';
import { factsOf } from './facts.ts';
import { perform, replay, whyNot } from './machine.ts';
import { type Taken, table, takenNames } from './table.ts';

const TODAY = dayOf(2026, 11, 24);
const who = (...roles: Actor['roles']): Actor => ({ account: 'A', name: '甲', roles });
const at = (stage: Stage, more: Partial<Handled> = {}): Handled => ({
  ...{ stage, internal: false, topic: 'hazard', result: 'true', extended: false, enterprise: 'E1' },
  ...{ date: addDays(TODAY, -20), receivedOn: addDays(TODAY, -20) },
  ...{ acceptedOn: addDays(TODAY, -15), verifiedOn: null },
  ...more,
});
/** What each act asks, filled in. */
const FILLED: Readonly<Record<Taken, Values>> = {
  accept: { topic: 'hazard' },
  refuse: {},
  pass: { passedTo: '市场监管局' },
  check: { result: 'true', verifiedOn: '2026-11-20' },
  extend: {},
  answer: {},
  reward: { amount: 500 },
  noReward: {},
};

describe('who may do what, where', () => {
  /** Written apart from the table: act, stages from which, of the authority, of an enterprise's own. */
  const expected: readonly (readonly [Taken, string, string, string])[] = [
    ['accept', 'received', 'bureau', 'principal safetyManager'],
    ['refuse', 'received', 'bureau', 'principal safetyManager'],
    ['pass', 'received accepted', 'bureau', ''],
    ['check', 'accepted', 'bureau office officer', 'principal safetyManager'],
    ['extend', 'accepted', 'bureau', ''],
    ['answer', 'checked', 'bureau', 'principal safetyManager'],
    ['reward', 'answered', 'bureau', 'principal safetyManager'],
    ['noReward', 'answered', 'bureau', 'principal safetyManager'],
  ];

  test('every role, act, stage and side', () => {
    expect(expected.map(([act]) => act).sort()).toEqual([...takenNames].sort());
    const wrong: string[] = [];
    for (const [act, from, authority, firm] of expected) {
      for (const stage of stageNames) {
        for (const role of roleNames) {
          for (const internal of [false, true]) {
            const may = whyNot(act, at(stage, { internal }), who(role)) === null;
            const should =
              from.split(' ').includes(stage) &&
              (internal ? firm : authority).split(' ').includes(role);
            if (may !== should) wrong.push(`${role} ${act} ${stage} ${internal}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('what was not found to be so earns nothing; a check is extended once', () => {
    const bureau = who('bureau');
    expect(whyNot('reward', at('answered', { result: 'not-true' }), bureau)?.zh).toContain('不实');
    expect(whyNot('noReward', at('answered', { result: 'not-true' }), bureau)).toBeNull();
    expect(whyNot('extend', at('accepted', { extended: true }), bureau)?.zh).toContain('一次');
  });
});

describe('what is filled in', () => {
  const faults = (act: Taken, stage: Stage, set: Values, told: string | null = null) => {
    const done = perform(at(stage), { act, set, told }, who('bureau'), TODAY);
    return done.ok ? done.value : Object.keys(done.error.fields).sort();
  };
  const examples: readonly (readonly [Taken, Stage, Values, string | null, Stage | string[]])[] = [
    ['accept', 'received', {}, null, ['topic']],
    ['accept', 'received', { topic: 'gossip' }, null, ['topic']],
    ['accept', 'received', { topic: 'hazard', amount: 5 }, null, ['amount']],
    ['accept', 'received', { topic: 'hazard' }, null, 'accepted'],
    ['refuse', 'received', {}, null, ['told']],
    ['refuse', 'received', {}, '无明确事项', 'refused'],
    ['pass', 'accepted', {}, '不属本部门', ['passedTo']],
    ['check', 'accepted', { result: 'true' }, null, ['verifiedOn']],
    ['check', 'accepted', { result: 'true', verifiedOn: '2026-11-25' }, null, ['verifiedOn']],
    ['check', 'accepted', { result: 'true', verifiedOn: '2026-11-01' }, null, ['verifiedOn']],
    ['check', 'accepted', { result: 'true', verifiedOn: '2026-11-20' }, null, 'checked'],
    [
      ...(['check', 'accepted'] as const),
      { result: 'not-true', verifiedOn: '2026-11-20', hazardText: '护栏缺失' },
      null,
      ['hazardText'],
    ],
    ['answer', 'checked', {}, null, ['told']],
    ['reward', 'answered', { amount: 0 }, null, ['amount']],
    ['reward', 'answered', { amount: 500 }, null, 'rewarded'],
  ];
  test.each(examples)('%s from %s with %j, telling %s', (act, stage, set, told, result) => {
    expect(faults(act, stage, set, told)).toEqual(result);
  });

  test('a hazard needs an enterprise', () => {
    const set = { result: 'true', verifiedOn: '2026-11-20', hazardText: '护栏缺失' };
    const wanted = { act: 'check', set, told: null } as const;
    const done = perform(at('accepted', { enterprise: null }), wanted, who('bureau'), TODAY);
    expect(done).toMatchObject({ ok: false, error: { fields: { enterprise: {} } } });
  });
});

test('no sequence of acts reaches what the table forbids, and its history replays to its stage', () => {
  const acts = fc.array(fc.constantFrom(...takenNames), { maxLength: 12 });
  fc.assert(
    fc.property(acts, fc.constantFrom('true', 'not-true'), (sequence, found) => {
      let report = at('received', { result: null });
      const history: { stage: Stage }[] = [{ stage: 'received' }];
      for (const act of sequence) {
        const set = act === 'check' ? { ...FILLED.check, result: found } : FILLED[act];
        const done = perform(report, { act, set, told: '说明' }, who('bureau'), TODAY);
        expect(done.ok).toBe(whyNot(act, report, who('bureau')) === null);
        if (!done.ok) continue;
        expect(table[act].from).toContain(report.stage);
        report = {
          ...report,
          stage: done.value,
          result: act === 'check' ? (found as Handled['result']) : report.result,
          extended: report.extended || act === 'extend',
        };
        history.push({ stage: done.value });
      }
      expect(replay(history)).toBe(report.stage);
      if (report.stage === 'rewarded') expect(report.result).toBe('true');
    }),
  );
});

test('facts hold nothing that was written or told', () => {
  const words = { hazardText: '某人说的话', passedTo: '某部门', told: '告知的话' };
  for (const act of takenNames) {
    const facts = factsOf({
      ...{ report: 'RP-1', act, set: { ...FILLED[act], ...words }, today: '2026-11-24' },
      ...{ internal: false, enterprise: 'E1', division: '371728', hazard: null, multiplier: 1 },
    });
    expect(JSON.stringify(facts)).not.toMatch(/某人|某部门|告知/);
    expect(facts.flatMap(({ set }) => Object.keys(set))).not.toContain('note');
  }
});
