import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Renewal } from './live.ts';

const client = new QueryClient();

beforeEach(() => {
  vi.useFakeTimers();
  client.clear();
  for (const [key, topics] of [
    ['clauses', ['plan']],
    ['hazards', ['hazard', 'enterprise']],
    ['anything', undefined],
  ] as const) {
    client.setQueryData([key], 1);
    client
      .getQueryCache()
      .find({ queryKey: [key] })
      ?.setOptions({ queryKey: [key], meta: { topics } });
  }
});
afterEach(() => vi.useRealTimers());

const stale = (): string[] =>
  client
    .getQueryCache()
    .getAll()
    .filter(({ state }) => state.isInvalidated)
    .map(({ queryKey }) => String(queryKey[0]));

it('a burst of changes renews once what depends on their topics, and what names none', () => {
  const renewal = new Renewal(client);
  const invalidate = vi.spyOn(client, 'invalidateQueries');
  renewal.changed('enterprise');
  renewal.changed('enterprise');
  expect(stale()).toEqual([]);
  vi.runAllTimers();
  expect(stale()).toEqual(['hazards', 'anything']);
  expect(invalidate).toHaveBeenCalledTimes(1);
});

it('after a reconnect everything is renewed', () => {
  new Renewal(client).everything();
  vi.runAllTimers();
  expect(stale()).toEqual(['clauses', 'hazards', 'anything']);
});

it('what is stopped renews nothing', () => {
  const renewal = new Renewal(client);
  renewal.everything();
  renewal.stop();
  vi.runAllTimers();
  expect(stale()).toEqual([]);
});

it('what somebody waits before is renewed at once, and only it', () => {
  const queryKey = ['desk'];
  client.setQueryData(queryKey, 1);
  client
    .getQueryCache()
    .find({ queryKey })
    ?.setOptions({ queryKey, meta: { topics: ['alarm'], prompt: true } });
  const renewal = new Renewal(client);
  renewal.changed('alarm');
  vi.advanceTimersByTime(250);
  expect(stale()).toEqual(['desk']);
  renewal.stop();
});
