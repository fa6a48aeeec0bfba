import { type ReactElement, useId, useState } from 'react';
import { Button } from '../../../ui/dialog.tsx';
import { timeWords } from '../../../ui/offline/time-words.ts';
import { useSubmit } from '../../../ui/offline/use-outbox.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { Task } from '../contract.ts';
import { type CheckResult, resultNames, results } from '../model.ts';
import { type Chosen, lastOf, recordOf, restOf, taskKey } from './phone-records.ts';
import { phoneTasksTexts } from './phone-texts.ts';
import { usePosition } from './use-position.ts';

type Choices = ReadonlyMap<string, Chosen>;

interface PlaceProps {
  readonly tasks: readonly Task[];
  readonly heading: string;
  /** Where a refused record is looked at again. */
  readonly page: string;
}

/** What was chosen so far, how long each took, and how it goes. */
function usePlace({ tasks, heading, page }: PlaceProps) {
  const say = useTexts(phoneTasksTexts);
  const words = useWords();
  const submit = useSubmit();
  const position = usePosition();
  const [choices, setChoices] = useState<Choices>(new Map());
  const [since, setSince] = useState(Date.now);
  const [faults, setFaults] = useState<ReadonlySet<string>>(new Set());
  const sending = {
    ...{ page, place: position.place },
    words: { result: (result: CheckResult) => words(results[result]), note: say('what') },
  };
  const choose = (task: Task, result: CheckResult): void => {
    const at = Date.now();
    const before = choices.get(taskKey(task));
    const seconds = before?.seconds ?? Math.round((at - since) / 1000);
    const chosen = { result, note: before?.note ?? '', at, seconds };
    setChoices(new Map(choices).set(taskKey(task), chosen));
    setSince(at);
  };
  const note = (task: Task, text: string): void => {
    const before = choices.get(taskKey(task));
    if (before) setChoices(new Map(choices).set(taskKey(task), { ...before, note: text }));
    setFaults(new Set());
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
    const chosen = tasks.flatMap((task) => {
      const choice = choices.get(taskKey(task));
      return choice ? [{ task, choice }] : [];
    });
    const wordless = chosen.filter(({ choice }) => {
      return choice.result === 'abnormal' && choice.note.trim() === '';
    });
    setFaults(new Set(wordless.map(({ task }) => taskKey(task))));
    if (wordless.length > 0) return;
    await keep(async () => {
      for (const { task, choice } of chosen) await submit(recordOf(task, choice, sending));
      setChoices(new Map());
    });
  };
  const rest = tasks.filter((task) => !task.alone && !choices.has(taskKey(task)));
  const sendRest = (): Promise<void> =>
    keep(() =>
      submit(restOf(rest, say('restOf', { place: heading, count: rest.length }), sending)),
    );
  return { choices, faults, position, rest, choose, note, send, sendRest };
}

/** Tasks of one place: each with three large choices, and what is left in one tap. */
export function PhonePlace(props: PlaceProps): ReactElement {
  const { tasks, heading } = props;
  const say = useTexts(phoneTasksTexts);
  const place = usePlace(props);
  const { choices, rest, position } = place;
  return (
    <section className="phone-card" aria-label={heading}>
      <h2>{heading}</h2>
      {tasks.map((task) => (
        <TaskRow
          key={taskKey(task)}
          task={task}
          chosen={choices.get(taskKey(task)) ?? null}
          fault={place.faults.has(taskKey(task))}
          onChoose={(result) => place.choose(task, result)}
          onNote={(text) => place.note(task, text)}
        />
      ))}
      {choices.size > 0 ? (
        <Button kind="main" wide onClick={() => void place.send()}>
          {say('submit', { count: choices.size })}
        </Button>
      ) : null}
      {rest.length > (choices.size === 0 ? 1 : 0) ? (
        <Button wide onClick={() => void place.sendRest()}>
          {say('rest', { count: rest.length })}
        </Button>
      ) : null}
      <p className="checks-position">
        {position.state === 'found' ? (
          <span className="muted">{say('located')}</span>
        ) : (
          <Button kind="text" onClick={position.find}>
            {say('locate')}
          </Button>
        )}
        {position.state === 'failed' ? (
          <span className="muted" role="status">
            {say('notLocated')}
          </span>
        ) : null}
      </p>
    </section>
  );
}

function TaskRow(props: {
  readonly task: Task;
  readonly chosen: Chosen | null;
  readonly fault: boolean;
  readonly onChoose: (result: CheckResult) => void;
  readonly onNote: (text: string) => void;
}): ReactElement {
  const { task, chosen, fault, onChoose, onNote } = props;
  const say = useTexts(phoneTasksTexts);
  const words = useWords();
  const id = useId();
  const time = timeWords(lastOf(task));
  return (
    <fieldset className="checks-task">
      <legend>{task.text}</legend>
      <p className="muted">
        {say('until', { every: words(task.every.text), time })}
        {task.alone ? ` · ${say('notAlone')}` : ''}
      </p>
      <div className="checks-choices">
        {resultNames.map((result) => (
          <label key={result} className={`checks-choice checks-choice-${result}`}>
            <input
              type="radio"
              name={id}
              checked={chosen?.result === result}
              onChange={() => onChoose(result)}
            />
            <span>{words(results[result])}</span>
          </label>
        ))}
      </div>
      {chosen?.result === 'abnormal' ? (
        <div className="phone-field">
          <label htmlFor={`${id}-note`}>{say('what')}</label>
          <textarea
            id={`${id}-note`}
            rows={3}
            maxLength={2000}
            aria-invalid={fault}
            aria-describedby={`${id}-hint`}
            value={chosen.note}
            onChange={({ target }) => onNote(target.value)}
          />
          <p id={`${id}-hint`} className={fault ? 'field-fault' : 'muted'}>
            {say(fault ? 'whatNeeded' : 'toHazard')}
          </p>
        </div>
      ) : null}
    </fieldset>
  );
}
