import { useEffect, useState } from 'react';

/** Times as fast as it was. */
export const speeds = [1, 10, 60, 300, 1800] as const;
const TICK_MS = 100;

export interface Player {
  readonly at: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly moveTo: (at: number) => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
}

/** A moment that goes on by itself, from `from` to `until` (ms). */
export function usePlayer(from: number, until: number, start: number): Player {
  const [at, setAt] = useState(start);
  const [speed, setSpeed] = useState<number>(60);
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const passed = (now - last) * speed;
      last = now;
      setAt((before) => Math.min(until, before + passed));
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [playing, speed, until]);
  useEffect(() => {
    if (at >= until) setPlaying(false);
  }, [at, until]);
  return {
    ...{ at, playing, speed, setSpeed },
    moveTo: (to) => setAt(Math.max(from, Math.min(until, to))),
    toggle: () => {
      // At its end it begins anew.
      if (!playing && at >= until) setAt(from);
      setPlaying(!playing);
    },
  };
}
