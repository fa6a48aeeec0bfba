import { must } from '../../kernel/result.ts';
import { tradeReportingRewards } from '../../law/standards/shapes/trade-reporting-rewards.ts';
import { readStandards } from '../plan/index.ts';
import type { TimeLimit } from './rules/deadline.ts';
import type { RewardRules } from './rules/reward.ts';

export interface PublishedRules {
  readonly rewards: RewardRules;
  readonly limits: readonly TimeLimit[];
  /** Days in which a reward is collected. */
  readonly collectDays: number;
}

let shipped: PublishedRules | null = null;

/** The published rules of reports and rewards (举报奖励) that ship, read once. */
export function publishedRules(): PublishedRules {
  shipped ??= load();
  return shipped;
}

function load(): PublishedRules {
  const read = readStandards();
  const { files } = must(read.ok ? read.value : null, 'the standards that ship are sound');
  const file = tradeReportingRewards.parse(files.get('trade-reporting-rewards.json'));
  const { national, shandong2021: province, shandong2025: newer } = file;
  return {
    rewards: {
      province,
      national,
      joint: {
        text: national.multipleReporters.joint,
        confidence: national.multipleReporters.confidence,
      },
      newer: { basis: newer.basis, from: newer.issued },
    },
    limits: file.timeLimits,
    collectDays: national.collectWithinDays,
  };
}
