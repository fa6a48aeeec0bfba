import type { Moment } from '../../kernel/calendar.ts';
import { Alarms } from '../../modules/alarms/index.ts';
import { LiveCity } from '../../modules/identity/index.ts';
import { Evaluator, StreamDoor, takeCall } from '../../modules/live/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { serveHttp } from '../../platform/http/index.ts';
import { serveMqtt } from '../../platform/mqtt/index.ts';
import type { BatchStream } from '../../platform/stream/index.ts';
import { message } from '../cli/usage.ts';
import { cityOptions } from './demo-city.ts';
import { MOST_BYTES, mqttDoor } from './mqtt-door.ts';
import { ALARM } from './stream.ts';

const onFault = (error: unknown, where: string): void =>
  message(`${where}: ${(error as Error).stack}`);
const clock = (): Moment => Date.now() as Moment;

export interface IntakeProcess {
  readonly httpPort: number;
  readonly mqttPort: number;
  /** Readings that it left in the stream. */
  readonly readings: () => number;
  close(): Promise<void>;
}

/** A process that only takes readings in (接入进程): by MQTT and HTTP, into the stream. */
export async function openIntake(
  { owner, app }: Database,
  stream: BatchStream,
  ports: { readonly http: number; readonly mqtt: number },
): Promise<IntakeProcess> {
  const door = await StreamDoor.open({ owner, app, stream, clock, onFault });
  const mqtt = await serveMqtt(mqttDoor(door, ports.mqtt, onFault));
  const http = await serveHttp<null>({
    ...{ port: ports.http, version: '0.1.0', pages: null, routes: [] },
    plain: [
      {
        ...{ path: '/healthz', type: 'text/plain; charset=utf-8' },
        answer: async () => ({ status: 200, body: 'ok' }),
      },
    ],
    raw: [
      {
        path: '/api/telemetry/batches',
        maxBytes: MOST_BYTES,
        answer: ({ authorization, body }) => takeCall(door, authorization, body),
      },
    ],
    ...nobody,
    onFault,
  });
  const close = async (): Promise<void> => {
    await mqtt.close();
    await http.close();
    await door.close();
  };
  return { httpPort: http.port, mqttPort: mqtt.port, readings: () => door.readings, close };
}

/** Gateways alone call it, and they say who they are with each batch. */
const nobody = {
  authenticate: async () => null,
  rolesOf: () => [],
  nameOf: () => 'gateway',
  keys: {
    begin: async () => ({ state: 'new' as const }),
    finish: async () => undefined,
    forget: async () => undefined,
  },
  ready: () => true,
  onRefused: async () => undefined,
};

/** A process that only judges (研判进程): its share of the parts of the stream, into the journal. */
export function openEvaluator(
  db: Database,
  stream: BatchStream,
  onParts: (parts: readonly number[]) => void,
): Evaluator {
  const city = LiveCity.beside(cityOptions(db));
  const alarms = Alarms.of(city);
  city.subscribe(({ topic }) => {
    if (topic === ALARM) stream.tell(ALARM);
  });
  const evaluator = new Evaluator({
    ...{ city, stream, clock, onFault, onParts },
    onSignals: (signals) => alarms.take(signals),
  });
  evaluator.start();
  return evaluator;
}
