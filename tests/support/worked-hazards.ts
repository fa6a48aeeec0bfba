import { dayOf } from '../../src/kernel/calendar.ts';
import type { Role } from '../../src/law/roles.ts';
import type { Act, Actor, Hazard, Level, Stage, Values } from '../../src/modules/hazards/model.ts';
import { perform, report, type Setting } from '../../src/modules/hazards/rules/machine.ts';
import { loopSettings } from '../../src/modules/hazards/rules/settings.ts';
import { loadWorkingCalendar } from '../../src/modules/plan/index.ts';

export const today = dayOf(2026, 6, 30);
export const setting: Setting = { today, calendar: loadWorkingCalendar(), settings: loopSettings };
export const LEVELS: Partial<Record<Role, Level>> = {
  ...{ bureau: 'county', office: 'county', officer: 'county', leader: 'county' },
  grid: 'township',
};
export const who = (role: Role, account: string = role, level = LEVELS[role] ?? null): Actor => ({
  account,
  name: account,
  seats: [{ role, level }],
});

export const SEEN = {
  enterprise: 'E1',
  source: 'selfInspection',
  foundOn: '2026-06-01',
  note: '示例',
};
export const FIVE = {
  ...{ responsible: 'P1', measures: '更换垫片', dueOn: '2026-07-20', funds: 0 },
  ...{ contingencyPlan: '预案', rectificationLead: 'P2', rectificationLeadRole: 'principal' },
};
export const PHOTO = `sha256:${'a'.repeat(64)}`;
export const GENERAL = { major: false };
export const MAJOR = {
  major: true,
  criterion: '4.1',
  class: 'static',
  subclass: 'equipment',
  cause: 'management',
};

/** A hazard after an act, which must be one that may be taken. */
export function taken(
  hazard: Hazard,
  act: Act,
  actor: Actor,
  set: Values = {},
  at = setting,
): Hazard {
  const done = perform(hazard, { act, set, reason: '理由' }, actor, at);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  const { step } = done.value;
  const values = { ...hazard.values, ...done.value.set };
  return { stage: step.to, values, steps: [...hazard.steps, step] };
}

export function reported(more: Values = {}): Hazard {
  const done = report({ ...SEEN, ...more }, who('safetyManager'), setting);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return { stage: 'reported', values: done.value.set, steps: [done.value.step] };
}

export const manager = who('safetyManager');
export const team = who('teamLeader');
export const officer = who('officer');

/** Hazards at every stage, general and major. */
export function courseOf(judgement: Values): Readonly<Record<Stage, Hazard>> {
  const first = reported();
  const judged = taken(first, 'judge', manager, judgement);
  const assigned = taken(judged, 'assign', manager, FIVE);
  const controlled = taken(assigned, 'control', manager, { interimMeasures: '隔离' });
  const fixed = { rectifiedOn: '2026-06-20', handling: '已更换', documents: [PHOTO] };
  const rectified = taken(controlled, 'rectify', team, fixed);
  const verified = taken(rectified, 'verify', officer, { verifiedOn: '2026-06-22' });
  const closed = taken(verified, 'close', officer, { closedOn: '2026-06-23' });
  const dismissed = taken(first, 'dismiss', manager);
  return { reported: first, judged, assigned, controlled, rectified, verified, closed, dismissed };
}
export const general = courseOf(GENERAL);
export const major = courseOf(MAJOR);
export const treated = courseOf({ ...MAJOR, major: false, treatedAsMajor: true, criterion: null });

export function inspected(): Hazard {
  return { ...general.reported, values: { ...general.reported.values, source: 'inspection' } };
}
