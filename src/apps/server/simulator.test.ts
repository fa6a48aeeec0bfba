import { expect, onTestFinished, test } from 'vitest';
import { demoCity } from '../../../tests/support/demo-city.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { Live } from '../../modules/live/index.ts';
import { demoFigures } from './demo-figures.ts';
import { Simulator } from './simulator.ts';

const MINUTE = 60_000;

const BEGUN = Date.parse('2026-11-24T09:00:00+08:00');

/** What rules across signals say of the made-up city over so many minutes. */
async function said(minutes: number, scenes: boolean): Promise<string[]> {
  const { city } = await demoCity();
  let now = BEGUN as Moment;
  const all: string[] = [];
  const live = await Live.open({
    ...{ city, clock: () => now, figures: demoFigures },
    onSignals: async (signals) => {
      for (const { kind, rule, state } of signals) all.push(`${kind} ${rule} ${state}`);
    },
    onFault: (error) => {
      throw error;
    },
  });
  if (!live) throw new Error('another process listens');
  onTestFinished(() => live.close());
  const simulator = new Simulator(live, () => undefined, scenes);
  for (let minute = 0; minute < minutes; minute += 1) {
    now = (BEGUN + minute * MINUTE) as Moment;
    await simulator.send();
    live.sweep();
    await live.judgeTogether();
    await live.handed();
  }
  return all;
}

test('within half an hour each scene is seen by its rule, and ends', async () => {
  const all = await said(30, true);
  for (const rule of [
    'covert-production covertProduction',
    'false-offline falseOffline',
    'occupancy occupancy',
    'illegal-hot-work hotWorkWithoutPermit',
    'gas highHigh',
  ]) {
    expect(
      all.filter((each) => each === `${rule} raised`),
      rule,
    ).toHaveLength(1);
    expect(all, rule).toContain(`${rule} cleared`);
  }
});

test('without scenes nothing is told, whatever stands still', async () => {
  expect(await said(15, false)).toEqual([]);
});
