import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { AlarmNext, AlarmWhole } from '../contract.ts';
import type { Actor } from '../model.ts';
import { actNames, acts } from '../model.ts';
import { climbKey, climbsOf, nodesBy, toldAt } from '../rules/climb.ts';
import { type Evidence, evidenceOf } from '../rules/evidence.ts';
import { fieldsOf, whyNot } from '../rules/machine.ts';
import { whyNoOrder } from '../rules/order.ts';
import type { AlarmSettings } from '../rules/settings.ts';
import {
  type ActRecord,
  type AlarmRecord,
  actsOf,
  alarmsBy,
  keysOfEnterprise,
} from '../store/alarm.ts';
import { deliveriesOf } from '../store/delivery.ts';
import { madeOf } from '../store/made.ts';
import { actorFor } from './acting.ts';
import type { Alarms } from './alarms.ts';
import { climbWords } from './climbing.ts';
import { deliveryTold } from './delivering.ts';
import { happened } from './history.ts';
import { rowOf, told } from './rows.ts';

export function alarmWhole(
  alarms: Alarms,
  caller: Caller,
  id: string,
): Promise<Result<AlarmWhole, Refusal>> {
  return reading(alarms.city.web, caller, async (client) => {
    const [alarm] = await alarmsBy(client, { ids: [id] });
    if (!alarm) return refuse<Refusal>({ code: 'not-visible' });
    const done = await actsOf(client, [id]);
    const actor = await actorFor(client, caller, alarm.enterprise);
    const { incident } = alarm;
    const group = incident === null ? [] : await alarmsBy(client, { incident });
    const settings = (await alarms.settingsOf(client, [alarm.enterprise]))(alarm.enterprise);
    const ladder = settings.ladders[alarm.level];
    return ok({
      row: rowOf(alarm),
      version: alarm.acts,
      now: told(alarms.now()),
      history: happened(alarm, done).map(({ kind: _, ...entry }) => entry),
      next: nextOf(alarm, actor),
      climbs: climbsShown(settings, alarm, done, await keysOfEnterprise(client, alarm.enterprise)),
      limits: {
        source: ladder.source,
        confidence: CONFIDENCE[ladder.confidence] ?? said(ladder.confidence),
        disposeMinutes: ladder.disposeMinutes,
      },
      evidence: evidenceTold(evidenceOf(alarm, alarms.now())),
      others: group
        .filter((each) => each.id !== id)
        .slice(0, 50)
        .map(rowOf),
      made: [...(await madeOf(client, id, alarm.enterprise))],
      order: orderTold(whyNoOrder(alarm, actor)),
      deliveries: (await deliveriesOf(client, id, incident)).map(deliveryTold),
    });
  });
}

const orderTold = (why: Bilingual | null): AlarmWhole['order'] => ({ may: why === null, why });

const evidenceTold = ({ tags, ...times }: Evidence): AlarmWhole['evidence'] => ({
  tags: [...tags],
  ...{ since: told(times.since), raisedAt: told(times.raisedAt) },
  ...{ from: told(times.from), until: told(times.until) },
});

const said = (text: string) => ({ zh: text, en: text });
const CONFIDENCE: Readonly<Record<string, ReturnType<typeof said>>> = {
  'proposed default': { zh: '平台建议', en: 'proposed default' },
};

const nextOf = (alarm: AlarmRecord, actor: Actor): AlarmNext[] =>
  actNames.map((act) => {
    const why = whyNot(act, alarm, actor);
    const fields = fieldsOf(act, alarm).map(([name, required]) => ({ name, required }));
    return { act, title: acts[act], may: why === null, why, fields };
  });

function climbsShown(
  settings: AlarmSettings,
  alarm: AlarmRecord,
  done: readonly ActRecord[],
  keys: readonly string[],
): AlarmWhole['climbs'] {
  const taken = new Set(
    done
      .filter(({ act, given }) => act === 'climb' && given.from === alarm.climbFrom)
      .map(({ given }) => `${String(given.why)}/${String(given.to)}`),
  );
  const nodes = nodesBy(keys);
  const shown = climbsOf(alarm, settings).map((climb) => ({
    what: climbWords({ ...climb, to: toldAt(climb.to, nodes) ?? climb.to }),
    at: told(climb.at),
    taken: taken.has(climbKey(climb)),
  }));
  // Who is told of two steps is told by the earlier.
  return shown.filter(({ what }, n) => shown.findIndex((each) => each.what.zh === what.zh) === n);
}
