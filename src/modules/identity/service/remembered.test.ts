import { expect, test } from 'vitest';
import { Remembered, scopeKey } from './remembered.ts';

const city = () => ({
  revision: 1,
  applying: null as null | { done: number; all: number; failed: boolean },
});

test('an answer holds until the city changes', async () => {
  const it = city();
  const memory = new Remembered<number>(it, 10);
  let asked = 0;
  const ask = (): Promise<number> => memory.of('a', async () => (asked += 1));
  expect([await ask(), await ask()]).toEqual([1, 1]);
  it.revision = 2;
  expect([await ask(), await ask()]).toEqual([2, 2]);
  it.applying = { done: 0, all: 1, failed: false };
  expect([await ask(), await ask()]).toEqual([3, 4]);
});

test('the one asked for longest ago gives way, and a failure is not kept', async () => {
  const memory = new Remembered<string>(city(), 2);
  const asked: string[] = [];
  const ask = (key: string): Promise<string> =>
    memory.of(key, async () => {
      asked.push(key);
      return key;
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
  expect(asked).toEqual(['a', 'b', 'c', 'b']);
  const fails = (): Promise<string> => memory.of('x', () => Promise.reject(new Error('no')));
  await expect(fails()).rejects.toThrow('no');
  expect(await memory.of('x', async () => 'well')).toBe('well');
});

test('scopes that differ have keys that differ', () => {
  expect(scopeKey(['a', 'b'], 1)).not.toBe(scopeKey(['a b'], 1));
  expect(scopeKey(['a'], 'b', 1)).not.toBe(scopeKey(['a', 'b'], 1));
});
