import { readFileSync } from 'node:fs';
import type { Moment } from '../../kernel/calendar.ts';
import { Alarms } from '../../modules/alarms/index.ts';
import type { Stage } from '../../modules/demo/index.ts';
import type { LiveCity } from '../../modules/identity/index.ts';
import { type Gateway, Live, takeCall, takeMessage, yearsOf } from '../../modules/live/index.ts';
import type { RawRoute } from '../../platform/http/index.ts';
import {
  type MqttOptions,
  type RunningMqtt,
  type Subscriber,
  serveMqtt,
} from '../../platform/mqtt/index.ts';
import { message } from '../cli/usage.ts';
import { type BrokersConfig, followBroker } from './brokers.ts';
import { demoFigures } from './demo-figures.ts';
import { Simulator } from './simulator.ts';

/** As the Internet numbers MQTT. */
const USUAL_PORT = 1883;
const MOST_BYTES = 2 << 20;
/** Between two looks whether the process that takes readings in has ended. */
const LOOK_AGAIN_MS = 1000;

export interface DoorOptions {
  readonly mqttPort: number | null;
  readonly demo: boolean;
}

/** Where readings come in: HTTP beside the API, MQTT on a port of its own. */
export class LiveDoors {
  readonly #onFault: (error: unknown, where: string) => void;
  /** Those elsewhere that hand on what gateways publish there. */
  readonly #brokers: BrokersConfig | null;
  #live: Live | null = null;
  #mqtt: RunningMqtt | null = null;
  #followed: readonly Subscriber[] = [];
  #simulator: Simulator | null = null;
  #standingBy: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    onFault: (error: unknown, where: string) => void,
    brokers: BrokersConfig | null = null,
  ) {
    this.#onFault = onFault;
    this.#brokers = brokers;
  }

  get live(): Live | null {
    return this.#live;
  }

  /** Null: the city is no made-up one, or another process plays. */
  get stage(): Stage | null {
    return this.#simulator?.stage ?? null;
  }

  get route(): RawRoute {
    return {
      path: '/api/telemetry/batches',
      maxBytes: MOST_BYTES,
      answer: async ({ authorization, body }) =>
        this.#live
          ? takeCall(this.#live, authorization, body)
          : { refusal: { code: 'not-ready' }, retryAfter: 2 },
    };
  }

  /**
   * What to tell whoever started the server. One process takes readings in; where another does (it
   * may be dead with its last write still under way), this one takes over once that is over.
   */
  async open(city: LiveCity, options: DoorOptions): Promise<string> {
    const listens = await this.#listen(city, options);
    if (listens !== null) return listens;
    this.#standBy(city, options);
    return '监测数据由另一进程接入，待其结束后接替 (another process takes readings in; this one takes over when it ends)';
  }

  #standBy(city: LiveCity, options: DoorOptions): void {
    if (this.#closed) return;
    this.#standingBy = setTimeout(() => {
      this.#looking = this.#listen(city, options).then(
        (listens) => (listens === null ? this.#standBy(city, options) : message(listens)),
        (error: unknown) => {
          this.#onFault(error, 'live: taking over');
          if (!this.#live) this.#standBy(city, options);
        },
      );
    }, LOOK_AGAIN_MS);
  }

  /** Null: another process takes readings in. */
  async #listen(city: LiveCity, { mqttPort, demo }: DoorOptions): Promise<string | null> {
    const live = await Live.open({
      city,
      clock: () => Date.now() as Moment,
      onSignals: (signals) => Alarms.of(city).take(signals),
      onFault: this.#onFault,
      historyYears: yearsOf(process.env),
      neededFrom: () => Alarms.of(city).evidenceFrom(),
      ...(demo ? { figures: demoFigures } : {}),
    });
    if (!live) return null;
    this.#live = live;
    live.start();
    if (demo) {
      this.#simulator = new Simulator(live, this.#onFault);
      this.#simulator.start();
    }
    this.#followed = (this.#brokers?.brokers ?? []).map((broker) => followBroker(live, broker));
    if (this.#brokers?.embedded === false) {
      return '监测数据接入 (readings): HTTP /api/telemetry/batches, brokers of brokers.json';
    }
    try {
      this.#mqtt = await serveMqtt(this.#mqttOptions(live, mqttPort ?? USUAL_PORT));
      const { port } = this.#mqtt;
      return `监测数据接入 (readings by MQTT): mqtt://127.0.0.1:${port}, HTTP /api/telemetry/batches`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || mqttPort !== null) throw error;
      return `MQTT端口${USUAL_PORT}已被占用，可用--mqtt-port另选 (the MQTT port is in use; choose another)`;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#standingBy) clearTimeout(this.#standingBy);
    await this.#looking;
    await this.#simulator?.stop();
    await this.#mqtt?.close();
    await Promise.all(this.#followed.map((each) => each.close()));
    const live = this.#live;
    this.#live = null;
    await live?.close();
  }

  #mqttOptions(live: Live, port: number): MqttOptions<Gateway> {
    const { ZHIBEN_MQTT_HOST, ZHIBEN_MQTT_KEY, ZHIBEN_MQTT_CERT } = process.env;
    const tls =
      ZHIBEN_MQTT_KEY && ZHIBEN_MQTT_CERT
        ? {
            key: readFileSync(ZHIBEN_MQTT_KEY, 'utf8'),
            cert: readFileSync(ZHIBEN_MQTT_CERT, 'utf8'),
          }
        : undefined;
    return {
      ...{ port, host: ZHIBEN_MQTT_HOST ?? '127.0.0.1' },
      ...(tls ? { tls } : {}),
      authenticate: async ({ username, password }) => live.config.admit(username, password),
      take: (gateway, topic, payload) => takeMessage(live, gateway, topic, payload),
      full: () => live.intake.full,
      room: () => live.intake.room(),
      onFault: this.#onFault,
    };
  }
}
