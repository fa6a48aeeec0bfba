import type { Moment } from '../../../kernel/calendar.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { AlarmWhole } from '../contract.ts';
import {
  type Channel,
  channels,
  type DeliveryState,
  deliveryStates,
  type Rung,
  rungs,
} from '../model.ts';
import { LEASE, LONGEST_AGE, MOST_TRIES, pauseAfter, whyWords } from '../rules/delivery.ts';
import {
  type Begun,
  beginDeliveries,
  type DeliveryRow,
  type Ended,
  endDelivery,
} from '../store/delivery.ts';
import { type Delivery, handOver, type Said } from './channels.ts';
import { maybeTold, told } from './rows.ts';
import { tellUndelivered } from './telling.ts';

const AT_ONCE = 20;

/** Tries once whatever is due; each comes at least once, with a key by which a second is known. */
export async function deliverDue(
  city: LiveCity,
  delivery: Delivery,
  clock: () => Moment,
): Promise<number> {
  const { owner } = city.options;
  const now = clock();
  const begun = await transaction(owner, (client) =>
    beginDeliveries(client, new Date(now), new Date(now + LEASE), AT_ONCE),
  );
  await Promise.all(
    begun.map(async (one) => {
      const ended = await tryOne(delivery, one, clock);
      await transaction(owner, async (client) => {
        await endDelivery(client, one.id, ended);
        if (ended.state === 'givenUp')
          await tellUndelivered(client, one, ended.failed ?? '', clock());
      });
    }),
  );
  if (begun.length > 0) city.announce({ topic: 'alarm' });
  return begun.length;
}

async function tryOne(delivery: Delivery, one: Begun, clock: () => Moment): Promise<Ended> {
  const begunAt = clock();
  const over = (state: Ended['state'], failed: string | null): Ended => ({
    ...{ state, failed, at: new Date(clock()) },
  });
  if (!one.needed) return over('dropped', null);
  if (begunAt - one.made_at.getTime() > LONGEST_AGE) return over('givenUp', 'tooOld');
  if (one.tries > MOST_TRIES) return over('givenUp', 'timeout');
  const handed = await handOver(delivery, one, one.content as Said);
  if (handed.ok) return over('sent', null);
  const pause = pauseAfter(one.tries);
  if (handed.final || pause === null) return over('givenUp', handed.why);
  return { state: 'waiting', failed: handed.why, at: new Date(clock() + pause) };
}

export const deliveryTold = (row: DeliveryRow): AlarmWhole['deliveries'][number] => {
  const [channel, state] = [row.channel as Channel, row.state as DeliveryState];
  return {
    channel: { code: channel, text: channels[channel] },
    state: { code: state, text: deliveryStates[state] },
    ...{ to: rungs[row.rung as Rung], recipient: row.shown, tries: row.tries },
    why: row.failed === null ? null : whyWords(row.failed),
    ...{ madeAt: told(row.made_at), doneAt: maybeTold(row.done_at) },
    nextAt: state === 'waiting' ? told(row.next_at) : null,
  };
};
