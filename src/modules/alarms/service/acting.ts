import type { Moment } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { roles as definitions } from '../../../law/roles.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller } from '../../identity/index.ts';
import { scopeOf, withScope } from '../../identity/index.ts';
import type { Act, Actor, Given, State, Unfit } from '../model.ts';
import { acts, states } from '../model.ts';
import { climbing } from '../rules/climb.ts';
import { perform, whyNot } from '../rules/machine.ts';
import type { AlarmSettings } from '../rules/settings.ts';
import { stateOf } from '../rules/state.ts';
import { type AlarmRecord, alarmsBy, keepAct, keysOfEnterprise } from '../store/alarm.ts';
import { leadsAt } from '../store/shifts.ts';
import { besideOthers } from '../store/take.ts';
import type { Alarms } from './alarms.ts';

export interface Asked {
  readonly id: string;
  readonly act: Act;
  /** Acts taken so far, as they were looked at. */
  readonly version: number;
  readonly given: Given;
  /** The other alarms of its incident as well, where the table lets them. */
  readonly whole: boolean;
}

export interface ActedOn {
  id: string;
  version: number;
  state: State;
  /** Alarms that the act was taken on. */
  count: number;
}

const MOVED = (state: State): Bilingual => ({
  zh: `他人刚办理过，现为“${states[state].zh}”，请核对后再办`,
  en: `somebody worked on it meanwhile; it is ${states[state].en}: look again first`,
});

/** Whoever calls, by those of his grants that reach the enterprise. */
export async function actorFor(
  client: PoolClient,
  caller: Caller,
  enterprise: string,
): Promise<Actor> {
  const keys = new Set(await keysOfEnterprise(client, enterprise));
  const reaching = caller.grants.filter((grant) => scopeOf([grant]).keys.some((k) => keys.has(k)));
  const leads = await leadsAt(client, caller.user, [...keys]);
  return { roles: [...new Set(reaching.map(({ role }) => role))], leads };
}

const unfit = ({ why, fields }: Unfit): Refusal =>
  Object.keys(fields).length === 0
    ? { code: 'alarm-state', detail: why }
    : {
        code: 'bad-request',
        detail: why,
        fields: Object.entries(fields).map(([name, message]) => ({
          path: `given.${name}`,
          message,
        })),
      };

/** One act on an alarm, or on every alarm of its incident that it fits. */
export async function actOn(
  alarms: Alarms,
  caller: Caller,
  asked: Asked,
): Promise<Result<ActedOn, Refusal>> {
  const done = await withScope(alarms.city.web, caller, async (client) => {
    await besideOthers(client);
    const { alarm, others } = await lockedFor(client, asked);
    if (!alarm) return refuse<Refusal>({ code: 'not-visible' });
    if (alarm.acts !== asked.version) {
      const current = { version: alarm.acts, state: alarm.state };
      return refuse<Refusal>({ code: 'conflict', detail: MOVED(alarm.state), current });
    }
    const actor = await actorFor(client, caller, alarm.enterprise);
    const settings = (await alarms.settingsOf(client, [alarm.enterprise]))(alarm.enterprise);
    const by = { caller, actor, settings, at: alarms.now() };
    const first = await take(client, by, alarm, asked);
    if (!first.ok) return first;
    let count = 1;
    for (const other of others) {
      if (whyNot(asked.act, other, actor) !== null) continue;
      if ((await take(client, by, other, asked)).ok) count += 1;
    }
    return ok({ id: alarm.id, version: alarm.acts + 1, state: first.value, count });
  });
  if (done.ok) alarms.city.announce({ topic: 'alarm' });
  return done;
}

interface By {
  readonly caller: Caller;
  readonly actor: Actor;
  /** Of the enterprise that all alarms of the incident are about. */
  readonly settings: AlarmSettings;
  readonly at: Moment;
}

/** The alarm and, where the act is for all, the others of its incident: locked in one order. */
async function lockedFor(client: PoolClient, { id, whole }: Asked) {
  const [seen] = await alarmsBy(client, { ids: [id] });
  const of = whole && seen?.incident ? { incident: seen.incident } : { ids: [id] };
  const locked = await alarmsBy(client, of, true);
  return {
    alarm: locked.find((each) => each.id === id),
    others: locked.filter((each) => each.id !== id),
  };
}

async function take(
  client: PoolClient,
  by: By,
  alarm: AlarmRecord,
  { act, given }: Asked,
): Promise<Result<State, Refusal>> {
  const { caller, actor, settings, at } = by;
  const done = perform(alarm, act, given, { actor, at, settings });
  if (!done.ok) return refuse(unfit(done.error));
  const back = act === 'unshelve' || act === 'putBack';
  const after = {
    ...alarm,
    ...done.value,
    judgedAt: act === 'judge' ? at : alarm.judgedAt,
    climbFrom: back ? at : alarm.climbFrom,
  };
  const state = stateOf(after);
  const { due, next } = climbing(after, [], at, settings);
  const [role] = actor.roles;
  const kept = await keepAct(
    client,
    alarm,
    // Steps that may be due are looked at at once.
    { ...after, climbAt: due.length > 0 ? at : next },
    {
      ...{ act, at: new Date(at), to_state: state, account: caller.user, name: caller.name },
      ...{ role: role ? definitions[role].zh : null, given: { ...given } },
    },
  );
  return kept ? ok(state) : refuse({ code: 'conflict', detail: MOVED(state) });
}

export const actWords = (act: string): Bilingual =>
  act in acts
    ? acts[act as Act]
    : act === 'climb'
      ? { zh: '自动升级', en: 'climbed by itself' }
      : { zh: '到期自动恢复', en: 'came back by itself' };
