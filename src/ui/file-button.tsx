import { type ReactElement, useRef, useState } from 'react';
import './kit.css';
import { Button, type ButtonKind } from './dialog.tsx';
import { kitTexts } from './kit-texts.ts';
import { useTexts } from './texts.ts';
import { toast } from './toasts.tsx';

const MB = 1_048_576;

/** Chooses one file and hands it over; says how far the upload is. */
export function FileButton(props: {
  readonly children: string;
  /** As the input element takes it: `.xlsx`. */
  readonly accept: string;
  readonly maxBytes: number;
  readonly kind?: ButtonKind;
  readonly onFile: (file: File, onProgress: (part: number) => void) => Promise<unknown>;
}): ReactElement {
  const { children, accept, maxBytes, kind = 'usual', onFile } = props;
  const say = useTexts(kitTexts);
  const input = useRef<HTMLInputElement>(null);
  const [part, setPart] = useState<number | null>(null);
  const [refused, refuse] = useState('');
  const take = async (file: File): Promise<void> => {
    if (file.size > maxBytes) {
      refuse(say('tooLarge', { mb: Math.floor(maxBytes / MB) }));
      return;
    }
    refuse('');
    setPart(0);
    try {
      await onFile(file, setPart);
    } catch (error) {
      toast.bad(error);
    } finally {
      setPart(null);
    }
  };
  return (
    <span className="file-button">
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file again, mended, is a new choice.
          target.value = '';
          if (file) void take(file);
        }}
      />
      <Button kind={kind} disabled={part !== null} onClick={() => input.current?.click()}>
        {part === null ? children : say('uploading', { percent: Math.round(part * 100) })}
      </Button>
      {part === null ? null : <progress value={part} max={1} aria-label={children} />}
      {refused === '' ? null : (
        <span role="alert" className="field-error">
          {refused}
        </span>
      )}
    </span>
  );
}
