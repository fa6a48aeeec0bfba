import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { photographFrom, voiceFrom } from '../../../ui/offline/attachments.ts';
import type { Attachment, OutboxRecord } from '../../../ui/offline/model.ts';
import type { Draft } from '../../../ui/offline/outbox.ts';
import { useOutbox, useSubmit } from '../../../ui/offline/use-outbox.tsx';
import { useVoice, type VoiceRecorder } from '../../../ui/offline/use-voice.ts';
import { useSession } from '../../../ui/session.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { Task } from '../contract.ts';
import { type CheckResult, results } from '../model.ts';
import {
  dropTaken,
  type KeptChoice,
  keepChoice,
  keepTaken,
  keptChoices,
  photosOf,
  refusedChoices,
} from './phone-kept.ts';
import { type Chosen, recordOf, restOf, shown, taskKey } from './phone-records.ts';
import { phoneTasksTexts } from './phone-texts.ts';
import { usePosition } from './use-position.ts';

type Choices = ReadonlyMap<string, Chosen>;

export interface PlaceProps {
  readonly tasks: readonly Task[];
  readonly heading: string;
  /** Where a refused record is looked at again. */
  readonly page: string;
  /** A refused record of one of these tasks, which its writer mends. */
  readonly mended: OutboxRecord | null;
}

/** Choices of before, at once; their photographs as soon as they are read. */
function useKeptChoices(user: string, tasks: readonly Task[], mended: OutboxRecord | null) {
  const [seed] = useState(() => seedOf(user, tasks, mended));
  const kept = useState<Choices>(
    () => new Map([...seed].map(([key, each]) => [key, { ...each, photos: [] }])),
  );
  const [, setChoices] = kept;
  useEffect(() => {
    let gone = false;
    for (const [key, { photos }] of seed) {
      if (photos.length === 0) continue;
      void photosOf(photos).then((found) => {
        if (gone || found.length === 0) return;
        setChoices((all) => {
          const now = all.get(key);
          if (!now) return all;
          const whole = { ...now, photos: [...found, ...now.photos] };
          keepChoice(user, key, whole);
          return new Map(all).set(key, whole);
        });
      });
    }
    return () => {
      gone = true;
    };
  }, [seed, user]);
  return kept;
}

/** What was chosen of each task, and how long it took; kept on the device until it is submitted. */
function useChoices(tasks: readonly Task[], mended: OutboxRecord | null) {
  const { user } = useSession();
  const [choices, setChoices] = useKeptChoices(user, tasks, mended);
  const [since, setSince] = useState(Date.now);
  const change = (task: Task, next: Partial<Chosen>): void =>
    setChoices((all) => {
      const key = taskKey(task);
      const before = all.get(key);
      const at = Date.now();
      const seconds = before?.seconds ?? Math.round((at - since) / 1000);
      const fresh: Chosen = { result: 'abnormal', note: '', photos: [], at, seconds };
      const chosen = { ...fresh, ...before, ...next };
      keepChoice(user, key, chosen);
      return new Map(all).set(key, chosen);
    });
  const choose = (task: Task, result: CheckResult): void => {
    change(task, { result, at: Date.now() });
    setSince(Date.now());
  };
  const add = (task: Task, one: Attachment): void => {
    keepTaken(one);
    const photos = choices.get(taskKey(task))?.photos ?? [];
    change(task, { result: 'abnormal', photos: [...photos, one] });
  };
  const remove = (task: Task, id: string): void => {
    const photos = choices.get(taskKey(task))?.photos ?? [];
    if (!mended?.photos.includes(id)) dropTaken([id]);
    change(task, { photos: photos.filter((one) => one.id !== id) });
  };
  /** Submitted: what was taken and is not shown goes with the choice. */
  const clear = (): void => {
    for (const [key, chosen] of choices) {
      keepChoice(user, key, null);
      const named = shown(chosen);
      dropTaken(chosen.photos.filter((one) => !named.includes(one)).map(({ id }) => id));
    }
    setChoices(new Map());
  };
  return {
    ...{ choices, choose, add, remove, clear },
    note: (task: Task, text: string): void => change(task, { note: text }),
    /** False: it is no photograph. What is photographed is abnormal. */
    photograph: async (task: Task, file: File): Promise<boolean> => {
      const one = await photographFrom(file, user, null);
      if (one) add(task, one);
      return one !== null;
    },
    say: (blob: Blob): Attachment => voiceFrom(blob, user, null),
  };
}

