import { clock } from '../../../ui/offline/clock.ts';
import type { Attachment, OutboxRecord } from '../../../ui/offline/model.ts';
import type { Draft } from '../../../ui/offline/outbox.ts';
import { attached } from '../../../ui/offline/rules.ts';
import type { Task } from '../contract.ts';
import type { CheckResult, Place } from '../model.ts';

export const CHECKS = 'checks.record';

/** What somebody chose for a task, and when. */
export interface Chosen {
  readonly result: CheckResult;
  readonly note: string;
  /** Of what is abnormal: the hazard's photographs before (整改前). */
  readonly photos: readonly Attachment[];
  /** Milliseconds by the device's clock. */
  readonly at: number;
  readonly seconds: number;
}

export const taskKey = ({ measure, period }: Pick<Task, 'measure' | 'period'>): string =>
  `${measure} ${period}`;

/** The last moment of a task: midnight is the end of the day before. */
export const lastOf = ({ ends }: Task): number => Date.parse(ends) - 1;

/** Tasks of one place stand together, in the order in which they fall due. */
export function placesOf(tasks: readonly Task[]): readonly (readonly Task[])[] {
  const places = new Map<string, Task[]>();
  for (const task of tasks) {
    const key = task.place ?? task.riskItem?.id ?? task.facility?.id ?? '';
    places.set(key, [...(places.get(key) ?? []), task]);
  }
  return [...places.values()];
}

interface Item {
  readonly id: string;
  readonly measure: string;
  readonly period: string;
}

const itemsOf = ({ body }: OutboxRecord): readonly Item[] =>
  Array.isArray(body.items) ? (body.items as Item[]) : [];

/** Tasks that this device has records of, on their way or received. */
export function recordedHere(records: readonly OutboxRecord[]): ReadonlySet<string> {
  const own = records.filter(({ kind, state }) => kind === CHECKS && state !== 'refused');
  return new Set(
    own.flatMap((record) => {
      const refused = refusedIn(record);
      return itemsOf(record)
        .filter(({ id }) => !refused.has(id))
        .map(taskKey);
    }),
  );
}

/** Items that the server refused of a record that it took otherwise: they are still to be done. */
function refusedIn({ answer }: OutboxRecord): ReadonlySet<string> {
  const { rows } = (answer ?? {}) as { readonly rows?: unknown };
  const all = Array.isArray(rows) ? (rows as { id: string; outcome: string }[]) : [];
  return new Set(all.filter(({ outcome }) => outcome === 'refused').map(({ id }) => id));
}

interface Sending {
  readonly page: string;
  readonly place: Place | null;
  readonly words: { readonly result: (result: CheckResult) => string; readonly note: string };
}

/** What is normal is not shown, even where something was taken before. */
export const shown = ({ result, photos }: Chosen): readonly Attachment[] =>
  result === 'abnormal' ? photos : [];

const itemOf = (task: Task, chosen: Chosen, id: string, bulk: boolean, place: Place | null) => ({
  ...{ id, measure: task.measure, period: task.period, result: chosen.result },
  note: chosen.result === 'abnormal' ? chosen.note.trim() || null : null,
  photos: shown(chosen).map(({ id: photo }) => attached(photo)),
  doneAt: new Date(chosen.at).toISOString(),
  ...{ secondsTaken: chosen.seconds, bulk },
  ...{ longitude: place?.longitude ?? null, latitude: place?.latitude ?? null },
});

function draftOf(
  { page, words }: Sending,
  title: string,
  items: readonly ReturnType<typeof itemOf>[],
  photos: readonly Attachment[],
): Draft {
  const [first] = items;
  const values = items.map(({ result }, index) => ({
    ...{ path: `items.${index}`, label: title, value: words.result(result) },
  }));
  const noted = first?.note ? [{ path: 'items.0.note', label: words.note, value: first.note }] : [];
  return {
    ...{ id: first?.id ?? crypto.randomUUID(), writtenAt: Date.now(), kind: CHECKS, title },
    ...{ shown: [...values, ...noted], method: 'POST', path: '/api/checks', page },
    photos: photos.map(({ id }) => id),
    body: { sentAt: null, offset: clock.offset(), items },
  };
}

/** One record a task: what the server does not take of it is told by itself. */
export const recordOf = (
  task: Task,
  chosen: Chosen,
  sending: Sending,
  /** Of a refused one that is mended: the server took nothing under it. */
  id: string = crypto.randomUUID(),
): Draft =>
  draftOf(sending, task.text, [itemOf(task, chosen, id, false, sending.place)], shown(chosen));

/** 其余正常: one record of all that nobody looked at alone. */
export function restOf(tasks: readonly Task[], title: string, sending: Sending): Draft {
  const chosen: Chosen = { result: 'normal', note: '', photos: [], at: Date.now(), seconds: 0 };
  const items = tasks.map((task) => {
    return itemOf(task, chosen, crypto.randomUUID(), true, sending.place);
  });
  return draftOf(sending, title, items, []);
}
