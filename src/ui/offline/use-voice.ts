import { useCallback, useEffect, useRef, useState } from 'react';

/** What browsers record, the smallest first. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const BITS = 24_000;
export const MOST_SECONDS = 60;

export interface VoiceRecorder {
  readonly state: 'off' | 'on' | 'failed';
  readonly seconds: number;
  readonly start: () => void;
  /** What was said so far; null: nothing is being recorded. */
  readonly stop: () => Promise<Blob | null>;
}

/** Can this browser record at all? */
export const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined;

interface Recording {
  readonly recorder: MediaRecorder;
  readonly whole: Promise<Blob>;
}

async function begin(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const options = { audioBitsPerSecond: BITS, ...(mimeType ? { mimeType } : {}) };
  const recorder = new MediaRecorder(stream, options);
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => void parts.push(data);
  const whole = new Promise<Blob>((done) => {
    recorder.onstop = () => {
      // The microphone is let go at once.
      for (const track of stream.getTracks()) track.stop();
      done(new Blob(parts, { type: recorder.mimeType.split(';')[0] ?? '' }));
    };
  });
  recorder.start(1000);
  return { recorder, whole };
}

/** A voice note of a minute at most. */
export function useVoice(): VoiceRecorder {
  const [state, setState] = useState<VoiceRecorder['state']>('off');
  const [seconds, count] = useState(0);
  const running = useRef<Promise<Recording | null>>(Promise.resolve(null));
  const start = (): void => {
    count(0);
    setState('on');
    running.current = begin().catch(() => {
      setState('failed');
      return null;
    });
  };
  const stop = useCallback(async (): Promise<Blob | null> => {
    const recording = await running.current;
    running.current = Promise.resolve(null);
    if (!recording) return null;
    setState('off');
    if (recording.recorder.state !== 'inactive') recording.recorder.stop();
    return recording.whole;
  }, []);
  useEffect(() => {
    if (state !== 'on') return;
    const timer = setInterval(() => {
      count((so) => so + 1);
    }, 1000);
    return () => clearInterval(timer);
  }, [state]);
  useEffect(() => {
    // Whoever forgets it has a minute: the rest waits for him to press stop.
    if (state === 'on' && seconds >= MOST_SECONDS) {
      void running.current.then((one) => {
        if (one?.recorder.state === 'recording') one.recorder.stop();
      });
    }
  }, [state, seconds]);
  useEffect(() => () => void stop(), [stop]);
  return { state, seconds: Math.min(seconds, MOST_SECONDS), start, stop };
}
