import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DutyCounting } from './counting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PATIENCE = 1000;

/** Duties of which a round takes as long as it is told. */
function city(takes: number, patience: number | null = PATIENCE) {
  const said = { rounds: 0, late: 0, waiting: true };
  const settle = async (): Promise<number> => {
    said.rounds += 1;
    await new Promise((resolve) => setTimeout(resolve, takes));
    return 1;
  };
  const since = new Date(Date.now()).toISOString();
  const behind = async () => (said.waiting ? { clauses: 2, since } : null);
  const onLate = (): void => {
    said.late += 1;
  };
  const counting = new DutyCounting({ duties: () => ({ settle, behind }), patience, onLate });
  const read = (clause?: string) => {
    const begun = Date.now();
    return counting.wait(clause).then(() => Date.now() - begun);
  };
  return { counting, said, read };
}

test('a reader sees everything where that takes no longer than he waits', async () => {
  const { said, read } = city(PATIENCE / 2);
  const waited = read();
  await vi.advanceTimersByTimeAsync(PATIENCE * 10);
  expect(await waited).toBe(PATIENCE / 2);
  expect(said).toMatchObject({ rounds: 1, late: 0 });
});

test('without patience told, a reader waits for all of it', async () => {
  const { said, read } = city(PATIENCE * 50, null);
  const waited = read();
  await vi.advanceTimersByTimeAsync(PATIENCE * 60);
  expect(await waited).toBe(PATIENCE * 50);
  expect(said.late).toBe(0);
});

test('those who see the last counts are told once when the new ones are there', async () => {
  const { counting, said, read } = city(PATIENCE * 3);
  const both = Promise.all([read(), read(), read('CHEM-1.1')]);
  await vi.advanceTimersByTimeAsync(PATIENCE);
  expect(await both).toEqual([PATIENCE, PATIENCE, PATIENCE]);
  expect(said.late).toBe(0);
  await vi.advanceTimersByTimeAsync(PATIENCE / 2);
  expect(await counting.behind()).toMatchObject({ clauses: 2 });
  await vi.advanceTimersByTimeAsync(PATIENCE * 2);
  // Once for all clauses, once for the one.
  expect(said.late).toBe(2);
});

test('after a long round readers are answered at once, and the next round leaves room', async () => {
  const { said, read } = city(PATIENCE * 4);
  void read();
  await vi.advanceTimersByTimeAsync(PATIENCE * 4);
  expect(said).toMatchObject({ rounds: 1, late: 1 });
  expect(await read()).toBe(0);
  expect(await read()).toBe(0);
  await vi.advanceTimersByTimeAsync(PATIENCE * 3.9);
  expect(said.rounds).toBe(1);
  await vi.advanceTimersByTimeAsync(PATIENCE * 0.2);
  expect(said.rounds).toBe(2);
  await vi.advanceTimersByTimeAsync(PATIENCE * 4);
  expect(said.late).toBe(2);
});

test('nothing waits: nobody is told, and no round is begun', async () => {
  const { counting, said, read } = city(PATIENCE * 2);
  void read();
  await vi.advanceTimersByTimeAsync(PATIENCE * 2);
  said.waiting = false;
  expect(await read()).toBe(0);
  expect(await counting.behind()).toBeNull();
  await vi.advanceTimersByTimeAsync(PATIENCE * 10);
  expect(said).toMatchObject({ rounds: 1, late: 1 });
});
