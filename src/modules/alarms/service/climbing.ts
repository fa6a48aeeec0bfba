import type { Moment } from '../../../kernel/calendar.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { rungs } from '../model.ts';
import { type Climb, climbing } from '../rules/climb.ts';
import { released } from '../rules/machine.ts';
import type { AlarmSettings } from '../rules/settings.ts';
import { stateOf } from '../rules/state.ts';
import { type AlarmRecord, keepAct } from '../store/alarm.ts';
import { climbsTaken, dueAlarms, keepClimb, setClimb } from '../store/follow.ts';
import { alone } from '../store/take.ts';
import type { Delivery } from './channels.ts';
import type { SettingsInForce } from './in-force.ts';
import { type Telling, tell, tellers } from './telling.ts';

/** What the platform does by itself: holds end, and what nobody answers climbs. Each step once. */
export async function lookAt(
  city: LiveCity,
  by: { readonly inForce: SettingsInForce; readonly delivery: Delivery },
  now: Moment,
): Promise<{ readonly climbed: number; readonly released: number }> {
  return transaction(city.options.owner, async (client) => {
    await alone(client);
    const found = await dueAlarms(client, new Date(now));
    const taken = await climbsTaken(
      client,
      found.map(({ id }) => id),
    );
    const about = found.map(({ enterprise }) => enterprise);
    const settingsOf = await by.inForce.of(client, about);
    const telling: Telling[] = [];
    const teller = tellers(client);
    const done = { climbed: 0, released: 0 };
    for (const alarm of found) {
      const settings = settingsOf(alarm.enterprise);
      if (alarm.holdUntil !== null && alarm.holdUntil <= now) {
        await release(client, alarm, settings, now);
        done.released += 1;
        continue;
      }
      const { due, next } = climbing(alarm, taken.get(alarm.id) ?? [], now, settings);
      for (const [index, climb] of due.entries()) {
        const told = await teller(alarm.enterprise, climb);
        const step = { ...climb, at: now, told: told?.to ?? null };
        await keepClimb(client, alarm, alarm.acts + index + 1, step);
        telling.push({ alarm, climb, told });
      }
      await setClimb(client, alarm.id, alarm.acts + due.length, next);
      done.climbed += due.length;
    }
    await tell(client, telling, by.delivery, now);
    return done;
  });
}

type Client = Parameters<typeof keepAct>[0];

/** Back from a hold by itself, at the time that was set: what still holds wants an answer again. */
async function release(
  client: Client,
  alarm: AlarmRecord,
  settings: AlarmSettings,
  now: Moment,
): Promise<void> {
  const after = { ...alarm, ...released(alarm), climbFrom: now };
  const { next } = climbing(after, [], now, settings);
  await keepAct(
    client,
    alarm,
    { ...after, climbAt: next },
    {
      ...{ act: 'release', at: new Date(now), to_state: stateOf(after) },
      ...{ account: null, name: null, role: null, given: {} },
    },
  );
}

export const climbWords = ({ why, to }: Pick<Climb, 'why' | 'to'>) => ({
  zh:
    why === 'unanswered' ? `无人确认，升级至${rungs[to].zh}` : `超时未处置，升级至${rungs[to].zh}`,
  en:
    why === 'unanswered'
      ? `nobody answered: up to the ${rungs[to].en}`
      : `nothing done in time: up to the ${rungs[to].en}`,
});
