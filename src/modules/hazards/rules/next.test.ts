import { describe, expect, test } from 'vitest';
import {
  general,
  inspected,
  major,
  manager,
  setting,
  who,
} from '../../../../tests/support/worked-hazards.ts';
import type { Hazard } from '../model.ts';
import { whyNot } from './machine.ts';
import { nextStep } from './next.ts';

const FIRM = ['principal', 'safetyManager'];
const TEAM = [...FIRM, 'teamLeader'];
const OFFICER = ['bureau', 'office', 'officer'];
const outside = (hazard: Hazard): Hazard => ({
  ...hazard,
  values: { ...hazard.values, source: 'inspection' },
});

describe('the next step and whose it is', () => {
  test.each([
    ['found by itself', general.reported, 'judge', FIRM],
    ['found by others', inspected(), 'judge', OFFICER],
    ['judged', general.judged, 'assign', FIRM],
    ['judged, found by others', outside(general.judged), 'assign', OFFICER],
    ['assigned', general.assigned, 'rectify', TEAM],
    ['assigned, major: controlled first', major.assigned, 'control', TEAM],
    [
      'assigned, has to stop',
      { ...general.assigned, values: { ...general.assigned.values, stopRequired: true } },
      'control',
      TEAM,
    ],
    ['under control', major.controlled, 'rectify', TEAM],
    ['rectified', general.rectified, 'verify', FIRM],
    ['rectified, found by others', outside(general.rectified), 'verify', OFFICER],
    ['rectified, major', major.rectified, 'verify', OFFICER],
    ['verified, major', major.verified, 'close', OFFICER],
  ] as const)('%s', (_, hazard, act, roles) => {
    const next = nextStep(hazard);
    expect(next).toMatchObject({ act, roles });
    // Each of them may take it, by the machine (another than the fixer).
    for (const role of next?.roles ?? []) {
      expect([role, whyNot(act, hazard, who(role, 'somebody'), setting)]).toEqual([role, null]);
    }
  });

  test('none of what is closed or no hazard', () => {
    expect(nextStep(general.closed)).toBeNull();
    expect(nextStep(general.dismissed)).toBeNull();
    expect(whyNot('judge', general.reported, manager, setting)).toBeNull();
  });
});
