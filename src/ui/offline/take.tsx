import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Button } from '../dialog.tsx';
import { useTexts } from '../texts.ts';
import type { Attachment } from './model.ts';
import { offlineTexts } from './texts.ts';
import type { VoiceRecorder } from './use-voice.ts';
import { canRecord, MOST_SECONDS } from './use-voice.ts';

interface TakeProps {
  readonly items: readonly Attachment[];
  readonly most: number;
  /** False: it is no photograph. */
  readonly onPhoto: (file: File) => Promise<boolean>;
  readonly onRemove: (id: string) => void;
  readonly voice: VoiceRecorder;
  /** What was said, once it is stopped. */
  readonly onVoice: (blob: Blob) => unknown;
}

/** Large buttons for the camera and the microphone, and what was taken so far. */
export function Take(props: TakeProps): ReactElement {
  const { items, most, onPhoto, onRemove, voice, onVoice } = props;
  const say = useTexts(offlineTexts);
  const full = items.length >= most;
  const stop = async (): Promise<void> => {
    const blob = await voice.stop();
    if (blob) await onVoice(blob);
  };
  return (
    <div className="phone-take">
      <TakePhoto onPhoto={onPhoto} disabled={full} label={say('takePhoto')} />
      {!canRecord() ? null : voice.state === 'on' ? (
        <Button kind="main" onClick={() => void stop()}>
          {say('stopVoice', { seconds: voice.seconds, most: MOST_SECONDS })}
        </Button>
      ) : (
        <Button disabled={full} onClick={voice.start}>
          {say('takeVoice')}
        </Button>
      )}
      {voice.state === 'failed' ? (
        <p role="alert" className="field-fault">
          {say('noMicrophone')}
        </p>
      ) : null}
      {items.length > 0 ? (
        <ul className="phone-taken" aria-label={say('taken')}>
          {items.map((one, index) => (
            <Taken key={one.id} of={one} no={index + 1} onRemove={() => onRemove(one.id)} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** Opens the camera; a browser without one lets a picture be chosen. */
export function TakePhoto(props: {
  readonly label: string;
  readonly disabled: boolean;
  readonly onPhoto: (file: File) => Promise<boolean>;
}): ReactElement {
  const say = useTexts(offlineTexts);
  const input = useRef<HTMLInputElement>(null);
  const [odd, setOdd] = useState(false);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same picture again is a new choice.
          target.value = '';
          if (file) void props.onPhoto(file).then((taken) => setOdd(!taken));
        }}
      />
      <Button disabled={props.disabled} onClick={() => input.current?.click()}>
        {props.label}
      </Button>
      {odd ? (
        <p role="alert" className="field-fault">
          {say('noPhotograph')}
        </p>
      ) : null}
    </>
  );
}

function Taken(props: {
  readonly of: Attachment;
  readonly no: number;
  readonly onRemove: () => void;
}): ReactElement {
  const { of, no, onRemove } = props;
  const say = useTexts(offlineTexts);
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(of.blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [of.blob]);
  const photo = of.blob.type.startsWith('image/');
  const name = say(photo ? 'photoNo' : 'voiceNo', { no });
  return (
    <li>
      {url === '' ? null : photo ? (
        <img src={url} alt={name} />
      ) : (
        <audio controls src={url} aria-label={name}>
          <track kind="captions" />
        </audio>
      )}
      <Button kind="text" label={say('remove', { name })} onClick={onRemove}>
        {say('removeShort')}
      </Button>
    </li>
  );
}
