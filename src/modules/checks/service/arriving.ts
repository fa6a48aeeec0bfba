import type { Moment } from '../../../kernel/calendar.ts';
import { dayAt, formatDay, parseMoment } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { notOwn } from '../../files/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import type { CheckItem } from '../contract.ts';
import type { Window } from '../model.ts';
import { frequencyNames } from '../model.ts';
import type { Arrived, Marked, Neighbour } from '../rules/marks.ts';
import { marksOf, takenAt } from '../rules/marks.ts';
import { takeCheck } from '../rules/submission.ts';
import type { WindowRules } from '../rules/windows.ts';
import type { EarlierPhoto, KeptCheck, MeasureRecord } from '../store/submit.ts';
import { besideOf, keptChecks, measuresOf, photosKept } from '../store/submit.ts';
import { latest, rulesNow } from './common.ts';

export interface Sending {
  readonly sentAt: string | null;
  readonly offset: number | null;
  readonly items: readonly CheckItem[];
}

/** A record that can be stated. */
export interface Ready {
  readonly item: CheckItem;
  readonly record: string;
  readonly measure: MeasureRecord;
  readonly window: Window;
  readonly taken: Moment;
  readonly marks: readonly Marked[];
}

/** What one item comes to before anything is stated: one of the three. */
export interface Judged {
  readonly item: CheckItem;
  readonly refused?: Bilingual;
  readonly kept?: KeptCheck;
  readonly ready?: Ready;
}

/** The record of a client's id: sent twice, it is the same. */
export const recordOf = (id: string): string => `MC-${id.toLowerCase()}`;
/** And the hazard that it becomes where it is abnormal. */
export const hazardOf = (id: string): string => `HZ-${id.toLowerCase()}`;

const momentIn = (text: string): Moment => {
  const parsed = parseMoment(text);
  // The schema took it: with a form of its own, where it is not ours.
  return parsed.ok ? parsed.value : (Date.parse(text) as Moment);
};

const UNSEEN: Bilingual = {
  zh: '没有这项管控措施，或不在您的数据范围内',
  en: 'no such measure, or outside your scope',
};
const OTHERS: Bilingual = {
  zh: '这个编号已用于另一条记录',
  en: 'the id was used for another record',
};
const NO_FILE: Bilingual = {
  zh: '照片尚未上传，请重新选择照片',
  en: 'a photograph was not uploaded: choose it again',
};

/** What is known when a sending arrives, and what its items before this one came to. */
interface Known {
  readonly rules: WindowRules;
  readonly received: Moment;
  readonly sentAt: Moment | null;
  readonly kept: ReadonlyMap<string, KeptCheck>;
  readonly measures: ReadonlyMap<string, MeasureRecord>;
  readonly strange: ReadonlySet<string>;
  readonly photos: EarlierPhoto[];
  readonly seen: Ready[];
}

/** What the device's clock showed when it sent: measured against ours before, or as it says. */
function sentBy(received: Moment, sentAt: string | null, offset: number | null): Moment | null {
  if (offset !== null) return (received - Math.round(offset)) as Moment;
  return sentAt === null ? null : momentIn(sentAt);
}

const enterprisesOf = (measures: Known['measures']): readonly string[] => [
  ...new Set([...measures.values()].map(({ enterprise }) => enterprise)),
];

/** Every item by itself, in the order in which they were sent. */
export async function judgeAll(
  client: PoolClient,
  city: LiveCity,
  caller: Caller,
  { items, sentAt, offset }: Sending,
): Promise<readonly Judged[]> {
  const rules = rulesNow(city);
  const { shifts } = rules.settings;
  const received = city.now();
  const photos = [...new Set(items.flatMap((item) => item.photos))];
  const ids = items.map(({ id }) => recordOf(id));
  const named = [...new Set(items.map(({ measure }) => measure))];
  const measures = await measuresOf(client, named, new Date(latest(city)), shifts.value);
  const known: Known = {
    ...{ rules, received, seen: [], sentAt: sentBy(received, sentAt, offset), measures },
    kept: await keptChecks(client, ids),
    strange: new Set(await notOwn(client, photos)),
    photos: [...(await photosKept(client, photos, enterprisesOf(measures)))],
  };
  const judged: Judged[] = [];
  for (const item of items) judged.push(await judgeOne(client, city, caller, item, known));
  return judged;
}

async function judgeOne(
  client: PoolClient,
  city: LiveCity,
  caller: Caller,
  given: CheckItem,
  known: Known,
): Promise<Judged> {
  const item = { ...given, note: given.note?.trim() || null };
  const record = recordOf(item.id);
  const before = known.kept.get(record);
  if (before) {
    const same = before.controlMeasure === item.measure && before.period === item.period;
    return same && before.by === caller.user ? { item, kept: before } : { item, refused: OTHERS };
  }
  if (known.seen.some((ready) => ready.record === record)) return { item, refused: OTHERS };
  const measure = known.measures.get(item.measure);
  if (!measure) return { item, refused: UNSEEN };
  if (item.photos.some((photo) => known.strange.has(photo))) return { item, refused: NO_FILE };
  const checkEvery = frequencyNames.find((name) => name === measure.checkEvery) ?? null;
  const took = takeCheck({ ...measure, checkEvery }, item, known.received, known.rules);
  if (!took.ok) return { item, refused: took.why };
  const coming = { item, record, measure, window: took.window };
  const ready = await readyOf(client, city, caller, coming, known);
  known.seen.push(ready);
  const on = formatDay(dayAt(ready.taken));
  for (const photo of item.photos)
    known.photos.push({ photo, type: 'measureCheck', id: record, on });
  return { item, ready };
}

const placeOf = ({ longitude, latitude }: Pick<CheckItem, 'longitude' | 'latitude'>) =>
  longitude === null || latitude === null ? null : { longitude, latitude };

async function readyOf(
  client: PoolClient,
  city: LiveCity,
  caller: Caller,
  { item, record, measure, window }: Pick<Ready, 'item' | 'record' | 'measure' | 'window'>,
  { rules: { settings }, received, sentAt, seen, photos }: Known,
): Promise<Ready> {
  const clocks = { doneAt: momentIn(item.doneAt), sentAt, receivedAt: received };
  const real = takenAt(clocks, settings);
  // A made-up city has ended: its last moment is now, and its windows stand as far from it.
  const skew = received - latest(city);
  const place = placeOf(item);
  const neighbours: Neighbour[] = [];
  if (place) {
    for (const each of await besideOf(client, caller.user, new Date(clocks.doneAt))) {
      neighbours.push({ doneAt: each.doneAt.getTime() as Moment, place: each });
    }
    for (const { item: other } of seen) {
      const there = placeOf(other);
      if (there) neighbours.push({ doneAt: momentIn(other.doneAt), place: there });
    }
  }
  const arrived: Arrived = {
    ...{ ...clocks, takenAt: real, place, neighbours, bulk: item.bulk },
    window: {
      from: (window.from + skew) as Moment,
      until: (window.until + skew) as Moment,
    },
    secondsTaken: item.secondsTaken,
    photosElsewhere: item.photos.flatMap((photo) => {
      // A first try that died half-way may have left the hazard of this very record.
      const before = photos.filter((each) => each.photo === photo && each.id !== hazardOf(item.id));
      return before[0] ? [before[0]] : [];
    }),
  };
  const taken = (real - skew) as Moment;
  return { item, record, measure, window, taken, marks: marksOf(arrived, settings) };
}
