import type { Moment } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Role } from '../../../law/roles.ts';
import { roles as definitions } from '../../../law/roles.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, Grant, LiveCity } from '../../identity/index.ts';
import { scopeOf } from '../../identity/index.ts';
import { entriesInForce, loadWorkingCalendar } from '../../plan/index.ts';
import type { Actor, Hazard, Seat, Stage, Step, Values } from '../model.ts';
import { levels, stageNames } from '../model.ts';
import type { Setting } from '../rules/machine.ts';
import { loopParameters, settingsBy } from '../rules/settings.ts';
import { keysOfRecord, levelsOf, type StepRecord } from '../store/one.ts';

/** What the loop goes by, in divisions from below: the lowest that decided; none: everywhere. */
export function settingOf(city: LiveCity, chain: readonly string[] = []): Setting {
  const own = city.parameters.filter(({ name }) => loopParameters.includes(name));
  const settings = settingsBy(entriesInForce(own, city.today(), chain));
  return { today: city.today(), calendar: loadWorkingCalendar(), settings };
}

/** Now, but not after the last day of a made-up city. */
export const latest = (city: LiveCity): Moment =>
  Math.min(city.now(), endOfDay(city.today())) as Moment;

export const stageOf = (value: unknown): Stage =>
  stageNames.find((stage) => stage === value) ?? 'reported';

export const stepOf = ({ no, act, from, to, by, major }: StepRecord): Step => ({
  ...{ no, by, major },
  act: act as Step['act'],
  from: from === null ? null : stageOf(from),
  to: stageOf(to),
});

export function hazardOf(values: Values, steps: readonly StepRecord[]): Hazard {
  return { stage: stageOf(values.stage), values, steps: steps.map(stepOf) };
}

/**
 * For the report of a hazard, and for his own checks, a worker (从业人员) may state what lies in his
 * enterprise: he states nothing else. The table says which roles report.
 */
export function reporting(caller: Caller): Caller {
  const { keys } = scopeOf(caller.grants.filter(({ role }) => role === 'worker'));
  const own = keys.filter((key) => key.startsWith('e:'));
  return { ...caller, writeKeys: [...new Set([...caller.writeKeys, ...own])] };
}

/** Whoever calls, by those of his grants that reach the record and let him write; null: a new one. */
export async function actorAt(
  client: PoolClient,
  caller: Caller,
  subject: string | null,
): Promise<Actor> {
  const keys = subject === null ? null : new Set(await keysOfRecord(client, subject));
  const reaching = caller.grants.filter((grant) => {
    const { writeKeys } = scopeOf([grant]);
    const open = writeKeys.length > 0 ? writeKeys : caller.writeKeys.filter(ofGrant(grant));
    return open.some((key) => keys === null || keys.has(key));
  });
  const nodes = reaching.flatMap(({ nodeKind, node }) => (nodeKind === 'division' ? [node] : []));
  const known = await levelsOf(client, nodes);
  const seats = reaching.map(({ role, node }): Seat => {
    const level = levels.find((each) => each === known.get(node)) ?? null;
    return { role, level: isAuthority(role) ? level : null };
  });
  return { account: caller.user, name: caller.name, seats };
}

/** Keys that he was given besides, of the place that the grant names. */
const ofGrant =
  ({ node }: Grant) =>
  (key: string): boolean =>
    key === `e:${node}`;

export const isAuthority = (role: Role): boolean => definitions[role].desk === 'authority';
