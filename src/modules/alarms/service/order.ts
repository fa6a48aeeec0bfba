import { createHash } from 'node:crypto';
import { endOfDay, formatDay, formatMoment, type Moment } from '../../../kernel/calendar.ts';
import type { BodyOf, Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Caller, reading } from '../../identity/index.ts';
import type { alarmsContract } from '../contract.ts';
import { orders, whyNoOrder } from '../rules/order.ts';
import { alarmsBy } from '../store/alarm.ts';
import { actorFor } from './acting.ts';
import type { Alarms } from './alarms.ts';

type Body = BodyOf<(typeof alarmsContract)['orderOfAlarm']>;

/** States an order (record `penalty`) that names its alarm: said twice, it is one. */
export async function orderOf(
  { city }: Alarms,
  caller: Caller,
  id: string,
  { kind, until, clauses, text }: Body,
): Promise<Result<{ record: string }, Refusal>> {
  const found = await reading(city.web, caller, async (client) => {
    const [alarm] = await alarmsBy(client, { ids: [id] });
    if (!alarm) return refuse<Refusal>({ code: 'not-visible' });
    const why = whyNoOrder(alarm, await actorFor(client, caller, alarm.enterprise));
    return why ? refuse<Refusal>({ code: 'alarm-state', detail: why }) : ok(alarm);
  });
  if (!found.ok) return found;
  const said = { kind, until, clauses, text };
  const hash = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 8);
  const record = `${id}-OD-${hash}`;
  const today = formatDay(city.today());
  const at = formatMoment(Math.min(city.now(), endOfDay(city.today())) as Moment);
  const stated = await city.state(caller, [
    {
      ...{ type: 'penalty', record, at },
      set: {
        ...{ kind, enterprise: found.value.enterprise, alarm: id, date: today, validFrom: today },
        ...{ validUntil: until, clauses, note: `${orders[kind].zh}：${text}` },
      },
    },
  ]);
  return stated.ok ? ok({ record }) : stated;
}
