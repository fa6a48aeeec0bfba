import { expect, test } from 'vitest';
import { FormTimes, Stopwatch } from './form-time.ts';

const worked = (...touches: readonly (number | 'away')[]): number => {
  const watch = new Stopwatch();
  let last = 0;
  for (const touch of touches) {
    if (touch === 'away') watch.pause(last * 1000);
    else {
      last = touch;
      watch.touch(touch * 1000);
    }
  }
  return watch.seconds;
};

test.each<[string, readonly (number | 'away')[], number]>([
  ['never touched', [], 0],
  ['touched once', [0], 1],
  ['touched all along', [0, 20, 45, 90], 90],
  ['60 seconds between two touches still count', [0, 60], 60],
  ['a longer pause counts nothing', [0, 30, 91, 100], 39],
  ['out of sight counts nothing', [0, 30, 'away', 50, 55], 35],
  ['a clock that was set back takes nothing away', [0, 30, 10, 20], 40],
])('%s', (_, touches, seconds) => {
  expect(worked(...touches)).toBe(seconds);
});

test('each form has its own time; it begins anew when the server has it, and only then', () => {
  let now = 0;
  const times = new FormTimes(() => now * 1000);
  const [first, second] = [{}, {}];
  const at = (seconds: number, act: () => void): void => {
    now = seconds;
    act();
  };
  at(0, () => times.touched(first));
  at(20, () => times.touched(first));
  at(25, () => times.touched(second));
  at(30, () => times.submitted(second));
  expect(times.take()).toMatchObject({ seconds: 5 });
  // Once for one submission: another write of the page is no form's.
  expect(times.take()).toBeNull();
  at(40, () => times.touched(first));
  at(50, () => times.submitted(first));
  // Until the other was touched it was in work (25 s); then again from its own touch.
  const refused = times.take();
  expect(refused?.seconds).toBe(35);
  at(60, () => times.submitted(first));
  const taken = times.take();
  expect(taken?.seconds).toBe(45);
  taken?.taken();
  at(70, () => times.submitted(first));
  expect(times.take()?.seconds).toBe(1);
  at(100, () => times.submitted(first));
  now = 130;
  expect(times.take()).toBeNull();
});
