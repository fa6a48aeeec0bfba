import { createHash } from 'node:crypto';
import { dayAt, endOfDay, formatDay, formatMoment, type Moment } from '../../../kernel/calendar.ts';
import { systemOfAlarms } from '../../../law/standards/intake-systems.ts';
import type { LiveCity, Statement } from '../../identity/index.ts';
import { kinds, ruleWords, states, verdicts } from '../model.ts';
import type { AlarmRecord } from '../store/alarm.ts';
import { markStated, type ToState, toState } from '../store/follow.ts';

type Said = Readonly<Record<string, unknown>>;

/** What an alarm means as facts (record `alarm`), each with the moment from which it holds. */
function partsOf(alarm: ToState): readonly (readonly [Moment, Said])[] {
  const { kind, enterprise, facility, level, raisedAt, value, limit, unit, rule } = alarm;
  const measured = value === null ? '' : `${value}${unit ?? ''}`;
  const crossed = limit === null ? '' : `，限值 ${limit}${unit ?? ''}`;
  const text = (at: Moment): string => formatMoment(at);
  const made: (readonly [Moment, Said])[] = [
    [
      raisedAt,
      {
        ...{ kind, enterprise, level, source: 'system', raisedAt: text(raisedAt) },
        ...(facility !== null && alarm.known ? { facility } : {}),
        ...systemOf(alarm),
        note: `${kinds[kind].zh}${ruleWords[rule].zh} ${measured}${crossed}`.trim(),
      },
    ],
  ];
  // Each names the enterprise: stated in one go, the record is not there yet to say whose it is.
  const add = (at: Moment | null, set: Said): void => {
    if (at !== null) made.push([at, { enterprise, ...set }]);
  };
  const { acknowledgedAt, handledAt, checkedAt, clearedAt, judgedAt, verdict, measure } = alarm;
  add(acknowledgedAt, acknowledgedAt === null ? {} : { acknowledgedAt: text(acknowledgedAt) });
  add(judgedAt, {
    falseAlarm: verdict === 'false',
    // Found to be real after all: nothing is done yet.
    ...(verdict === 'real' && handledAt === null ? { handledAt: null } : {}),
    ...(alarm.permitMatched === null ? {} : { permitMatched: alarm.permitMatched }),
  });
  const found = verdict === null ? '' : `判定为${verdicts[verdict].zh}`;
  add(
    handledAt,
    handledAt === null ? {} : { handledAt: text(handledAt), action: measure ?? found },
  );
  add(checkedAt, checkedAt === null ? {} : { checkedAt: text(checkedAt) });
  add(clearedAt, clearedAt === null ? {} : { clearedAt: text(clearedAt) });
  return made;
}

function systemOf({ industry }: ToState): Said {
  const system = systemOfAlarms(industry);
  return system === null ? {} : { system };
}

/**
 * People over the limit of a place are an episode of its head count (record `positionReading`) as
 * well. It begins with the condition, before the alarm; its head count is that of the alarm.
 */
function episodeOf(alarm: ToState): readonly (readonly [Moment, Said])[] {
  const { rule, facility, known, since, clearedAt, value, limit } = alarm;
  if (rule !== 'occupancy' || facility === null || !known || value === null) return [];
  const counted = {
    date: formatMoment(since),
    headcount: value,
    ...(limit === null ? {} : { limit }),
  };
  const begun = [since, { facility, ...counted, zone: 'workplace' }] as const;
  if (clearedAt === null) return [begun];
  return [begun, [clearedAt, { facility, endedAt: formatMoment(clearedAt) }]];
}

/**
 * A check on the spot because of a warning is an inspection that began online (线上预警、线下核查):
 * whoever inspected goes on with its record where inspections are kept.
 */
function checkOf(alarm: ToState): readonly (readonly [Moment, Said])[] {
  const { id, enterprise, checkedAt, kind } = alarm;
  if (checkedAt === null) return [];
  const led = { source: 'online', selection: 'triggered', alarm: id };
  const note = `${kinds[kind].zh}报警现场核查`;
  const date = formatDay(dayAt(checkedAt));
  return [[checkedAt, { kind: 'other', enterprise, date, ...led, note }]];
}

/** A fact's id follows from what it says: stated again after a crash, it is the same one. */
function factsOf(alarm: ToState, latest: Moment): readonly Statement[] {
  const stated =
    (type: string, record: string) =>
    ([at, set]: readonly [Moment, Said]): Statement => {
      // A judgement says no moment of itself: the same one may be come back to.
      const said = 'falseAlarm' in set ? { ...set, at } : set;
      const hash = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16);
      const held = formatMoment(Math.min(at, latest) as Moment);
      return { id: `${record}-${hash}`, type, record, at: held, set };
    };
  return [
    ...episodeOf(alarm).map(stated('positionReading', recordOf('PR', alarm.id))),
    ...partsOf(alarm).map(stated('alarm', alarm.id)),
    ...checkOf(alarm).map(stated('inspection', recordOf('IN', alarm.id))),
  ];
}

/** A record that follows an alarm is named by it. */
const recordOf = (prefix: string, alarm: string): string => alarm.replace(/^AL/, prefix);

/** An alarm of nobody who is known, or of which nobody is to be told, has no facts. */
const isStated = ({ keys, hold }: ToState): boolean => keys.length > 0 && hold !== 'suppressed';

/** States what alarms mean; one that is refused is told of, and stated again when it changes. */
export async function stateFacts(
  city: LiveCity,
  onFault: (error: unknown) => void,
): Promise<number> {
  const { owner } = city.options;
  const found = await toState(owner);
  if (found.length === 0) return 0;
  const latest = Math.min(city.now(), endOfDay(city.today())) as Moment;
  const stating = found.filter(isStated);
  const take = async (alarms: readonly ToState[]): Promise<string | null> => {
    const keys = [...new Set(alarms.flatMap((each) => each.keys))];
    const statements = alarms.flatMap((alarm) => factsOf(alarm, latest));
    const platform = { user: 'platform', keys, writeKeys: keys };
    const taken = await city.takeIn(platform, statements, { by: 'alarms' });
    if (!taken.ok) return taken.error.code;
    const [reject] = taken.value.rejects;
    return reject ? `${reject.path ?? ''} ${reject.reason.en}` : null;
  };
  // One that is refused costs the others nothing: each by itself then.
  const refused = stating.length === 0 ? null : await take(stating);
  if (refused !== null) await oneByOne(stating, take, onFault);
  await city.catchUp();
  await markStated(owner, found);
  return found.length;
}

async function oneByOne(
  alarms: readonly ToState[],
  take: (alarms: readonly ToState[]) => Promise<string | null>,
  onFault: (error: unknown) => void,
): Promise<void> {
  for (const alarm of alarms) {
    const why = await take([alarm]);
    if (why !== null) onFault(new Error(`facts of alarm ${alarm.id}: ${why}`));
  }
}

export const wordsOf = ({ kind, rule, state, verdict }: AlarmRecord) => ({
  ...{ kind: kinds[kind], rule: ruleWords[rule], state: states[state] },
  verdict: verdict === null ? null : verdicts[verdict],
});
