import type { Trust } from '../model.ts';
import { quality } from './readings.ts';

/** What is known of a tag's newest value. */
export interface Standing {
  /** Neither taken out of the ledger nor worked on in a window. */
  readonly inUse: boolean;
  readonly gatewaySilent: boolean;
  readonly lost: boolean;
  readonly stuck: boolean;
  /** Every watched tag of its gateway stands still while fresh times come in. */
  readonly replayed: boolean;
  readonly quality: number;
  /** Its newest value lies beyond what it measures. */
  readonly outOfRange: boolean;
  /** Between measured and received, in ms. */
  readonly delayMs: number;
  readonly lateMs: number;
}

/** What a value is worth (可信状态), the gravest reason first. */
export function trustOf(it: Standing): Trust {
  if (!it.inUse) return 'outOfService';
  if (it.gatewaySilent) return 'upstreamDown';
  if (it.lost || it.quality === quality.bad) return 'stale';
  if (it.outOfRange) return 'outOfRange';
  if (it.replayed) return 'replayed';
  if (it.stuck) return 'frozen';
  if (it.quality === quality.manual) return 'manual';
  return it.delayMs > it.lateMs ? 'late' : 'live';
}
