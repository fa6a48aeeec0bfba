import type { Fact } from './fact.ts';
import { day, fact, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { entered, facilityId } from './profile.ts';

const NINE = 9 * 60;

/** Soon after a detector came into use it was calibrated (标定): from nine, done before its time. */
export function* calibration(e: Profile, tag: string): Generator<Fact> {
  const on = day(entered(e).slice(0, 10)) + 3;
  const record = `MW-${e.id}`;
  yield fact('maintenanceWindow', record, moment(on, NINE), {
    ...{ kind: 'calibration', enterprise: e.id, tag },
    ...{ reason: '投用前标定（虚构）', startsAt: moment(on, NINE), endsAt: moment(on, NINE + 120) },
  });
  const endedAt = moment(on, NINE + 85);
  yield fact('maintenanceWindow', record, endedAt, { endedAt }, 1);
}

/** An interlock was bypassed (联锁旁路) for a day while its transmitter was changed, and restored. */
export function* bypass(e: Profile, part: string): Generator<Fact> {
  const on = day(entered(e).slice(0, 10)) + 5;
  const record = `IB-${e.id}`;
  yield fact('interlockBypass', record, moment(on, NINE), {
    ...{ kind: 'bypass', enterprise: e.id, facility: facilityId(e, part) },
    ...{ interlock: 'LSHH-101 高高液位切断进料', reason: '更换液位变送器（虚构）' },
    ...{ requestedBy: '班组长（虚构）', approvedBy: '生产负责人（虚构）' },
    measures: '专人现场看液位，降低进料流量',
    ...{ startsAt: moment(on, NINE), endsAt: moment(on + 1, NINE) },
  });
  const restoredAt = moment(on, NINE + 400);
  yield fact(
    'interlockBypass',
    record,
    restoredAt,
    { restoredAt, restoredBy: '班组长（虚构）' },
    1,
  );
}
