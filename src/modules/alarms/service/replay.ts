import type { Moment } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { AlarmReplay } from '../contract.ts';
import { courseOf } from '../rules/course.ts';
import { type AlarmRecord, actsOf, alarmsBy } from '../store/alarm.ts';
import { deliveriesOf } from '../store/delivery.ts';
import type { Alarms } from './alarms.ts';
import { deliveryTold } from './delivering.ts';
import { happened } from './history.ts';
import { rowOf, told } from './rows.ts';

/** Of a flood, its beginning; the list of alarms has the others. */
const MOST_ALARMS = 100;
const MOST_DELIVERIES = 500;
type Mark = Omit<AlarmReplay['marks'][number], 'key'>;

/** The whole incident of an alarm as it went, for whoever sees the alarm (事件回放). */
export function alarmReplay(
  alarms: Alarms,
  caller: Caller,
  id: string,
): Promise<Result<AlarmReplay, Refusal>> {
  return reading(alarms.city.web, caller, async (client) => {
    const [alarm] = await alarmsBy(client, { ids: [id] });
    if (!alarm) return refuse<Refusal>({ code: 'not-visible' });
    const { incident } = alarm;
    const group = incident === null ? [alarm] : await alarmsBy(client, { incident });
    const shown = withIt(group, alarm);
    const done = Map.groupBy(
      await actsOf(
        client,
        shown.map((each) => each.id),
      ),
      (act) => act.alarm,
    );
    const marks: Mark[] = shown.flatMap((each) =>
      happened(each, done.get(each.id) ?? []).map(({ state: _, role, by, ...mark }) => ({
        ...{ ...mark, alarm: each.id },
        by: by === null ? null : [by, role].filter((part) => part !== null).join(' '),
      })),
    );
    marks.push(...(await deliveryMarks(client, alarm)));
    marks.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    const times = marks.map(({ at }) => Date.parse(at) as Moment);
    const { from, until, ended, cut, tags } = courseOf(shown, times, alarms.now());
    return ok({
      ...{ incident, ended, cut, total: group.length },
      marks: marks.map((mark, index) => ({ ...mark, key: String(index) })),
      ...{ from: told(from), until: told(until) },
      alarms: shown.map(rowOf),
      tags: tags.map((tag) => ({ ...tag })),
    });
  });
}

/** The first ones, and the one that was asked for. */
function withIt(group: readonly AlarmRecord[], alarm: AlarmRecord): readonly AlarmRecord[] {
  const first = group.slice(0, MOST_ALARMS);
  return first.some(({ id }) => id === alarm.id) ? first : [...first.slice(1), alarm];
}

/** Each when it was put in, and when it ended, as it ended. */
async function deliveryMarks(
  client: Parameters<typeof deliveriesOf>[0],
  { id, incident }: AlarmRecord,
): Promise<Mark[]> {
  const rows = await deliveriesOf(client, id, incident, MOST_DELIVERIES);
  return rows.map(deliveryTold).map(({ channel, to, recipient, state, why, madeAt, doneAt }) => ({
    ...{ at: doneAt ?? madeAt, kind: 'delivery', alarm: id, by: null },
    title: {
      zh: `${channel.text.zh} → ${to.zh}：${state.text.zh}`,
      en: `${channel.text.en} → ${to.en}: ${state.text.en}`,
    },
    detail: [recipient, why?.zh].filter(Boolean).join('；') || null,
  }));
}
