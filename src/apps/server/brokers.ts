import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Moment } from '../../kernel/calendar.ts';
import { type Live, PUBLISHED, takePublished } from '../../modules/live/index.ts';
import { type Subscriber, subscribeMqtt } from '../../platform/mqtt/index.ts';
import { message, UsageError } from '../cli/usage.ts';

const brokerShape = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9._-]{1,60}$/),
  url: z.string().regex(/^mqtts?:\/\/[^/@]+\/?$/, 'mqtt://HOST:1883 or mqtts://HOST:8883'),
  clientId: z.string().min(1).max(60).default('zhiben'),
  username: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  /** Files in PEM: who signed the broker's certificate, and ours where it asks for one. */
  ca: z.string().optional(),
  cert: z.string().optional(),
  key: z.string().optional(),
});
const brokersShape = z.strictObject({
  brokers: z
    .array(brokerShape)
    .max(10)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'names differ'),
  /** Our own broker listens beside them. */
  embedded: z.boolean().default(true),
});

export type BrokerConfig = z.infer<typeof brokerShape>;
export type BrokersConfig = z.infer<typeof brokersShape>;

/**
 * Brokers elsewhere (Mosquitto, EMQX …) from `ZHIBEN_BROKERS` or `brokers.json` of the data folder. A
 * file that is wrong stops the start: no gateway may be waited for in vain.
 */
export function brokersOf(
  dataDir: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): BrokersConfig {
  const file = environment.ZHIBEN_BROKERS ?? join(dataDir, 'brokers.json');
  if (!environment.ZHIBEN_BROKERS && !existsSync(file)) return { brokers: [], embedded: true };
  const parsed = brokersShape.safeParse(jsonOf(file));
  if (!parsed.success) {
    // The path and what is wrong with it, never the value: it may be a secret.
    const faults = parsed.error.issues.map(({ path, message: why }) => `${path.join('.')}: ${why}`);
    throw new UsageError(
      `接入代理配置有误 / brokers are configured wrongly (${file})\n${faults.join('\n')}`,
    );
  }
  const password = environment.ZHIBEN_BROKER_PASSWORD;
  const { brokers, embedded } = parsed.data;
  const filled = brokers.map((broker) => ({ ...(password ? { password } : {}), ...broker }));
  for (const { ca, cert, key } of filled) for (const path of [ca, cert, key]) pem(path);
  return { brokers: filled, embedded };
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // Not its text: a parser cites what it stumbles over.
    const { code } = error as { readonly code?: string };
    throw new UsageError(`读不了接入代理配置 / cannot read ${file}: ${code ?? 'not JSON'}`);
  }
}

/** What a file in PEM holds; one that cannot be read stops the start. */
export function pem(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as { readonly code?: string };
    throw new UsageError(`读不了证书文件 / cannot read ${path}: ${code ?? 'unreadable'}`);
  }
}

/** Topics that no gateway stands for are named, so many at most. */
const MOST_NAMED = 20;

/** Takes in what gateways publish at a broker, until it is closed. */
export function followBroker(
  live: Live,
  broker: BrokerConfig,
  say: (text: string) => void = message,
): Subscriber {
  const { name, url, ca, cert, key, ...who } = broker;
  const { brokers } = live.monitor;
  brokers.add(name, live.now());
  const named = new Set<string>();
  let toldOf = '';
  return subscribeMqtt({
    ...{ url, filters: [PUBLISHED], clientId: who.clientId },
    ...(who.username === undefined ? {} : { username: who.username }),
    ...(who.password === undefined ? {} : { password: who.password }),
    tls: Object.fromEntries(
      Object.entries({ ca: pem(ca), cert: pem(cert), key: pem(key) }).filter(([, value]) => value),
    ),
    take: async (topic, payload) => {
      const became = await takePublished(live, name, topic, payload);
      if (became !== 'not-allowed' || named.has(topic) || named.size >= MOST_NAMED) return;
      named.add(topic);
      say(`接入代理${name}：主题无对应网关，未采用 (no gateway stands for the topic): ${topic}`);
    },
    full: () => live.intake.full,
    room: () => live.intake.room(),
    onUp: ({ forgotten }) => {
      toldOf = '';
      brokers.up(name, live.now());
      say(`接入代理已连接 (connected with broker ${name}): ${url}`);
      if (!forgotten) return;
      say(
        `接入代理${name}未保留会话，断开期间的数据可能缺失 (it kept no session: data may be missing)`,
      );
    },
    onDown: (why) => {
      brokers.down(name, live.now() as Moment);
      if (toldOf === why.message) return;
      toldOf = why.message;
      say(`接入代理${name}未连接 (broker ${name} is away): ${why.message}`);
    },
  });
}
