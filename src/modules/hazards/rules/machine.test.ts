import { describe, expect, test } from 'vitest';
import {
  FIVE,
  general,
  inspected,
  major,
  manager,
  officer,
  setting,
  taken,
  team,
  treated,
  who,
} from '../../../../tests/support/worked-hazards.ts';

import { roleNames } from '../../../law/roles.ts';
import type { Act, Actor, Hazard, Values } from '../model.ts';
import { actNames, stageNames } from '../model.ts';
import { perform, whyNot } from './machine.ts';
import { table } from './table.ts';

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

describe('what has to be filled in', () => {
  test.each<[string, Hazard, Act, Actor, Values, string[]]>([
    ['judgement', general.reported, 'judge', manager, {}, ['major']],
    [
      'major',
      general.reported,
      'judge',
      manager,
      { major: true },
      ['criterion', 'class', 'subclass', 'cause'],
    ],
    [
      'treated as major',
      general.reported,
      'judge',
      manager,
      { major: false, treatedAsMajor: true },
      ['class', 'subclass', 'cause'],
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
      'taken over from a higher level',
      { ...major.assigned, values: { ...major.assigned.values, supervisedBy: 'city' } },
      'list',
      who('bureau'),
      { supervisedBy: 'county' },
      ['supervisedBy'],
    ],
    [
      'a later time limit as a correction',
      major.assigned,
      'revise',
      officer,
      { dueOn: '2026-12-31' },
      ['dueOn'],
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
