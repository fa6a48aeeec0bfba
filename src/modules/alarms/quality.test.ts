import { expect, test } from 'vitest';
import { alarmWorld, at, cleared, dispatcher, get, signal } from '../../../tests/support/alarms.ts';

const w = alarmWorld();
const DAY = 1440;

const standing = async (): Promise<number | null> => {
  const { figures } = await get<{ figures: { name: string; value: number | null }[] }>(
    w,
    dispatcher(w),
    '/api/alarms/quality?days=7',
  );
  return figures.find(({ name }) => name === 'stale')?.value ?? null;
};

const since = (days: number) => ({
  ...{ since: at(-DAY * days), at: at(-DAY * days), receivedAt: at(-DAY * days) },
});

test('what has stood for weeks stands on each of the days, what ended before them on none', async () => {
  expect(await standing()).toBe(0);
  await w.alarms.take([signal(w, { source: 'tag/T1', ...since(20) })]);
  expect(await standing()).toBe(1);
  await w.alarms.take([
    signal(w, { source: 'tag/T2', ...since(19) }),
    cleared(w, -DAY * 15, { source: 'tag/T2', since: at(-DAY * 19) }),
  ]);
  expect(await standing()).toBe(1);
  // In the week itself for more than a day: on one of its seven.
  await w.alarms.take([
    signal(w, { source: 'tag/T3', ...since(5) }),
    cleared(w, -DAY * 3, { source: 'tag/T3', since: at(-DAY * 5) }),
  ]);
  expect(await standing()).toBe(1.1);
});