/** What was chosen before the tab died, and the check of a refused record that is mended. */
function seedOf(
  user: string,
  tasks: readonly Task[],
  mended: OutboxRecord | null,
): ReadonlyMap<string, KeptChoice> {
  const keys = new Set(tasks.map(taskKey));
  const all = [...keptChoices(user, Date.now()), ...(mended ? refusedChoices(mended) : [])];
  return new Map(all.filter(([key]) => keys.has(key)));
}

/** One microphone for the place: whichever task it was opened at hears it. */
function useVoiceOf(heard: (task: Task, blob: Blob) => void) {
  const recorder = useVoice();
  const [task, setTask] = useState<Task | null>(null);
  const of = (one: Task): VoiceRecorder => ({
    ...recorder,
    state: task !== null && taskKey(task) === taskKey(one) ? recorder.state : 'off',
    start: () => {
      // What another task is hearing ends with it.
      void recorder.stop().then((blob) => {
        if (task && blob) heard(task, blob);
        setTask(one);
        recorder.start();
      });
    },
  });
  return { of, task, stop: recorder.stop };
}

/**
 * A refused check goes once more under its own key, with what its writer made of it; of several in
 * one record the first does, the others as records of their own: each is judged by itself.
 */
function useMend(mended: OutboxRecord | null) {
  const { outbox, flush } = useOutbox();
  const navigate = useNavigate();
  const keys = new Set(mended ? refusedChoices(mended).keys() : []);
  return {
    first: (of: readonly Task[]): Task | null => of.find((task) => keys.has(taskKey(task))) ?? null,
    send: async (draft: Draft, photos: readonly Attachment[]): Promise<void> => {
      if (!mended) return;
      await outbox?.mend(mended.id, draft, photos);
      dropTaken(mended.photos.filter((id) => !draft.photos.includes(id)));
      flush();
    },
    done: (page: string): void => void navigate(page, { replace: true }),
  };
}

/** The tasks of a place as somebody goes through them, and how it goes to the server. */
export function usePlace({ tasks, heading, page, mended }: PlaceProps) {
  const say = useTexts(phoneTasksTexts);
  const words = useWords();
  const submit = useSubmit();
  const position = usePosition();
  const chosen = useChoices(tasks, mended);
  const mend = useMend(mended);
  const { choices } = chosen;
  const voice = useVoiceOf((task, blob) => chosen.add(task, chosen.say(blob)));
  const [faults, setFaults] = useState<ReadonlySet<string>>(new Set());
  const sending = {
    ...{ page, place: position.place },
    words: { result: (result: CheckResult) => words(results[result]), note: say('what') },
  };
  const keep = async (write: () => Promise<void>): Promise<void> => {
    try {
      await write();
      toast.good(say('kept'));
    } catch {
      toast.bad(say('notKept'));
    }
  };
  const send = async (): Promise<void> => {
    const blob = await voice.stop();
    const said = blob && voice.task ? { task: voice.task, one: chosen.say(blob) } : null;
    if (said) chosen.add(said.task, said.one);
    const all = tasks.flatMap((task) => {
      const choice = choices.get(taskKey(task));
      if (!choice) return [];
      const heard = said && taskKey(said.task) === taskKey(task) ? [said.one] : [];
      return [{ task, choice: { ...choice, photos: [...choice.photos, ...heard] } }];
    });
    const wordless = all.filter(({ choice }) => {
      return (
        choice.result === 'abnormal' && choice.note.trim() === '' && choice.photos.length === 0
      );
    });
    setFaults(new Set(wordless.map(({ task }) => taskKey(task))));
    if (wordless.length > 0) return;
    await keep(async () => {
      const first = mend.first(all.map(({ task }) => task));
      for (const { task, choice } of all) {
        const photos = shown(choice);
        if (mended && task === first)
          await mend.send(recordOf(task, choice, sending, mended.id), photos);
        else await submit(recordOf(task, choice, sending), photos);
      }
      chosen.clear();
      if (mended) mend.done(page);
    });
  };
  const rest = tasks.filter((task) => !task.alone && !choices.has(taskKey(task)));
  const sendRest = (): Promise<void> =>
    keep(() =>
      submit(restOf(rest, say('restOf', { place: heading, count: rest.length }), sending)),
    );
  return { ...chosen, faults, position, rest, voice, send, sendRest };
}
