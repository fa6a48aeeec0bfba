import type { Moment } from '../../../kernel/calendar.ts';
import type { Device } from '../model.ts';

/** Further back no phone has kept a record: its clock was set anew since it was compared. */
const MOST_LATE_MS = 366 * 86_400_000;

/**
 * When a record was written, whatever the device's clock showed: put right by what the server's was
 * ahead; what lies after its arrival, or beyond all reason before, was written as it arrived.
 */
export function writtenAt({ at, offset }: Pick<Device, 'at' | 'offset'>, arrived: Moment): Moment {
  const put = Date.parse(at) + (offset ?? 0);
  return (put > arrived || put < arrived - MOST_LATE_MS ? arrived : put) as Moment;
}
