import type { Moment } from '../../kernel/calendar.ts';
import { Alarms } from '../../modules/alarms/index.ts';
import type { Stage } from '../../modules/demo/index.ts';
import type { LiveCity } from '../../modules/identity/index.ts';
import { CONFIGURED, keepFeeds, Live, takeCall, yearsOf } from '../../modules/live/index.ts';
import type { RawRoute } from '../../platform/http/index.ts';
import { type RunningMqtt, type Subscriber, serveMqtt } from '../../platform/mqtt/index.ts';
import type { BatchStream } from '../../platform/stream/index.ts';
import { message } from '../cli/usage.ts';
import { type BrokersConfig, followBroker } from './brokers.ts';
import { demoFigures, demoSilentMs } from './demo-figures.ts';
import { MOST_BYTES, mqttDoor, mqttTls, USUAL_PORT } from './mqtt-door.ts';
import { Simulator } from './simulator.ts';
import { ALARM, streamOfEnvironment } from './stream.ts';

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
  #endFeeds: () => Promise<void> = async () => undefined;
  #standingBy: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  /** Others take in and judge: this process follows them. */
  #stream: BatchStream | null = null;
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
        this.#live && !this.#stream
          ? takeCall(this.#live, authorization, body)
          : { refusal: { code: 'not-ready' }, retryAfter: 2 },
    };
  }

  /**
   * What to tell whoever started the server. One process takes readings in; where another does (it
   * may be dead with its last write still under way), this one takes over once that is over.
   */
  async open(city: LiveCity, options: DoorOptions): Promise<string> {
    // Wrongly set it stops the start, also of one that stands by.
    if (this.#brokers?.embedded !== false) mqttTls();
    this.#stream = await streamOfEnvironment();
    this.#stream?.hear((topic) => {
      if (topic === ALARM) city.announce({ topic });
    });
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
    const stream = this.#stream;
    const live = await Live.open({
      city,
      clock: () => Date.now() as Moment,
      onSignals: (signals) => Alarms.of(city).take(signals),
      onFault: this.#onFault,
      historyYears: yearsOf(process.env),
      neededFrom: () => Alarms.of(city).evidenceFrom(),
      ...(demo ? { figures: demoFigures, mostSilentMs: demoSilentMs } : {}),
      ...(stream ? { following: true, onConfigured: () => stream.tell(CONFIGURED) } : {}),
    });
    if (!live) return null;
    this.#live = live;
    live.start();
    this.#endFeeds = keepFeeds(live, this.#onFault);
    if (stream)
      return '监测数据由接入、研判进程处理 (zhiben intake and zhiben evaluate take readings in)';
    if (demo) {
      this.#simulator = new Simulator(live, this.#onFault);
      this.#simulator.start();
    }
    this.#followed = (this.#brokers?.brokers ?? []).map((broker) => followBroker(live, broker));
    if (this.#brokers?.embedded === false) {
      return '监测数据接入 (readings): HTTP /api/telemetry/batches, brokers of brokers.json';
    }
    try {
      this.#mqtt = await serveMqtt(mqttDoor(live, mqttPort ?? USUAL_PORT, this.#onFault));
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
    await this.#endFeeds();
    await this.#simulator?.stop();
    await this.#mqtt?.close();
    await Promise.all(this.#followed.map((each) => each.close()));
    const live = this.#live;
    this.#live = null;
    await live?.close();
    await this.#stream?.close();
  }
}
