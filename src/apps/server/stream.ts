import { PARTS } from '../../modules/live/index.ts';
import { type BatchStream, openStream } from '../../platform/stream/index.ts';

/** Said when alarms came or changed: whoever answers people tells their pages. */
export const ALARM = 'alarm';

/** The servers of NATS that ZHIBEN_NATS names; null: this process takes in and judges by itself. */
export async function streamOfEnvironment(): Promise<BatchStream | null> {
  const { ZHIBEN_NATS, ZHIBEN_NATS_USER, ZHIBEN_NATS_PASSWORD } = process.env;
  if (!ZHIBEN_NATS) return null;
  const servers = ZHIBEN_NATS;
  return openStream({
    servers,
    parts: PARTS,
    user: ZHIBEN_NATS_USER,
    password: ZHIBEN_NATS_PASSWORD,
  });
}
