import { createHash } from 'node:crypto';
import { dayAt, formatDay, type Moment } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import type { MyReport } from '../contract.ts';
import type { Device, Values } from '../model.ts';
import { stages } from '../model.ts';
import { writtenAt } from '../rules/written.ts';
import { findWritten, listWritten, noteWritten } from '../store/written.ts';
import { type Acting, isThere, reportedAt, standing, turns } from './acting.ts';
import { latest, stageOf } from './common.ts';

/** So many of the newest. */
const SHOWN = 50;

/** A device's record is one hazard, however often it is sent and by whomever else its key. */
function idOf({ user }: Caller, device: Device): string {
  const made = createHash('sha256').update(JSON.stringify([user, device.id]));
  return `HZ-${made.digest('hex').slice(0, 32)}`;
}

/** Written on a phone, perhaps long before it comes in. */
export function reportByPhone(
  city: LiveCity,
  caller: Caller,
  given: Values,
  device: Device,
): Acting {
  const id = idOf(caller, device);
  return turns.take(id, async () => {
    const arrived = city.now();
    const written = writtenAt(device, arrived);
    // The first answer was lost: it is given again, even after the server has forgotten the key,
    // and after it died between the facts and their note.
    const noted = await reading(city.web, caller, (client) => findWritten(client, device.id));
    const known = noted !== null || (await isThere(city, caller, id));
    const at = Math.min(written, latest(city)) as Moment;
    // Found when it was written, where nobody says otherwise.
    const set = { foundOn: formatDay(dayAt(at)), ...given };
    const acted = known
      ? await standing(city, caller, id)
      : await reportedAt(city, caller, id, set, at);
    if (acted.ok) {
      const row = { hazard: id, account: caller.user, device, written, arrived };
      await withScope(city.web, caller, (client) => noteWritten(client, row));
    }
    return acted;
  });
}

/** What the caller reported by phone, and how far each is. */
export function myReports(
  city: LiveCity,
  caller: Caller,
): Promise<Result<{ rows: MyReport[] }, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const rows = await listWritten(client, SHOWN);
    return ok({
      rows: rows.map(({ id, text, stage, deviceAt, writtenAt, receivedAt }) => ({
        ...{ id, text },
        stage: stage === null ? null : { code: stageOf(stage), text: stages[stageOf(stage)] },
        deviceAt: deviceAt.toISOString(),
        writtenAt: writtenAt.toISOString(),
        receivedAt: receivedAt.toISOString(),
      })),
    });
  });
}
