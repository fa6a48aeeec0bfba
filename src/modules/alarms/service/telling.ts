import { formatMoment, type Moment } from '../../../kernel/calendar.ts';
import type { Role } from '../../../law/roles.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { tellNode } from '../../tasks/index.ts';
import { type Channel, channels, kinds, type Rung, ruleWords, rungs } from '../model.ts';
import { type Climb, toldAt } from '../rules/climb.ts';
import { whyWords } from '../rules/delivery.ts';
import type { AlarmRecord } from '../store/alarm.ts';
import type { Begun } from '../store/delivery.ts';
import { type Node, nodesOver, toldBefore } from '../store/follow.ts';
import type { Delivery, Said } from './channels.ts';
import { queueDeliveries } from './outbox.ts';

export interface Telling {
  readonly alarm: AlarmRecord;
  readonly climb: Climb;
  readonly told: Told | null;
}

/** Who is told of a step. */
export interface Told {
  readonly to: Rung;
  readonly node: Node;
}

/** Finds who is told of steps, asking once for each enterprise. */
export function tellers(client: PoolClient) {
  const known = new Map<string, Awaited<ReturnType<typeof nodesOver>>>();
  return async (enterprise: string, climb: Climb): Promise<Told | null> => {
    const nodes = known.get(enterprise) ?? (await nodesOver(client, enterprise));
    known.set(enterprise, nodes);
    const to = toldAt(climb.to, nodes);
    const node = to === null ? undefined : nodes[to];
    return to === null || node === undefined ? null : { to, node };
  };
}

/** Who is told at each node. */
const WHO: Readonly<Record<Rung, readonly Role[]>> = {
  enterprise: ['principal', 'safetyManager', 'teamLeader'],
  park: ['park'],
  county: ['dispatcher', 'bureau'],
  city: ['dispatcher', 'bureau', 'leader'],
};

/**
 * Tells the nodes that alarms climbed to: one message an incident and step, with what goes
 * beside it. What came after somebody had answered is told anew, and so is what is worse than
 * what was told.
 */
export async function tell(
  client: PoolClient,
  telling: readonly Telling[],
  delivery: Delivery,
  now: Moment,
): Promise<void> {
  for (const { alarm, climb, told } of telling) {
    if (told === null) continue;
    const { to, node } = told;
    const firm = alarm.enterpriseName ?? alarm.enterprise;
    const what = { zh: kinds[alarm.kind].zh, en: kinds[alarm.kind].en };
    const why =
      climb.why === 'unanswered'
        ? { zh: '报警无人确认', en: 'alarm nobody answered' }
        : { zh: '报警超时未处置', en: 'alarm without disposal in time' };
    const title = {
      zh: `${why.zh}（${rungs[to].zh}）：${firm} ${what.zh}${ruleWords[alarm.rule].zh}`,
      en: `${why.en} (${rungs[to].en}): ${firm}, ${what.en} ${ruleWords[alarm.rule].en}`,
    };
    const { worseTold, answered } = await toldBefore(client, alarm, climb);
    if (worseTold) continue;
    const wave = [alarm.incident ?? alarm.id, answered, alarm.level].join('/');
    const key = `alarm/${wave}/${climb.why}/${to}`;
    const whom = { owner: node.owner, keys: node.keys, roles: WHO[to] };
    const link = `/alarms/${alarm.id}`;
    await tellNode(client, { key, ...whom, link, reason: 'alarm', title }, now);
    const said = saidOf(alarm, { ...climb, to }, title, `${delivery.origin}${link}`);
    await queueDeliveries(
      client,
      delivery,
      { alarm, key, why: climb.why, to, node: node.owner, said },
      now,
    );
  }
}

/** What goes out of the platform: nobody's name but the enterprise's. */
function saidOf(alarm: AlarmRecord, climb: Climb, title: Said['title'], link: string): Said {
  const { id, incident, level, kind, rule, value, limit, unit, enterprise, facility } = alarm;
  return {
    ...{ type: 'alarm', title, link, step: climb.to, why: climb.why },
    ...{ alarm: id, incident, level, kind, rule, value, limit, unit },
    enterprise: { id: enterprise, name: alarm.enterpriseName },
    facility: facility === null ? null : { id: facility, name: alarm.facilityName },
    ...{ raisedAt: formatMoment(alarm.raisedAt), at: formatMoment(climb.at) },
  };
}

/** Whoever was not reached finds it in the platform, together with why. */
export async function tellUndelivered(
  client: PoolClient,
  { id, alarm, enterprise, rung, channel }: Begun,
  failed: string,
  now: Moment,
): Promise<void> {
  const to = rung as Rung;
  const node = (await nodesOver(client, enterprise))[to];
  if (!node) return;
  const [by, why] = [channels[channel as Channel], whyWords(failed)];
  await tellNode(
    client,
    {
      ...{ key: `alarm/undelivered/${id}`, owner: node.owner, keys: node.keys, roles: WHO[to] },
      ...{ link: `/alarms/${alarm}`, reason: 'alarm' },
      title: {
        zh: `报警未能送达（${by.zh}）：${why.zh}`,
        en: `an alarm could not be delivered (${by.en}): ${why.en}`,
      },
    },
    now,
  );
}
