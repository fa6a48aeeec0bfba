import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { cityOptions } from '../../src/apps/server/demo-city.ts';
import type { Moment } from '../../src/kernel/calendar.ts';
import { type CityOptions, LiveCity } from '../../src/modules/identity/index.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import {
  Live,
  type LiveOptions,
  type Signal,
  setGatewayKey,
} from '../../src/modules/live/index.ts';
import { loadDictionary } from '../../src/modules/plan/index.ts';
import { createTestDatabase, sharedTemplate, type TestDatabase } from './database.ts';

export interface LiveWorld {
  readonly db: TestDatabase;
  readonly city: LiveCity;
  /** What was said so far, oldest first. */
  readonly said: Signal[];
  /** The clock that intake reads. */
  now: Moment;
  /** Live monitoring as it opens on what stands; closed when the test ends. */
  open(options?: Partial<LiveOptions>): Promise<Live>;
  state(facts: readonly object[]): Promise<void>;
}

const AT = '2026-01-01';
export const KEY = 'test-key-of-gateway-one';

const NOW = Date.parse('2026-11-20T08:00:00+08:00') as Moment;

/** An enterprise with a tank, a gateway `G1` of it that sends four tags, and nothing else. */
export async function liveDatabase(): Promise<TestDatabase> {
  const template = await sharedTemplate('zhiben_live', async (made) => {
    await state(await LiveCity.open(cityOptions(made)), plant);
    await setGatewayKey(made.owner, 'G1', KEY, { by: 'test', at: NOW });
  });
  return createTestDatabase(template);
}

/** Facts that nobody has open yet: the next start of a city takes them in. */
export async function importBefore({ app }: TestDatabase, facts: readonly object[]): Promise<void> {
  await stated({ app, dictionary: loadDictionary(), clock: () => Date.now() as Moment }, facts);
}

/** The same, with its city open in this process. */
export async function liveWorld(): Promise<LiveWorld> {
  const db = await liveDatabase();
  const city = await LiveCity.open(cityOptions(db));
  onTestFinished(async () => {
    await city.settled();
    await db.close();
  });
  const said: Signal[] = [];
  const world: LiveWorld = {
    ...{ db, city, said, now: NOW },
    open: async (options = {}) => {
      const live = await Live.open({
        city,
        clock: () => world.now,
        onSignals: async (signals) => void said.push(...signals),
        onFault: (error) => {
          throw error;
        },
        ...options,
      });
      if (!live) throw new Error('another process listens');
      onTestFinished(() => live.close());
      return live;
    },
    state: (facts) => state(city, facts),
  };
  return world;
}

async function state(city: LiveCity, facts: readonly object[]): Promise<void> {
  await stated(city.options, facts);
  await city.catchUp();
}

async function stated(
  { app, dictionary, clock }: Pick<CityOptions, 'app' | 'dictionary' | 'clock'>,
  facts: readonly object[],
): Promise<void> {
  const lines = facts.map((fact) => Buffer.from(`${JSON.stringify({ at: AT, ...fact })}\n`));
  const { rejects } = await importFacts({
    ...{ db: app, dictionary, recorder: 'test', clock },
    source: Readable.from(lines),
  });
  if (rejects.length > 0) throw new Error(JSON.stringify(rejects[0]));
}

const tag = (code: string, set: object): object => ({
  type: 'tag',
  record: `G1-${code}`,
  set: { name: code, code, gateway: 'G1', facility: 'TK1', intervalSeconds: 10, ...set },
});

const plant = [
  { type: 'jurisdiction', record: '371700', set: { name: '测试市', level: 'city' } },
  {
    type: 'enterprise',
    record: 'E1',
    set: { name: '测试化工', jurisdiction: '371700', industry: ['hazchem'] },
  },
  { type: 'facility', record: 'TK1', set: { name: '一号罐', enterprise: 'E1', kind: 'tank' } },
  {
    type: 'gateway',
    record: 'G1',
    set: { name: '一号网关', enterprise: 'E1', heartbeatSeconds: 60 },
  },
  tag('LI-101', {
    quantity: 'level',
    unit: 'm',
    high: 8,
    highHigh: 9,
    alias: 1,
    onDelay: 30,
    deadband: 0.2,
  }),
  tag('TI-102', { quantity: 'temperature', unit: '℃', high: 60, alias: 2 }),
  tag('GI-103', { quantity: 'gasCombustible', unit: '%LEL', high: 25, highHigh: 50, alias: 3 }),
  tag('PI-104', { quantity: 'pressure', unit: 'MPa', alias: 4 }),
];
