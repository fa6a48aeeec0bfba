import type { Moment } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { type Caller, reading } from '../../identity/index.ts';
import type { OutcomesAnswer } from '../contract.ts';
import { sumsOf } from '../rules/outcome-sums.ts';
import { outcomesSince, unclaimed } from '../store/counts.ts';
import { gatewaysSeen } from '../store/list.ts';
import type { Live } from './live.ts';

const DAY = 86_400_000;
const WORST = 10;

/** What became of the rows of the last 24 hours, of all gateways that the caller sees there. */
export async function outcomesOf(
  live: Live,
  caller: Caller,
  division: string | null,
): Promise<Result<OutcomesAnswer, Refusal>> {
  const now = live.now();
  const at = new Date(now).toISOString();
  const seen = await reading(live.city.web, caller, (client) => gatewaysSeen(client, at, division));
  const byNumber = new Map(
    seen.flatMap((names) => {
      const gateway = live.config.gatewayOf(names.id);
      return gateway ? [[gateway.no, names] as const] : [];
    }),
  );
  const numbers = [...byNumber.keys()];
  const { owner } = live.city.options;
  const counts = await outcomesSince(owner, numbers, (now - DAY) as Moment);
  const codes = await unclaimed(owner, numbers, now);
  const { rows, outcomes, worst } = sumsOf(counts, WORST);
  return ok({
    rows,
    outcomes: outcomes.map((each) => ({ ...each })),
    gateways: numbers.length,
    silent: numbers.filter((no) => live.monitor.isSilent(no)).length,
    unclaimed: [...codes.values()].reduce((sum, count) => sum + count, 0),
    worst: worst.flatMap(({ gateway, ...of }) => {
      const names = byNumber.get(gateway);
      if (!names) return [];
      const { id, name, enterprise, enterpriseName } = names;
      const firm = enterprise === null ? null : { id: enterprise, name: enterpriseName };
      return [
        { ...of, id, name: name ?? id, enterprise: firm, unclaimed: codes.get(gateway) ?? 0 },
      ];
    }),
  });
}
