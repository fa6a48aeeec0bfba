import { describe, expect, test } from 'vitest';

import { dayOf, formatDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { Role } from '../../../law/roles.ts';
import { roleNames } from '../../../law/roles.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import type { Act, Actor, Hazard, Level, Stage, Values } from '../model.ts';
import { actNames, stageNames } from '../model.ts';
import { nextDeadline } from './deadline.ts';
import { perform, report, type Setting, whyNot } from './machine.ts';
import { replay } from './replay.ts';
import { isSealed, mayRevise, sealedFrom, seals } from './seals.ts';
import { loopSettings } from './settings.ts';
import { MADE_BY_ACT, table } from './table.ts';

const today = dayOf(2026, 6, 30);
const setting: Setting = { today, calendar: loadWorkingCalendar(), settings: loopSettings };
const LEVELS: Partial<Record<Role, Level>> = {
  ...{ bureau: 'county', office: 'county', officer: 'county', leader: 'county' },
  grid: 'township',
};
const who = (role: Role, account: string = role, level = LEVELS[role] ?? null): Actor => ({
  account,
  name: account,
  seats: [{ role, level }],
});

const SEEN = { enterprise: 'E1', source: 'selfInspection', foundOn: '2026-06-01', note: '示例' };
const FIVE = {
  ...{ responsible: 'P1', measures: '更换垫片', dueOn: '2026-07-20', funds: 0 },
  ...{ contingencyPlan: '预案', rectificationLead: 'P2', rectificationLeadRole: 'principal' },
};
const GENERAL = { major: false };
const MAJOR = { major: true, criterion: '4.1', class: 'static', subclass: 'equipment' };

/** A hazard after an act, which must be one that may be taken. */
function taken(hazard: Hazard, act: Act, actor: Actor, set: Values = {}, at = setting): Hazard {
  const done = perform(hazard, { act, set, reason: '理由' }, actor, at);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  const { step } = done.value;
  const values = { ...hazard.values, ...done.value.set };
  return { stage: step.to, values, steps: [...hazard.steps, step] };
}

function reported(more: Values = {}): Hazard {
  const done = report({ ...SEEN, ...more }, who('safetyManager'), setting);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return { stage: 'reported', values: done.value.set, steps: [done.value.step] };
}

const manager = who('safetyManager');
const team = who('teamLeader');
const officer = who('officer');

/** Hazards at every stage, general and major. */
function courseOf(judgement: Values): Readonly<Record<Stage, Hazard>> {
  const first = reported();
  const judged = taken(first, 'judge', manager, judgement);
  const assigned = taken(judged, 'assign', manager, FIVE);
  const controlled = taken(assigned, 'control', manager, { interimMeasures: '隔离' });
  const fixed = { rectifiedOn: '2026-06-20', handling: '已更换' };
  const rectified = taken(controlled, 'rectify', team, fixed);
  const verified = taken(rectified, 'verify', officer, { verifiedOn: '2026-06-22' });
  const closed = taken(verified, 'close', officer, { closedOn: '2026-06-23' });
  const dismissed = taken(first, 'dismiss', manager);
  return { reported: first, judged, assigned, controlled, rectified, verified, closed, dismissed };
}
const general = courseOf(GENERAL);
const major = courseOf(MAJOR);
const treated = courseOf({ ...MAJOR, major: false, treatedAsMajor: true, criterion: null });

describe('who may do what, where', () => {
  /** Written apart from the table: act, stages from which, of a general and of a major hazard. */
  const OFFICIALS = 'bureau office officer';
  const FIRM = 'principal safetyManager';
  const expected: readonly (readonly [Act, string, string, string])[] = [
    ['judge', 'reported', `${OFFICIALS} ${FIRM}`, `${OFFICIALS} ${FIRM}`],
    ['rejudge', 'judged assigned controlled rectified verified', OFFICIALS, OFFICIALS],
    ['dismiss', 'reported judged', `${OFFICIALS} ${FIRM}`, `${OFFICIALS} ${FIRM}`],
    ['assign', 'judged', `${OFFICIALS} ${FIRM}`, `${OFFICIALS} ${FIRM}`],
    ['control', 'assigned', `${OFFICIALS} ${FIRM} teamLeader`, `${OFFICIALS} ${FIRM} teamLeader`],
    ['rectify', 'assigned controlled', `${FIRM} teamLeader`, `${FIRM} teamLeader`],
    ['return', 'rectified verified', `${OFFICIALS} ${FIRM}`, OFFICIALS],
    ['extend', 'assigned controlled', 'bureau office principal', 'bureau office'],
    [
      'escalate',
      'reported judged assigned controlled rectified verified',
      ...([`${OFFICIALS} grid stationed park ${FIRM}`] as const),
      `${OFFICIALS} grid stationed park ${FIRM}`,
    ],
    ['list', 'reported judged assigned controlled rectified verified', '', 'bureau office'],
    ['verify', 'rectified', `${OFFICIALS} ${FIRM}`, OFFICIALS],
    ['close', 'verified', `${OFFICIALS} ${FIRM}`, OFFICIALS],
    ['reopen', 'closed dismissed', `${OFFICIALS} ${FIRM}`, OFFICIALS],
    [
      'revise',
      'reported judged assigned controlled rectified verified closed',
      ...([`${OFFICIALS} ${FIRM}`] as const),
      `${OFFICIALS} ${FIRM}`,
    ],
    ['report', '', '', ''],
  ];
  const split = (text: string): string[] => text.split(' ').filter((part) => part !== '');

  test('every role, act, stage and weight', () => {
    expect(expected.map(([act]) => act).sort()).toEqual([...actNames].sort());
    const wrong: string[] = [];
    for (const [act, from, forGeneral, forMajor] of expected) {
      for (const stage of stageNames) {
        for (const [weight, course, roles] of [
          ['general', general, forGeneral],
          ['major', major, forMajor],
        ] as const) {
          const hazard = course[stage];
          // Nothing is major before it is judged, and what was dismissed was not either.
          const unjudged = weight === 'major' && hazard.values.major !== true;
          // A major one is rectified from under control only.
          const uncontrolled = weight === 'major' && act === 'rectify' && stage === 'assigned';
          for (const role of roleNames) {
            const may = whyNot(act, hazard, who(role, 'somebody'), setting) === null;
            const right = unjudged ? split(forGeneral) : split(roles);
            const should = split(from).includes(stage) && right.includes(role) && !uncontrolled;
            if (may !== should) wrong.push(`${role} ${act} ${weight} ${stage}: ${may}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    ['a stranger', who('worker'), 'judge', general.reported],
    ['the enterprise, of what an inspector found', manager, 'judge', inspected()],
    ['the enterprise, of what an inspector found', manager, 'dismiss', inspected()],
    ['the fixer', team, 'verify', general.rectified],
    [
      'the fixer who is the safety manager',
      who('safetyManager', 'teamLeader'),
      'verify',
      general.rectified,
    ],
    ['the fixer', who('safetyManager', 'teamLeader'), 'return', general.rectified],
  ] as const)('%s may not %s', (_, actor, act, hazard) => {
    expect(whyNot(act, hazard, actor, setting)).not.toBeNull();
  });
});

function inspected(): Hazard {
  return { ...general.reported, values: { ...general.reported.values, source: 'inspection' } };
}

describe('what has to be filled in', () => {
  test.each<[string, Hazard, Act, Actor, Values, string[]]>([
    ['judgement', general.reported, 'judge', manager, {}, ['major']],
    [
      'major',
      general.reported,
      'judge',
      manager,
      { major: true },
      ['criterion', 'class', 'subclass'],
    ],
    [
      'treated as major',
      general.reported,
      'judge',
      manager,
      { major: false, treatedAsMajor: true },
      ['class', 'subclass'],
    ],
    [
      'five in place',
      major.judged,
      'assign',
      manager,
      {},
      [
        'responsible',
        'measures',
        'dueOn',
        'funds',
        'contingencyPlan',
        'rectificationLead',
        'rectificationLeadRole',
      ],
    ],
    [
      'who, what, when',
      general.judged,
      'assign',
      manager,
      {},
      ['responsible', 'measures', 'dueOn'],
    ],
    [
      'who leads a major one',
      major.judged,
      'assign',
      manager,
      { ...FIVE, rectificationLeadRole: 'safety-manager' },
      ['rectificationLeadRole'],
    ],
    [
      'who leads one treated so',
      treated.judged,
      'assign',
      manager,
      { ...FIVE, rectificationLeadRole: 'safety-manager' },
      ['rectificationLeadRole'],
    ],
    [
      'due before it is assigned',
      general.judged,
      'assign',
      manager,
      { ...FIVE, dueOn: '2026-06-29' },
      ['dueOn'],
    ],
    [
      'rectified before it was found',
      general.assigned,
      'rectify',
      team,
      { rectifiedOn: '2026-05-31', handling: 'x' },
      ['rectifiedOn'],
    ],
    [
      'rectified tomorrow',
      general.assigned,
      'rectify',
      team,
      { rectifiedOn: '2026-07-01', handling: 'x' },
      ['rectifiedOn'],
    ],
    [
      'verified before rectified',
      general.rectified,
      'verify',
      officer,
      { verifiedOn: '2026-06-19' },
      ['verifiedOn'],
    ],
    [
      'verified by whoever is responsible',
      general.rectified,
      'verify',
      officer,
      { verifiedOn: '2026-06-21', verifiedBy: 'P1' },
      ['verifiedBy'],
    ],
    [
      'closed before verified',
      general.verified,
      'close',
      officer,
      { closedOn: '2026-06-21' },
      ['closedOn'],
    ],
    [
      'a field of another act',
      general.verified,
      'close',
      officer,
      { closedOn: '2026-06-23', major: true },
      ['major'],
    ],
    [
      'extended too far',
      general.assigned,
      'extend',
      who('bureau'),
      { extendedUntil: '2026-12-31' },
      ['extendedUntil'],
    ],
    [
      'not extended at all',
      general.assigned,
      'extend',
      who('bureau'),
      { extendedUntil: '2026-07-20' },
      ['extendedUntil'],
    ],
    [
      'listed for a higher level',
      major.assigned,
      'list',
      who('bureau'),
      { supervisedBy: 'city' },
      ['supervisedBy'],
    ],
    [
      'climbs no higher',
      major.assigned,
      'escalate',
      who('bureau'),
      { escalatedTo: 'county' },
      ['escalatedTo'],
    ],
  ])('%s', (_, hazard, act, actor, set, fields) => {
    const done = perform(hazard, { act, set, reason: '理由' }, actor, setting);
    expect(done).toMatchObject({ ok: false });
    if (!done.ok) expect(Object.keys(done.error.fields)).toEqual(fields);
  });

  test('a reason where the table asks one', () => {
    const asked = actNames.filter((act) => table[act].reason);
    expect(asked).toContain('return');
    const done = perform(
      general.rectified,
      { act: 'return', set: {}, reason: '' },
      officer,
      setting,
    );
    expect(done).toMatchObject({ ok: false, error: { fields: { reason: {} } } });
  });

  test('a stop that is ordered is on record before it is rectified and closed', () => {
    const ordered = taken(general.judged, 'assign', officer, { ...FIVE, stopRequired: true });
    expect(whyNot('rectify', ordered, team, setting)).not.toBeNull();
    const bare = { act: 'control', set: { interimMeasures: 'x' }, reason: null } as const;
    const refused = perform(ordered, bare, manager, setting);
    expect(refused).toMatchObject({
      ok: false,
      error: { fields: { stopScope: {}, stoppedOn: {} } },
    });
    const stop = { interimMeasures: 'x', stopScope: 'facility', stoppedOn: '2026-06-30' };
    expect(whyNot('rectify', taken(ordered, 'control', manager, stop), team, setting)).toBeNull();
  });
});

describe('what an act leaves behind', () => {
  test('returned work goes on, counted, its dates taken back', () => {
    const back = taken(general.rectified, 'return', officer);
    expect(back).toMatchObject({
      stage: 'assigned',
      values: { rectifiedOn: null, returnedTimes: 1 },
    });
    expect(taken(major.rectified, 'return', officer).stage).toBe('controlled');
  });

  test('a reopened hazard begins at its assignment, as a relapse', () => {
    const again = taken(major.closed, 'reopen', officer);
    expect(again).toMatchObject({
      stage: 'judged',
      values: { closedOn: null, verifiedOn: null, dueOn: null, reopenedTimes: 1, major: true },
    });
    expect(taken(general.dismissed, 'reopen', officer).stage).toBe('reported');
  });

  test('a hazard that is dismissed leaves every count, and comes back', () => {
    const wanted = { act: 'dismiss', set: {}, reason: '重复' } as const;
    expect(perform(general.reported, wanted, manager, setting)).toMatchObject({
      value: { retired: true },
    });
    const back = { act: 'reopen', set: {}, reason: '误判' } as const;
    expect(perform(general.dismissed, back, officer, setting)).toMatchObject({
      value: { retired: false },
    });
  });

  test('extended as often as the setting allows', () => {
    const once = taken(general.assigned, 'extend', who('bureau'), { extendedUntil: '2026-07-30' });
    expect(whyNot('extend', once, who('bureau'), setting)).not.toBeNull();
    const settings = { ...loopSettings, extensions: { value: 2 } };
    expect(whyNot('extend', once, who('bureau'), { today, settings })).toBeNull();
    const late = { today: dayOf(2026, 7, 31), settings };
    expect(whyNot('extend', once, who('bureau'), late)).not.toBeNull();
  });
});

describe('sealed fields', () => {
  test('every field of an act has its seal, and nothing else has', () => {
    const fields = new Set(actNames.flatMap((act) => Object.keys(table[act].fields)));
    expect([...fields].sort()).toEqual(Object.keys(seals).sort());
    for (const [name, { by }] of Object.entries(seals))
      expect(table[by].fields).toHaveProperty(name);
    for (const name of MADE_BY_ACT) expect(seals).not.toHaveProperty(name);
  });

  test.each<[string, Stage]>([
    ['note', 'judged'],
    ['criterion', 'judged'],
    ['dueOn', 'assigned'],
    ['interimMeasures', 'controlled'],
    ['handling', 'rectified'],
    ['verifiedOn', 'verified'],
    ['closedOn', 'closed'],
  ])('%s is sealed from %s', (field, from) => {
    expect(sealedFrom(field)).toBe(from);
    const open = stageNames.filter((stage) => !isSealed(field, general[stage]));
    expect(open).toEqual(stageNames.slice(0, stageNames.indexOf(from)));
  });

  test('a revision corrects sealed fields, with a reason, by whom the table says', () => {
    expect(mayRevise('handling', ['safetyManager'], general.rectified)).toBe(true);
    expect(mayRevise('handling', ['safetyManager'], general.closed)).toBe(false);
    expect(mayRevise('dueOn', ['safetyManager'], general.assigned)).toBe(false);
    expect(mayRevise('dueOn', ['officer'], general.assigned)).toBe(true);
    const right = taken(general.closed, 'revise', officer, { rectifiedOn: '2026-06-19' });
    expect(right).toMatchObject({ stage: 'closed', values: { rectifiedOn: '2026-06-19' } });
    const wrong = { act: 'revise', set: { rectifiedOn: '2026-06-25' }, reason: '笔误' } as const;
    expect(perform(general.closed, wrong, officer, setting)).toMatchObject({
      ok: false,
      error: { fields: { rectifiedOn: {} } },
    });
    const none = { act: 'revise', set: { major: true }, reason: '笔误' } as const;
    expect(perform(general.closed, none, officer, setting).ok).toBe(false);
  });
});

describe('by when', () => {
  const next = (hazard: Hazard): string | null => {
    const deadline = nextDeadline(hazard, setting.calendar, loopSettings);
    return deadline === null ? null : formatDay(deadline.day);
  };
  const with_ = (hazard: Hazard, values: Values): Hazard => ({
    ...hazard,
    values: { ...hazard.values, ...values },
  });

  test.each<[string, Hazard, string | null]>([
    // 2026-06-19 to 21 is the Dragon Boat holiday: two working days from Thursday the 18th.
    ['found before a holiday', with_(general.reported, { foundOn: '2026-06-18' }), '2026-06-23'],
    ['found on a Friday', with_(general.reported, { foundOn: '2026-06-05' }), '2026-06-09'],
    [
      'rectified before the National Day',
      with_(general.rectified, { rectifiedOn: '2025-09-30' }),
      '2025-10-14',
    ],
    ['a time limit', general.assigned, '2026-07-20'],
    ['an extension', with_(general.assigned, { extendedUntil: '2026-08-03' }), '2026-08-03'],
    ['closed', general.closed, null],
  ])('%s', (_, hazard, day) => {
    expect(next(hazard)).toBe(day);
  });

  test('a year without notice is provisional', () => {
    const hazard = with_(general.reported, { foundOn: '2027-06-07' });
    expect(nextDeadline(hazard, setting.calendar, loopSettings)?.provisional).toBe(true);
  });
});

describe('replay', () => {
  test.each(stageNames)('to %s', (stage) => {
    expect(replay(general[stage].steps)).toEqual({ ok: true, value: stage });
    expect(replay(major[stage].steps)).toEqual({ ok: true, value: stage });
  });

  test('a history with a step missing, doubled or out of place is none', () => {
    const { steps } = major.closed;
    for (let gone = 0; gone < steps.length; gone += 1) {
      const left = steps.filter((_, index) => index !== gone);
      const numbered = left.map((step, index) => ({ ...step, no: index + 1 }));
      if (gone < steps.length - 1) expect(replay(left).ok).toBe(false);
      // Without its first step it begins where the next one says, as an imported one does.
      if (gone > 0 && gone < steps.length - 1) expect(replay(numbered).ok).toBe(false);
    }
    const first = must(steps[0], 'a history has a first step');
    expect(replay([first, ...steps]).ok).toBe(false);
    const second = { ...must(steps[1], 'and a second'), to: 'closed' as const };
    expect(replay([first, second]).ok).toBe(false);
  });
});
