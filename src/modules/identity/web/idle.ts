/** What a person does that shows that he is there. */
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
const MINUTE_MS = 60_000;
/** Looked at so often; a laptop that slept is found out when it wakes. */
const LOOK_EVERY_MS = 5_000;

let stop: (() => void) | null = null;

/** Calls `onIdle` once after so many minutes without a sign; another call begins anew. */
export function watchIdle(minutes: number, onIdle: () => void): void {
  stop?.();
  let last = Date.now();
  const seen = (): void => {
    last = Date.now();
  };
  const timer = setInterval(() => {
    if (Date.now() - last < minutes * MINUTE_MS) return;
    stop?.();
    onIdle();
  }, LOOK_EVERY_MS);
  for (const sign of SIGNS) window.addEventListener(sign, seen, { passive: true });
  stop = () => {
    clearInterval(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, seen);
    stop = null;
  };
}
