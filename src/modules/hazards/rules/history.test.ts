import { describe, expect, test } from 'vitest';
import {
  general,
  major,
  manager,
  officer,
  setting,
  taken,
  today,
  who,
} from '../../../../tests/support/worked-hazards.ts';

import { dayOf, formatDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { Hazard, Stage, Values } from '../model.ts';
import { actNames, stageNames } from '../model.ts';
import { nextDeadline } from './deadline.ts';
import { perform, whyNot } from './machine.ts';
import { replay } from './replay.ts';
import { isSealed, mayRevise, sealedFrom, seals } from './seals.ts';
import { loopSettings } from './settings.ts';
import { MADE_BY_ACT, table } from './table.ts';

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
