import { type ReactElement, useEffect, useRef, useState } from 'react';
import { asProblem } from '../api/problem.ts';
import { Button } from '../dialog.tsx';
import { FileThumbs, type ShownFile } from '../files.tsx';
import { kitTexts } from '../kit-texts.ts';
import { shrunk } from '../shrink.ts';
import { useTexts, useWords } from '../texts.ts';
import type { FieldValue } from './state.ts';
import { filesIn, UNSENT } from './state.ts';

/** Where files are sent to, and what is known of those that are there. */
export interface FileSource {
  readonly upload: (file: File, onProgress: (part: number) => void) => Promise<ShownFile>;
  readonly about: (id: string) => Promise<ShownFile>;
  /** As the input element takes it. */
  readonly accept: string;
  readonly most: number;
}

interface Sending {
  readonly key: number;
  readonly file: File;
  /** Null: it failed, `fault` says why. */
  readonly part: number | null;
  readonly fault: string;
}

interface FilesInputProps {
  readonly id: string;
  readonly label: string;
  readonly told: string | undefined;
  readonly invalid: boolean;
  readonly value: FieldValue;
  readonly source: FileSource;
  readonly onChange: (value: FieldValue) => void;
}

/** Photographs and papers of a form: taken with the camera or chosen, sent at once, taken out again. */
export function FilesInput(props: FilesInputProps): ReactElement {
  const { id, label, told, invalid, source } = props;
  const say = useTexts(kitTexts);
  const { ids, sending, add, retry, remove, drop } = useSending(props);
  const shown = useShown(ids, source);
  const room = source.most - ids.length - sending.length;
  const files = ids.map(
    (each) => shown.get(each) ?? { id: each, name: each, image: false, url: '' },
  );
  return (
    <fieldset
      id={id}
      className="files-input"
      aria-label={label}
      aria-describedby={told}
      aria-invalid={invalid}
    >
      <FileThumbs
        files={files}
        label={label}
        extra={(file) => (
          <Button
            kind="text"
            label={say('removeFile', { name: file.name })}
            onClick={() => remove(file.id)}
          >
            {say('remove')}
          </Button>
        )}
      />
      <ul className="files-sending" aria-live="polite">
        {sending.map((each) => (
          <SendingRow
            key={each.key}
            of={each}
            onRetry={() => retry(each)}
            onDrop={() => drop(each.key)}
          />
        ))}
      </ul>
      {room > 0 ? (
        <span className="files-buttons">
          {navigator.maxTouchPoints > 0 ? (
            <ChooseButton accept="image/*" camera onFiles={(chosen) => add(chosen.slice(0, room))}>
              {say('takePhoto')}
            </ChooseButton>
          ) : null}
          <ChooseButton accept={source.accept} onFiles={(chosen) => add(chosen.slice(0, room))}>
            {say('chooseFiles')}
          </ChooseButton>
        </span>
      ) : (
        <span className="muted">{say('mostFiles', { count: source.most })}</span>
      )}
    </fieldset>
  );
}

function SendingRow(props: {
  readonly of: Sending;
  readonly onRetry: () => void;
  readonly onDrop: () => void;
}): ReactElement {
  const { file, part, fault } = props.of;
  const say = useTexts(kitTexts);
  if (part !== null) {
    const text = say('uploading', { percent: Math.round(part * 100) });
    return (
      <li>
        <span>{file.name}</span>
        <progress value={part} max={1} aria-label={file.name} />
        <span className="muted">{text}</span>
      </li>
    );
  }
  return (
    <li>
      <span>{file.name}</span>
      <span className="field-error">{fault}</span>
      <Button kind="text" onClick={props.onRetry}>
        {say('tryAgain')}
      </Button>
      <Button kind="text" label={say('removeFile', { name: file.name })} onClick={props.onDrop}>
        {say('remove')}
      </Button>
    </li>
  );
}

function ChooseButton(props: {
  readonly children: string;
  readonly accept: string;
  readonly camera?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}): ReactElement {
  const { children, accept, camera, onFiles } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={!camera}
        {...(camera ? { capture: 'environment' as const } : {})}
        hidden
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button onClick={() => input.current?.click()}>{children}</Button>
    </>
  );
}

/** Names and addresses of the files that stand in the field. */
function useShown(ids: readonly string[], source: FileSource) {
  const [shown, setShown] = useState<ReadonlyMap<string, ShownFile>>(new Map());
  const known = ids.join();
  const asked = useRef(source);
  asked.current = source;
  useEffect(() => {
    for (const id of filesIn(known)) {
      asked.current
        .about(id)
        .then((file) => setShown((all) => (all.has(id) ? all : new Map([...all, [id, file]]))))
        // It stays by its id alone, and may be taken out.
        .catch(() => undefined);
    }
  }, [known]);
  return shown;
}

/** The value of the field as it stands when an upload ends, in whatever order they end. */
function useValue({ value, onChange }: FilesInputProps) {
  const ids = filesIn(value);
  const now = useRef({ ids, waiting: 0, onChange });
  now.current = { ...now.current, ids, onChange };
  const tell = (next: readonly string[], more: number): void => {
    const waiting = now.current.waiting + more;
    now.current = { ...now.current, ids: next, waiting };
    const text = [...next, ...(waiting > 0 ? [UNSENT] : [])].join(',');
    now.current.onChange(text === '' ? null : text);
  };
  const stands = (): readonly string[] => now.current.ids;
  const cutShort = useRef(String(value ?? '').includes(UNSENT));
  useEffect(() => {
    // A draft of a form that was left while it sent: what had not arrived is gone.
    if (!cutShort.current) return;
    cutShort.current = false;
    const { ids: have, onChange: change } = now.current;
    change(have.length > 0 ? have.join(',') : null);
  });
  return { ids, stands, tell };
}

/** What is on its way, beside what is there: the form waits for both. */
function useSending(props: FilesInputProps) {
  const { source } = props;
  const words = useWords();
  const { ids, stands, tell } = useValue(props);
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const count = useRef(0);
  const put = (key: number, change: Partial<Sending>): void =>
    setSending((all) => all.map((each) => (each.key === key ? { ...each, ...change } : each)));
  const leave = (key: number): void => setSending((all) => all.filter((e) => e.key !== key));
  const send = async (key: number, file: File): Promise<void> => {
    try {
      const kept = await source.upload(await shrunk(file), (part) => put(key, { part }));
      leave(key);
      tell([...stands().filter((id) => id !== kept.id), kept.id], -1);
    } catch (error) {
      const { detail, title } = asProblem(error);
      put(key, { part: null, fault: words(detail ?? title) });
    }
  };
  const add = (files: readonly File[]): void => {
    const made = files.map((file) => {
      count.current += 1;
      return { key: count.current, file, part: 0, fault: '' };
    });
    setSending((all) => [...all, ...made]);
    tell(stands(), made.length);
    for (const { key, file } of made) void send(key, file);
  };
  const retry = ({ key, file }: Sending): void => {
    put(key, { part: 0 });
    void send(key, file);
  };
  const drop = (key: number): void => {
    leave(key);
    tell(stands(), -1);
  };
  const remove = (id: string): void => {
    const rest = stands().filter((each) => each !== id);
    tell(rest, 0);
  };
  return { ids, sending, add, retry, drop, remove };
}
