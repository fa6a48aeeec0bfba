import { createHash } from 'node:crypto';
import { endOfDay, formatMoment, type Moment } from '../../../kernel/calendar.ts';
import type { LiveCity, Statement } from '../../identity/index.ts';
import { kinds, ruleWords, states, verdicts } from '../model.ts';
import type { AlarmRecord } from '../store/alarm.ts';
import { markStated, toState } from '../store/follow.ts';

type Said = Readonly<Record<string, unknown>>;
type ToState = Awaited<ReturnType<typeof toState>>[number];

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
    ...(alarm.permitMatched === null ? {} : { permitMatched: alarm.permitMatched }),
  });
  add(handledAt, handledAt === null ? {} : { handledAt: text(handledAt), action: measure ?? '' });
  add(checkedAt, checkedAt === null ? {} : { checkedAt: text(checkedAt) });
  add(clearedAt, clearedAt === null ? {} : { clearedAt: text(clearedAt) });
  return made;
}

/** A fact's id follows from what it says: stated again after a crash, it is the same one. */
function factsOf(alarm: ToState, latest: Moment): readonly Statement[] {
  return partsOf(alarm).map(([at, set]) => {
    const hash = createHash('sha256').update(JSON.stringify(set)).digest('hex').slice(0, 16);
    const held = formatMoment(Math.min(at, latest) as Moment);
    return { id: `${alarm.id}-${hash}`, type: 'alarm', record: alarm.id, at: held, set };
  });
}

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
