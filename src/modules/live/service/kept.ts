import type { Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { historyRetention } from '../../../law/standards/history-retention.ts';
import type { HistoryAnswer } from '../contract.ts';
import { droppedUntil } from '../store/merged.ts';
import type { Live } from './live.ts';

/** For how long it is kept and why, and from when it is there: for everybody who may ask at all. */
export async function historyAnswer(live: Live): Promise<Result<HistoryAnswer, Refusal>> {
  const { leastYears, reason, source, confidence, mayChange } = historyRetention;
  const before = await droppedUntil(live.city.options.owner);
  const why = { reason, source, confidence, mayChange };
  return ok({ years: live.historyYears, leastYears, droppedBefore: before, ...why });
}
