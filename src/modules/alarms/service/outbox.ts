import { createHash } from 'node:crypto';
import type { Moment } from '../../../kernel/calendar.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Rung } from '../model.ts';
import { channelsAt, masked } from '../rules/delivery.ts';
import type { AlarmRecord } from '../store/alarm.ts';
import { insertDelivery } from '../store/delivery.ts';
import { type Delivery, reachedBy, type Said } from './channels.ts';

export interface ToDeliver {
  readonly alarm: AlarmRecord;
  /** Of the step. */
  readonly key: string;
  readonly why: string;
  readonly to: Rung;
  readonly node: string;
  readonly said: Said;
}

/** Puts what a step asks for into the outbox, in the transaction of the step. */
export async function queueDeliveries(
  client: PoolClient,
  delivery: Delivery,
  { alarm, key, why, to, node, said }: ToDeliver,
  now: Moment,
): Promise<void> {
  const about = { alarm: alarm.id, incident: alarm.incident, enterprise: alarm.enterprise };
  const step = { why, rung: to, node, content: said };
  for (const channel of channelsAt(delivery.steps, alarm.level, to)) {
    const reached = reachedBy(delivery, channel, node);
    if (reached === null) continue;
    const inApp = channel === 'in-app';
    for (const recipient of reached.length > 0 ? reached : [null]) {
      const nobody = reached.length === 0;
      const end = recipient === null ? '' : `/${hashed(recipient)}`;
      const state = inApp ? 'sent' : nobody ? 'givenUp' : 'waiting';
      await insertDelivery(
        client,
        {
          ...{ ...about, ...step, key: `${key}/${channel}${end}`, channel, recipient, state },
          shown: recipient === null ? null : masked(recipient),
          failed: nobody ? 'noRecipient' : null,
        },
        new Date(now),
      );
    }
  }
}

const hashed = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12);
