import { useState } from 'react';
import { photographFrom, voiceFrom } from '../../../ui/offline/attachments.ts';
import type { Attachment } from '../../../ui/offline/model.ts';
import { useSubmit } from '../../../ui/offline/use-outbox.tsx';
import { useVoice, type VoiceRecorder } from '../../../ui/offline/use-voice.ts';
import { useSession } from '../../../ui/session.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { Task } from '../contract.ts';
import { type CheckResult, results } from '../model.ts';
import { type Chosen, recordOf, restOf, shown, taskKey } from './phone-records.ts';
import { phoneTasksTexts } from './phone-texts.ts';
import { usePosition } from './use-position.ts';

type Choices = ReadonlyMap<string, Chosen>;

export interface PlaceProps {
  readonly tasks: readonly Task[];
  readonly heading: string;
  /** Where a refused record is looked at again. */
  readonly page: string;
}

/** What was chosen of each task, and how long it took. */
function useChoices() {
  const { user } = useSession();
  const [choices, setChoices] = useState<Choices>(new Map());
  const [since, setSince] = useState(Date.now);
  const change = (task: Task, next: Partial<Chosen>): void =>
    setChoices((all) => {
      const before = all.get(taskKey(task));
      const at = Date.now();
      const seconds = before?.seconds ?? Math.round((at - since) / 1000);
      const fresh: Chosen = { result: 'abnormal', note: '', photos: [], at, seconds };
      return new Map(all).set(taskKey(task), { ...fresh, ...before, ...next });
    });
  const choose = (task: Task, result: CheckResult): void => {
    change(task, { result, at: Date.now() });
    setSince(Date.now());
  };
  const add = (task: Task, one: Attachment): void => {
    const photos = choices.get(taskKey(task))?.photos ?? [];
    change(task, { result: 'abnormal', photos: [...photos, one] });
  };
  const remove = (task: Task, id: string): void => {
    const photos = choices.get(taskKey(task))?.photos ?? [];
    change(task, { photos: photos.filter((one) => one.id !== id) });
  };
  return {
    ...{ choices, choose, add, remove, clear: () => setChoices(new Map()) },
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

/** The tasks of a place as somebody goes through them, and how it goes to the server. */
export function usePlace({ tasks, heading, page }: PlaceProps) {
  const say = useTexts(phoneTasksTexts);
  const words = useWords();
  const submit = useSubmit();
  const position = usePosition();
  const chosen = useChoices();
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
      for (const { task, choice } of all) {
        await submit(recordOf(task, choice, sending), shown(choice));
      }
      chosen.clear();
    });
  };
  const rest = tasks.filter((task) => !task.alone && !choices.has(taskKey(task)));
  const sendRest = (): Promise<void> =>
    keep(() =>
      submit(restOf(rest, say('restOf', { place: heading, count: rest.length }), sending)),
    );
  return { ...chosen, faults, position, rest, voice, send, sendRest };
}
