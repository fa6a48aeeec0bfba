import { useEffect, useRef, useState } from 'react';

const EVERY_MS = 4000;

function beep(context: AudioContext): void {
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  tone.frequency.value = 880;
  volume.gain.value = 0.15;
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.35);
}

/** Sounds as long as it is wanted; `blocked`: the browser waits for a click first. */
export function useSound(wanted: boolean): {
  readonly on: boolean;
  readonly blocked: boolean;
  readonly toggle: () => void;
} {
  const context = useRef<AudioContext | null>(null);
  const [on, setOn] = useState(true);
  const [blocked, setBlocked] = useState(false);
  useEffect(() => {
    if (!wanted || !on) return;
    const sound = (): void => {
      // Before the first click the browser refuses, and says so on its console.
      if (!navigator.userActivation.hasBeenActive) {
        setBlocked(true);
        return;
      }
      context.current ??= new AudioContext();
      setBlocked(context.current.state !== 'running');
      if (context.current.state === 'running') beep(context.current);
      else void context.current.resume().catch(() => undefined);
    };
    sound();
    const timer = setInterval(sound, EVERY_MS);
    return () => clearInterval(timer);
  }, [wanted, on]);
  useEffect(() => () => void context.current?.close(), []);
  const toggle = (): void => {
    // The click itself is what the browser waited for.
    if (blocked) setBlocked(false);
    else setOn(!on);
  };
  return { on, blocked, toggle };
}
