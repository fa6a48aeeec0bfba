import type { Moment } from '../../../kernel/calendar.ts';
import type { Role } from '../../../law/roles.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { tellNode } from '../../tasks/index.ts';
import { kinds, type Rung, ruleWords, rungs } from '../model.ts';
import type { Climb } from '../rules/climb.ts';
import type { AlarmRecord } from '../store/alarm.ts';
import { nodesOver } from '../store/follow.ts';

export interface Telling {
  readonly alarm: AlarmRecord;
  readonly climb: Climb;
}

/** Who is told at each node. */
const WHO: Readonly<Record<Rung, readonly Role[]>> = {
  enterprise: ['principal', 'safetyManager', 'teamLeader'],
  park: ['park'],
  county: ['dispatcher', 'bureau'],
  city: ['dispatcher', 'bureau', 'leader'],
};

/** Tells the nodes that alarms climbed to: one message an incident and step. */
export async function tell(
  client: PoolClient,
  telling: readonly Telling[],
  now: Moment,
): Promise<void> {
  const known = new Map<string, Awaited<ReturnType<typeof nodesOver>>>();
  for (const { alarm, climb } of telling) {
    const nodes = known.get(alarm.enterprise) ?? (await nodesOver(client, alarm.enterprise));
    known.set(alarm.enterprise, nodes);
    const node = nodes[climb.to];
    // Not every enterprise lies in a park.
    if (!node) continue;
    const firm = alarm.enterpriseName ?? alarm.enterprise;
    const what = { zh: kinds[alarm.kind].zh, en: kinds[alarm.kind].en };
    const why =
      climb.why === 'unanswered'
        ? { zh: '报警无人确认', en: 'alarm nobody answered' }
        : { zh: '报警超时未处置', en: 'alarm without disposal in time' };
    await tellNode(
      client,
      {
        key: `alarm/${alarm.incident ?? alarm.id}/${climb.why}/${climb.to}`,
        ...{ owner: node.owner, keys: node.keys, roles: WHO[climb.to] },
        link: `/alarms/${alarm.id}`,
        reason: 'alarm',
        title: {
          zh: `${why.zh}（${rungs[climb.to].zh}）：${firm} ${what.zh}${ruleWords[alarm.rule].zh}`,
          en: `${why.en} (${rungs[climb.to].en}): ${firm}, ${what.en} ${ruleWords[alarm.rule].en}`,
        },
      },
      now,
    );
  }
}
