import { type ReactElement, useId } from 'react';
import { Take, TakePhoto } from '../../../ui/offline/take.tsx';
import { timeWords } from '../../../ui/offline/time-words.ts';
import type { VoiceRecorder } from '../../../ui/offline/use-voice.ts';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { Task } from '../contract.ts';
import { type CheckResult, MOST_PHOTOS, resultNames, results } from '../model.ts';
import { type Chosen, lastOf } from './phone-records.ts';
import { phoneTasksTexts } from './phone-texts.ts';

interface RowProps {
  readonly task: Task;
  readonly chosen: Chosen | null;
  readonly fault: boolean;
  readonly voice: VoiceRecorder;
  readonly onChoose: (result: CheckResult) => void;
  readonly onNote: (text: string) => void;
  readonly onPhoto: (file: File) => Promise<boolean>;
  readonly onVoice: (blob: Blob) => void;
  readonly onRemove: (id: string) => void;
}

/** One task: three large choices, and the camera for what is not as it should be. */
export function TaskRow(props: RowProps): ReactElement {
  const { task, chosen, onChoose, onPhoto } = props;
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
      {chosen === null ? (
        <div className="checks-shoot">
          <TakePhoto label={say('shoot')} disabled={false} onPhoto={onPhoto} />
        </div>
      ) : null}
      {chosen?.result === 'abnormal' ? <Abnormal {...props} chosen={chosen} /> : null}
    </fieldset>
  );
}

/** Shown, said or written: one of them does. */
function Abnormal(props: RowProps & { readonly chosen: Chosen }): ReactElement {
  const { chosen, fault, voice, onNote, onPhoto, onVoice, onRemove } = props;
  const say = useTexts(phoneTasksTexts);
  const id = useId();
  return (
    <div className="phone-field">
      <Take most={MOST_PHOTOS} items={chosen.photos} {...{ voice, onPhoto, onVoice, onRemove }} />
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
  );
}
